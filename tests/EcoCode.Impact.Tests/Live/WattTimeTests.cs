using EcoCode.Impact.Live;

namespace EcoCode.Impact.Tests.Live;

public sealed class WattTimeTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    private readonly Bench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pounds_per_megawatt_hour_become_grams_per_kilowatt_hour()
    {
        Play("watttime-forecast");
        using WattTime provider = Provider();

        // 870 lb are 394.6253619 kg, by hand.
        GridAnswer answer = await provider.LatestAsync("CAISO_NORTH", Cancel);
        Assert.Equal(394.6253619, answer.Series!.Points[0].Intensity.GramsPerKilowattHour, 1e-9);
        Assert.Equal("19:10-19:15 394.6254?, 19:15-19:20 453.5924?, 19:20-19:25 410.7279?", Shown.Points(answer));
        Assert.Equal((SignalKind.Marginal, GridBasis.Direct, "watttime"), (answer.Series.Kind, answer.Series.Basis, answer.Series.Provider));
    }

    [Fact]
    public async Task The_password_is_sent_once_to_log_in_and_then_a_token()
    {
        Play("watttime-forecast");
        using WattTime provider = Provider();
        await provider.LatestAsync("CAISO_NORTH", Cancel);
        await provider.ForecastAsync("CAISO_NORTH", TimeSpan.FromHours(30), Cancel);
        Assert.Equal(
            ["GET /login", "GET /v3/forecast?region=CAISO_NORTH&signal_type=co2_moer&horizon_hours=0", "GET /v3/forecast?region=CAISO_NORTH&signal_type=co2_moer&horizon_hours=30"],
            _bench.Server.Asked.Select(asked => asked.Target));

        // base64 of "me:s3cret".
        Assert.Contains("Authorization: Basic bWU6czNjcmV0", _bench.Server.Asked[0].Headers, StringComparison.Ordinal);
        Assert.All(_bench.Server.Asked.Skip(1), asked => Assert.Contains("Authorization: Bearer t0ken", asked.Headers, StringComparison.Ordinal));

        _bench.Clock.Advance(TimeSpan.FromMinutes(26));
        await provider.LatestAsync("CAISO_NORTH", Cancel);
        Assert.Equal(2, _bench.Server.Asked.Count(asked => asked.Target == "GET /login"));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_not_used_again()
    {
        _bench.Server.Play = asked => asked.Target == "GET /login" ? Reply.Json("""{"token":"t0ken"}""") : Reply.Json("{}", 401);
        using WattTime provider = Provider();
        Assert.Equal("ECO3103", (await provider.LatestAsync("CAISO_NORTH", Cancel)).Problem!.Code);
        await provider.LatestAsync("CAISO_NORTH", Cancel);
        Assert.Equal(2, _bench.Server.Asked.Count(asked => asked.Target == "GET /login"));
    }

    [Fact]
    public async Task A_null_of_the_past_is_a_gap()
    {
        Play("watttime-historical");
        using WattTime provider = Provider();
        Assert.Equal("10:00-10:05 371.9457, 10:10-10:15 381.0176", Shown.Points(await provider.PastAsync("CAISO_NORTH", Ten, Ten.AddHours(1), Cancel)));
        Assert.Equal("GET /v3/historical?region=CAISO_NORTH&signal_type=co2_moer&start=2026-11-20T10:00:00Z&end=2026-11-20T11:00:00Z", _bench.Server.Asked[^1].Target);
    }

    [Theory]
    [InlineData("""{"data":[{"point_time":"2026-11-21T19:10:00+00:00","value":870}],"meta":{"units":"kg_co2_per_mwh","signal_type":"co2_moer"}}""", "ECO3109")]
    [InlineData("""{"data":[{"point_time":"2026-11-21T19:10:00+00:00","value":870}]}""", "ECO3109")]
    [InlineData("""{"data":[{"point_time":"2026-11-21T19:10:00+00:00","value":870}],"meta":{"units":"lbs_co2_per_mwh","signal_type":"co2_aoer"}}""", "ECO3108")]
    [InlineData("""{"data":[{"point_time":"2026-11-21T19:10:00+00:00","value":8700}],"meta":{"units":"lbs_co2_per_mwh","signal_type":"co2_moer"}}""", "ECO3108")]
    [InlineData("""{"data":[],"meta":{"units":"lbs_co2_per_mwh","signal_type":"co2_moer"}}""", "ECO3110")]
    public async Task Another_unit_or_signal_is_a_problem_and_no_figure(string body, string code)
    {
        _bench.Server.Play = asked => Reply.Json(asked.Target == "GET /login" ? """{"token":"t0ken"}""" : body);
        using WattTime provider = Provider();
        GridAnswer answer = await provider.LatestAsync("CAISO_NORTH", Cancel);
        Assert.Null(answer.Series);
        Assert.Equal(code, answer.Problem!.Code);
    }

    [Theory]
    [InlineData("""{"token":""}""", 200, "ECO3108")]
    [InlineData("""{"token":"a\r\nX-Evil: b"}""", 200, "ECO3108")]
    [InlineData("{}", 401, "ECO3103")]
    public async Task Without_a_token_nothing_else_is_asked(string body, int status, string code)
    {
        _bench.Server.Play = _ => Reply.Json(body, status);
        using WattTime provider = Provider();
        Assert.Equal(code, (await provider.LatestAsync("CAISO_NORTH", Cancel)).Problem!.Code);
        Assert.Equal("GET /login", Assert.Single(_bench.Server.Asked).Target);
    }

    [Fact]
    public async Task The_average_is_another_signal()
    {
        _bench.Server.Play = asked => Reply.Json(asked.Target == "GET /login" ? """{"token":"t0ken"}""" : """{"data":[{"point_time":"2026-11-21T19:10:00+00:00","value":500}],"meta":{"units":"lbs_co2_per_mwh","signal_type":"co2_aoer","data_point_period_seconds":300}}""");
        using var provider = new WattTime(_bench.Way("watttime"), "me", "s3cret", SignalKind.Average, _bench.Clock);
        GridAnswer answer = await provider.LatestAsync("CAISO_NORTH", Cancel);
        Assert.Equal((SignalKind.Average, "19:10-19:15 226.7962?"), (answer.Series!.Kind, Shown.Points(answer)));
        Assert.Contains("signal_type=co2_aoer", _bench.Server.Asked[^1].Target, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private void Play(string file) => _bench.Server.Play = asked => asked.Target == "GET /login" ? Reply.Json("""{"token":"t0ken"}""") : Reply.File(file);

    private WattTime Provider() => new(_bench.Way("watttime"), "me", "s3cret", SignalKind.Marginal, _bench.Clock);
}
