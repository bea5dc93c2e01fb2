using System.Text;
using EcoCode.Impact.Live;

namespace EcoCode.Impact.Tests.Live;

public sealed class CommandGridTests : ICommandRunner
{
    private readonly TestClock _clock = new();
    private readonly List<string> _ran = [];
    private string _prints = """{"points":[{"from":"2026-11-21T18:00Z","g_per_kwh":280},{"from":"2026-11-21T19:00Z","g_per_kwh":302},{"from":"2026-11-21T20:00Z","g_per_kwh":326,"estimated":true}]}""";
    private CommandRead _outcome = CommandRead.Ok;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_is_told_what_is_wanted_in_its_words()
    {
        CommandGrid grid = Of("grid", "--{what}", "{zone}", "{from}/{to}");
        Assert.Equal("18:00-19:00 280, 19:00-20:00 302", Shown.Points(await grid.LatestAsync("D E", Cancel)));
        Assert.Equal("19:00-20:00 302, 20:00-21:00 326?", Shown.Points(await grid.ForecastAsync("DE", TimeSpan.FromHours(2), Cancel)));
        Assert.Equal("18:00-19:00 280", Shown.Points(await grid.PastAsync("DE", _clock.GetUtcNow().AddHours(-1), _clock.GetUtcNow().AddMinutes(-30), Cancel)));
        Assert.Equal(
            [
                "grid|--latest|D E|2026-11-21T17:12:00Z/2026-11-21T19:12:00Z",
                "grid|--forecast|DE|2026-11-21T19:12:00Z/2026-11-21T21:12:00Z",
                "grid|--past|DE|2026-11-21T18:12:00Z/2026-11-21T18:42:00Z",
            ],
            _ran);
    }

    [Theory]
    [InlineData(CommandRead.NotFound, "{}", "ECO3119 the grid command `grid` can't be started")]
    [InlineData(CommandRead.TimedOut, "{}", "ECO3119 the grid command `grid` took longer than 10 s, and was killed")]
    [InlineData(CommandRead.Ok, "", "ECO3119 the grid command `grid` printed nothing")]
    [InlineData(CommandRead.Ok, "302 g", "ECO3119 the grid command `grid` printed what can't be used: line 1: this is not JSON")]
    [InlineData(CommandRead.Ok, """{"points":[{"from":"2026-11-21T19:00Z","g_per_kwh":-3}]}""", "ECO3119 the grid command `grid` printed what can't be used: point 1: -3 g/kWh is not between 0 and 3000")]
    [InlineData(CommandRead.Ok, """{"points":[{"from":"2026-11-20T19:00Z","g_per_kwh":3}]}""", "ECO3110 `exec` has no intensity of `DE` that holds now")]
    [InlineData(CommandRead.Ok, """{"zone":"FR","points":[{"from":"2026-11-21T19:00Z","g_per_kwh":3}]}""", "ECO3110 `exec` has no intensity of `DE` that holds now")]
    public async Task What_does_not_work_is_told(CommandRead outcome, string prints, string expected)
    {
        (_outcome, _prints) = (outcome, prints);
        Assert.Equal(expected, Shown.Points(await Of("grid", "--token", "s3cret").LatestAsync("DE", Cancel)));
    }

    [Fact]
    public async Task More_than_four_megabytes_are_too_many()
    {
        _prints = new string(' ', 5 << 20);
        Assert.Equal("ECO3114", (await Of("grid").LatestAsync("DE", Cancel)).Problem!.Code);
    }

    public CommandRead Run(IReadOnlyList<string> words, TimeSpan limit, Span<byte> buffer, out int length, CancellationToken cancel)
    {
        _ran.Add(string.Join('|', words));
        byte[] bytes = Encoding.UTF8.GetBytes(_prints);
        length = Math.Min(bytes.Length, buffer.Length);
        bytes.AsSpan(0, length).CopyTo(buffer);
        return _outcome;
    }

    private CommandGrid Of(params string[] words) => new(words, this, SignalKind.Average, GridBasis.Lifecycle, _clock);
}
