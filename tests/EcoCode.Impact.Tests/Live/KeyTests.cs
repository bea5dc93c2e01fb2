using System.Text;
using EcoCode.Impact.Live;
using EcoCode.Impact.Live.Asking;
using EcoCode.Impact.Live.Keeping;

namespace EcoCode.Impact.Tests.Live;

/// <summary>Keys go to the service they are for, and nowhere else: in no message, no file, no text of an object.</summary>
public sealed class KeyTests : IAsyncDisposable
{
    private const string Key = "hunter2hunter2", Token = "t0kent0ken";

    private static readonly string Basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Key}"));

    private readonly Bench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Replies => ["ok", "401", "403", "404", "429", "500", "302", "html", "cut", "echo", "large", "wrong", "down"];

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task No_key_is_in_a_message_or_a_file_whatever_comes_back(string reply)
    {
        // The worst of services sends back all that it got.
        string echo = $"{Key} {Token} {Basic}";
        _bench.Server.Play = asked => reply switch
        {
            _ when asked.Target == "GET /login" => Reply.Json($$"""{"token":"{{Token}}"}"""),
            "ok" => Reply.File(asked.Target.Contains("region=", StringComparison.Ordinal) ? "watttime-forecast" : "electricity-maps-latest"),
            "html" => Reply.Of($"<html>{echo}</html>", "text/html"),
            "cut" => Reply.Json($$"""{"error":"{{echo}}"}""").Cut(5),
            "echo" => Reply.Json($$"""{"zone":"{{echo}}","datetime":"{{echo}}","carbonIntensity":"{{echo}}","meta":{"units":"lbs_co2_per_mwh"},"data":[{"point_time":"{{echo}}"}]}"""),
            "wrong" => Reply.Json($$"""{"emissionFactorType":"direct","datetime":"2026-11-21T19:00Z","carbonIntensity":1,"meta":{"units":"kg"},"error":"{{echo}}"}"""),
            "large" => Reply.Json(echo + new string('x', 5 << 20)),
            "302" => Reply.Json(echo, 302, $"Location: https://localhost:1/{Key}\r\n"),
            "down" => new Reply([]),
            _ => Reply.Json($$"""{"error":"{{echo}}"}""", int.Parse(reply, System.Globalization.CultureInfo.InvariantCulture), $"X-Echo: {Key}\r\n"),
        };
        GridHttp maps = _bench.Way("electricity-maps"), time = _bench.Way("watttime");
        using var watttime = new WattTime(time, "me", Key, SignalKind.Marginal, _bench.Clock);
        IGridProvider[] providers = [new ElectricityMaps(maps, Key, GridBasis.Lifecycle, _bench.Clock), watttime];
        var said = new StringBuilder();
        foreach (IGridProvider provider in providers)
        {
            var kept = new KeptGrid(provider, "lifecycle", _bench.Folder, _bench.Clock);
            for (int i = 0; i < 4; i++)
            {
                GridAnswer answer = await kept.LatestAsync("DE", Cancel);
                said.AppendLine($"{answer} {answer.Problem} {answer.Series?.Zone} {answer.Series?.Provider} {provider} {kept}");
                _bench.Clock.Advance(TimeSpan.FromMinutes(6));
            }
        }

        Assert.Contains(_bench.Server.Asked, asked => asked.Headers.Contains(Key, StringComparison.Ordinal));
        Assert.NotEmpty(_bench.Files);
        foreach (string file in _bench.Files) said.AppendLine(file).AppendLine(await File.ReadAllTextAsync(file, Cancel));
        foreach (string secret in new[] { Key, Token, Basic }) Assert.DoesNotContain(secret, said.ToString(), StringComparison.Ordinal);
        Assert.All(_bench.Server.Asked, asked => Assert.DoesNotContain(Key, asked.Target, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();
}
