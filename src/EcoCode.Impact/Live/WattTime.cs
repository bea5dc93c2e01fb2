using System.Globalization;
using System.Text;
using System.Text.Json;
using EcoCode.Impact.Live.Asking;
using EcoCode.Quantities;

namespace EcoCode.Impact.Live;

/// <summary>WattTime, version 3 of its interface: what a change of demand emits, CO2 only. Needs an account.</summary>
/// <param name="http">The way to it.</param>
/// <param name="user">Name of the account.</param>
/// <param name="password">Its password, which is sent to log in, at most every 25 minutes, and never kept.</param>
/// <param name="kind">Marginal, or the average that it also has.</param>
/// <param name="time">The clock.</param>
public sealed class WattTime(GridHttp http, string user, string password, SignalKind kind, TimeProvider time) : IGridProvider, IDisposable
{
    private const string Unit = "lbs_co2_per_mwh";

    /// <summary>The international pound, exactly.</summary>
    private const double GramsPerPound = 453.59237;

    private const int LongestHorizon = 72;

    /// <summary>A token holds for 30 minutes.</summary>
    private static readonly TimeSpan TokenLasts = TimeSpan.FromMinutes(25);

    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(30);

    private readonly SemaphoreSlim _loggingIn = new(1);
    private (string Header, DateTimeOffset Until) _token;

    /// <summary>Where it is.</summary>
    public static Uri Address { get; } = new("https://api.watttime.org/");

    /// <inheritdoc/>
    public string Name => "watttime";

    /// <inheritdoc/>
    public SignalKind Kind => kind;

    private string Signal => kind == SignalKind.Marginal ? "co2_moer" : "co2_aoer";

    /// <inheritdoc/>
    public async Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel)
    {
        var reading = new GridReading(this, zone, GridBasis.Direct, time);
        await TakeAsync(reading, "forecast", "&horizon_hours=0", cancel).ConfigureAwait(false);
        return reading.Answer("that holds now");
    }

    /// <inheritdoc/>
    public async Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel)
    {
        double hours = Math.Clamp(Math.Ceiling(horizon.TotalHours), 1, LongestHorizon);
        var reading = new GridReading(this, zone, GridBasis.Direct, time);
        await TakeAsync(reading, "forecast", string.Create(CultureInfo.InvariantCulture, $"&horizon_hours={hours}"), cancel).ConfigureAwait(false);
        return reading.Answer("to come", time.GetUtcNow(), time.GetUtcNow() + horizon);
    }

    /// <inheritdoc/>
    public async Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        var reading = new GridReading(this, zone, GridBasis.Direct, time);
        foreach ((DateTimeOffset from, DateTimeOffset to) in GridSpan.Parts(since, until, LongestRange))
        {
            if (!await TakeAsync(reading, "historical", $"&start={GridTime.Written(from)}&end={GridTime.Written(to)}", cancel).ConfigureAwait(false)) break;
        }

        return reading.Answer("for that time", since, until);
    }

    /// <inheritdoc/>
    public void Dispose() => _loggingIn.Dispose();

    private async Task<bool> TakeAsync(GridReading reading, string question, string parameters, CancellationToken cancel)
    {
        string path = $"v3/{question}?region={Uri.EscapeDataString(reading.Zone)}&signal_type={Signal}{parameters}";
        (string? token, Note? problem) = await LogInAsync(reading.Zone, cancel).ConfigureAwait(false);
        if (token is null) return reading.Fail(problem!);
        HttpAnswer answer = await http.GetAsync(path, reading.Zone, ("Authorization", token), cancel).ConfigureAwait(false);

        // Perhaps not the account but the token: it is not used again.
        if (answer.IsRefused) _token = default;
        if (!answer.TryGet(out JsonDocument? document, out problem)) return reading.Fail(problem);
        using (document) return Read(document.RootElement, reading, estimated: question == "forecast");
    }

    private bool Read(JsonElement root, GridReading reading, bool estimated)
    {
        JsonElement meta = root.Field("meta") ?? default;
        if (meta.Text("units") != Unit) return reading.Fail(GridProblems.WrongUnit(Name, meta.Text("units") is { Length: > 0 and < 40 } other ? other : "none"));
        if (meta.Text("signal_type") is { Length: > 0 } signal && signal != Signal) return reading.Malformed("it is another signal than asked for");
        if (meta.Number("data_point_period_seconds") is { } seconds and > 0 and <= 86_400) reading.Step = TimeSpan.FromSeconds(seconds);
        foreach (JsonElement point in root.List("data"))
        {
            if (!GridTime.TryParse(point.Text("point_time"), out DateTimeOffset from)) return reading.Malformed("a point has no time");
            if (point.Number("value") is { } pounds && !reading.Take(from, null, pounds * GramsPerPound / 1000, estimated)) return false;
        }

        return true;
    }

    private async Task<(string? Token, Note? Problem)> LogInAsync(string zone, CancellationToken cancel)
    {
        await _loggingIn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_token.Header is { } known && time.GetUtcNow() < _token.Until) return (known, null);
            string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
            HttpAnswer answer = await http.GetAsync("login", zone, ("Authorization", $"Basic {basic}"), cancel).ConfigureAwait(false);
            if (!answer.TryGet(out JsonDocument? document, out Note? problem)) return (null, problem);
            using (document)
            {
                string token = document.RootElement.Text("token");
                if (token.Length == 0 || token.Any(letter => letter is <= ' ' or > '~')) return (null, GridProblems.Malformed(Name, "there is no token"));
                _token = ($"Bearer {token}", time.GetUtcNow() + TokenLasts);
                return (_token.Header, null);
            }
        }
        finally
        {
            _loggingIn.Release();
        }
    }
}
