using EcoCode.Impact.Live;
using EcoCode.Impact.Live.Keeping;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests.Live;

/// <summary>Answers are kept as long as they are good, by all processes of the user, and stand in when there is no new one.</summary>
public sealed class KeptGridTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Seven = new(2026, 11, 21, 19, 0, 0, TimeSpan.Zero);
    private static readonly Note Down = new("ECO3101", "`told` can't be reached: no connection");

    private readonly Bench _bench = new();
    private readonly ToldGrid _told;

    public KeptGridTests() => _told = new(_bench.Clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(60, 48)]
    [InlineData(15, 5)]
    [InlineData(20, 8)]
    [InlineData(600, 60)]
    public async Task The_latest_figure_is_good_until_it_ends_but_five_minutes_at_least_and_an_hour_at_most(int lasts, int minutes)
    {
        // Asked at 19:12.
        _told.Points = [ToldGrid.Point(Seven, lasts, 302)];
        await LatestAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.Null((await LatestAsync()).Problem);
        Assert.Equal(1, _told.Times);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await LatestAsync();
        Assert.Equal(2, _told.Times);
    }

    [Fact]
    public async Task What_is_kept_says_when_it_was_got()
    {
        _told.Points = [ToldGrid.Point(Seven, 60, 302)];
        DateTimeOffset asked = _bench.Clock.GetUtcNow();
        await LatestAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(20));
        GridAnswer kept = await LatestAsync();
        Assert.Equal(asked, kept.Series!.Retrieved);
        Assert.Equal("19:00-20:00 302", Shown.Points(kept));
    }

    [Fact]
    public async Task Another_zone_question_or_identity_is_another_answer()
    {
        _told.Points = [ToldGrid.Point(Seven, 120, 302)];
        await LatestAsync();
        await Provider().LatestAsync("FR", Cancel);
        await Provider().ForecastAsync("DE", TimeSpan.FromHours(1), Cancel);
        await Provider().ForecastAsync("DE", TimeSpan.FromHours(2), Cancel);
        await new KeptGrid(_told, "direct", _bench.Folder, _bench.Clock).LatestAsync("DE", Cancel);
        Assert.Equal(5, _told.Times);
        await Provider().ForecastAsync("DE", TimeSpan.FromMinutes(59.5), Cancel);
        Assert.Equal(5, _told.Times);
    }

    [Fact]
    public async Task A_failure_is_taken_for_granted_for_five_minutes()
    {
        _told.Problem = Down;
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(Down, (await LatestAsync()).Problem);
            _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, _told.Times);
        await LatestAsync();
        Assert.Equal(2, _told.Times);
    }

    [Theory]
    [InlineData("ECO3103")]
    [InlineData("ECO3119")]
    public async Task What_the_user_mends_is_tried_again_after_a_minute(string code)
    {
        _told.Problem = new(code, "refused");
        await LatestAsync();
        await LatestAsync();
        Assert.Equal(1, _told.Times);
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await LatestAsync();
        Assert.Equal(2, _told.Times);
    }

    [Fact]
    public async Task The_last_known_figure_stands_in_for_six_hours_and_says_how_old_it_is()
    {
        _told.Points = [ToldGrid.Point(Seven, 60, 302)];
        await LatestAsync();
        _told.Problem = Down;
        _bench.Clock.Advance(TimeSpan.FromMinutes(90));
        GridAnswer answer = await LatestAsync();
        Assert.Equal("19:00-20:43 302?", Shown.Points(answer));
        Assert.Equal(("ECO3111", "`told` can't be reached: no connection; its last known figures are used, from 90 min ago"), (answer.Problem!.Code, answer.Problem.Message));

        // It ended at 20:00: good until 02:00.
        _bench.Clock.Advance(new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero) - _bench.Clock.GetUtcNow());
        Assert.Contains("from 7 h ago", (await LatestAsync()).Problem!.Message, StringComparison.Ordinal);
        _bench.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((null, Down), ((await LatestAsync()).Series, (await LatestAsync()).Problem));
    }

    [Fact]
    public async Task A_provider_that_is_late_has_its_last_figure_stand_in_until_now_as_an_estimate()
    {
        _told.Points = [ToldGrid.Point(Seven.AddHours(-3), 60, 280), ToldGrid.Point(Seven.AddHours(-2), 60, 302)];
        GridAnswer answer = await LatestAsync();
        Assert.Null(answer.Problem);
        Assert.Equal("16:00-17:00 280, 17:00-19:13 302?", Shown.Points(answer));
    }

    [Fact]
    public async Task A_forecast_is_good_for_a_step_and_stands_in_for_a_day()
    {
        _told.Points = [.. Enumerable.Range(0, 40).Select(hour => ToldGrid.Point(Seven.AddHours(hour), 30, 300 + hour, estimated: true))];
        await ForecastAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(29));
        await ForecastAsync();
        Assert.Equal(1, _told.Times);
        _told.Problem = Down;
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        GridAnswer answer = await ForecastAsync();
        Assert.Equal(2, _told.Times);
        Assert.Equal("ECO3111", answer.Problem!.Code);
        Assert.Equal(301, answer.Series!.Points[0].Intensity.GramsPerKilowattHour);
        _bench.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Null((await ForecastAsync()).Series);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task What_is_past_is_kept_for_good_unless_it_is_an_estimate(bool estimated, int times)
    {
        _told.Points = [ToldGrid.Point(Seven.AddHours(-9), 60, 280, estimated), ToldGrid.Point(Seven.AddHours(-8), 60, 290)];
        Assert.Equal("10:00-11:00 280" + (estimated ? "?" : ""), Shown.Points(await PastAsync(10, 20, 10, 50)));
        _bench.Clock.Advance(TimeSpan.FromDays(30));

        // Other minutes of the same hours are in it, too.
        Assert.StartsWith("10:00-11:00 280", Shown.Points(await PastAsync(10, 5, 11, 0)), StringComparison.Ordinal);
        Assert.Equal(times - 1, _told.Times - 1);
    }

    [Fact]
    public async Task A_clock_that_goes_back_does_not_keep_an_answer()
    {
        _told.Points = [ToldGrid.Point(Seven.AddDays(-1), 60 * 24 * 3, 302)];
        await LatestAsync();
        _bench.Clock.Advance(TimeSpan.FromHours(-2));
        await LatestAsync();
        Assert.Equal(2, _told.Times);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"version":2}""")]
    [InlineData("""{"version":1,"question":"another","expires":"2099-01-01T00:00:00+00:00"}""")]
    [InlineData("""{"version":1,"question":"$","expires":"2099-01-01T00:00:00+00:00","series":{"zone":"DE","provider":"told","marginal":false,"basis":"lifecycle","retrieved":"2026-11-21T19:00:00+00:00","points":[["2026-11-21T19:00:00+00:00","2026-11-21T20:00:00+00:00",99999,false]]}}""")]
    [InlineData("""{"version":1,"question":"$","expires":"2099-01-01T00:00:00+00:00","series":{"zone":"DE","provider":"told","marginal":false,"basis":"lifecycle","retrieved":"2026-11-21T19:00:00+00:00","points":[[]]}}""")]
    public async Task A_corrupted_file_is_passed_over_and_replaced(string text)
    {
        _told.Points = [ToldGrid.Point(Seven, 60, 302)];
        await LatestAsync();
        string file = Assert.Single(_bench.Files);
        await File.WriteAllTextAsync(file, text.Replace("$", Path.GetFileName(file), StringComparison.Ordinal), Cancel);
        Assert.Equal("19:00-20:00 302", Shown.Points(await LatestAsync()));
        Assert.Equal(2, _told.Times);
        await LatestAsync();
        Assert.Equal(2, _told.Times);
    }

    [Fact]
    public async Task Files_are_for_their_owner_alone_and_no_temporary_one_is_left()
    {
        _told.Points = [ToldGrid.Point(Seven, 60, 302)];
        await LatestAsync();
        string file = Assert.Single(_bench.Files);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task Where_nothing_can_be_written_the_process_remembers()
    {
        string blocked = Path.Join(_bench.Cache, "file");
        await File.WriteAllTextAsync(blocked, "", Cancel);
        _told.Points = [ToldGrid.Point(Seven, 60, 302)];
        foreach (string? path in new[] { Path.Join(blocked, "grid"), null })
        {
            var provider = new KeptGrid(_told, "", new GridFolder(path), _bench.Clock);
            int before = _told.Times;
            Assert.Equal("19:00-20:00 302", Shown.Points(await provider.LatestAsync("DE", Cancel)));
            Assert.Equal("19:00-20:00 302", Shown.Points(await provider.LatestAsync("DE", Cancel)));
            Assert.Equal(before + 1, _told.Times);
        }
    }

    [Fact]
    public async Task The_oldest_files_make_room()
    {
        _told.Points = [ToldGrid.Point(Seven.AddDays(-100), 60 * 24 * 200, 302)];
        KeptGrid provider = Provider();
        for (int hour = 0; hour < 520; hour++) await provider.PastAsync("DE", Seven.AddHours(-hour - 1), Seven.AddHours(-hour), Cancel);
        Assert.InRange(_bench.Files.Length, 384, 512);
    }

    [Theory]
    [InlineData("/x", "/h/me", "/x/ecocode/grid")]
    [InlineData("x", "/h/me", "/h/me/.cache/ecocode/grid")]
    [InlineData("", "/h/me", "/h/me/.cache/ecocode/grid")]
    [InlineData("", "", null)]
    public void The_folder_is_where_caches_of_a_user_are(string cache, string home, string? expected)
        => Assert.Equal(expected, GridFolder.PathOf(name => name == "XDG_CACHE_HOME" ? cache : name == "HOME" ? home : null));

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    /// <summary>As of a process of its own.</summary>
    private KeptGrid Provider() => new(_told, "", _bench.Folder, _bench.Clock);

    private Task<GridAnswer> LatestAsync() => Provider().LatestAsync("DE", Cancel);

    private Task<GridAnswer> ForecastAsync() => Provider().ForecastAsync("DE", TimeSpan.FromHours(24), Cancel);

    private Task<GridAnswer> PastAsync(int hour, int minute, int untilHour, int untilMinute)
        => Provider().PastAsync("DE", new(2026, 11, 21, hour, minute, 0, TimeSpan.Zero), new(2026, 11, 21, untilHour, untilMinute, 0, TimeSpan.Zero), Cancel);
}
