using EcoCode.Impact.Live;

namespace EcoCode.Impact.Tests.Live;

/// <summary>A service that is down is left alone, by all processes of the user.</summary>
public sealed class GateTests : IAsyncDisposable
{
    private readonly Bench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_three_failures_no_process_asks_for_five_minutes_and_then_ever_longer()
    {
        _bench.Server.Play = _ => Reply.Json("{}", 500);
        for (int i = 0; i < 3; i++) Assert.Equal("ECO3106", await CodeAsync());
        Assert.Equal(6, _bench.Server.Asked.Count);
        int minutes = 0;
        foreach (int expected in new[] { 5, 10, 20, 40, 60, 60 })
        {
            for (minutes = 0; await CodeAsync() == "ECO3112"; minutes++) _bench.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(expected, minutes);
        }
    }

    [Fact]
    public async Task One_answer_makes_good_all_failures()
    {
        _bench.Server.Play = _ => Reply.Json("{}", 500);
        for (int i = 0; i < 2; i++) await CodeAsync();
        _bench.Play("neso-intensity");
        Assert.Null(await CodeAsync());
        _bench.Server.Play = _ => Reply.Json("{}", 500);
        for (int i = 0; i < 3; i++) Assert.Equal("ECO3106", await CodeAsync());
        Assert.Equal("ECO3112", await CodeAsync());
    }

    [Fact]
    public async Task A_refusal_is_no_failure()
    {
        _bench.Server.Play = _ => Reply.Json("{}", 404);
        for (int i = 0; i < 8; i++) Assert.Equal("ECO3104", await CodeAsync());
    }

    [Fact]
    public async Task Nobody_is_asked_more_than_thirty_times_a_minute()
    {
        _bench.Play("neso-intensity");
        for (int i = 0; i < 30; i++) Assert.Null(await CodeAsync());
        Assert.Equal("ECO3113", await CodeAsync());
        Assert.Equal(30, _bench.Server.Asked.Count);
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await CodeAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"failures":"many"}""")]
    [InlineData("""{"failures":9,"not_before":"2099-01-01T00:00:00+00:00","wanted":true,"asked":[]}""")]
    public async Task What_can_not_have_been_written_is_passed_over_and_replaced(string text)
    {
        _bench.Play("neso-intensity");
        await CodeAsync();
        string file = Assert.Single(_bench.Files);
        await File.WriteAllTextAsync(file, text, Cancel);
        Assert.Null(await CodeAsync());
        Assert.Contains("\"asked\":[\"2026-11-21", await File.ReadAllTextAsync(file, Cancel), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private async Task<string?> CodeAsync() => (await new NesoGrid(_bench.Way("neso"), _bench.Clock).LatestAsync("GB", Cancel)).Problem?.Code;
}
