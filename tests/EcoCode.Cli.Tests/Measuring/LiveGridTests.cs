using EcoCode.Cli.Measuring;
using EcoCode.Impact;
using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Cli.Tests.Measuring;

public sealed class LiveGridTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_told_first_holds_since_the_run_began()
    {
        var provider = new Told((_, _) => Task.FromResult(Answer(new GridPoint(Start.AddSeconds(3), Start.AddHours(1), new(250), false))));
        using LiveGrid live = Asking(provider, () => "DE", Start, new HandClock(Start.AddSeconds(3)));
        Assert.True(SpinWait.SpinUntil(() => live.Series is not null, Patience));
        Assert.Equal(250, live.Series!.At(Start)!.Value.Intensity.GramsPerKilowattHour);
        Assert.Null(live.Trouble);
        Assert.Equal("DE", provider.Zone);
    }

    [Fact]
    public void One_that_never_answers_is_not_there_and_is_let_go_of()
    {
        var cancelled = new TaskCompletionSource<GridAnswer>();
        var provider = new Told((_, cancel) =>
        {
            cancel.Register(() => cancelled.TrySetCanceled(cancel));
            return cancelled.Task;
        });
        LiveGrid live = Asking(provider, () => "DE", Start, new HandClock(Start));
        Assert.Null(live.Series);
        Assert.Equal("ECO3153", live.Trouble!.Code);
        Assert.True(SpinWait.SpinUntil(() => provider.Zone is not null, Patience));
        live.Dispose();
        Assert.True(SpinWait.SpinUntil(() => cancelled.Task.IsCanceled, Patience));
    }

    [Fact]
    public void One_that_fails_is_told_of_once_and_ends_nothing()
    {
        var refused = new Note("ECO3999", "the key is refused");
        using LiveGrid live = Asking(new Told((_, _) => Task.FromResult(new GridAnswer(null, refused))), () => "DE", Start, new HandClock(Start));
        Assert.True(SpinWait.SpinUntil(() => live.Trouble == refused, Patience));

        using LiveGrid broken = Asking(new Told((_, _) => throw new InvalidOperationException("not so\nat all")), () => "DE", Start, new HandClock(Start));
        Assert.True(SpinWait.SpinUntil(() => broken.Trouble!.Code == "ECO3154", Patience));
        Assert.EndsWith("not so", broken.Trouble!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_zone_nobody_is_asked()
    {
        var provider = new Told((_, _) => throw new InvalidOperationException());
        using LiveGrid live = Asking(provider, () => null, Start, new HandClock(Start));
        Assert.True(SpinWait.SpinUntil(() => live.Trouble!.Code == "ECO3149", Patience));
        Assert.Null(provider.Zone);
    }

    private static GridAnswer Answer(params GridPoint[] points)
        => new(new GridSeries(points) { Zone = "DE", Provider = "told", Kind = SignalKind.Average, Basis = GridBasis.Lifecycle, Retrieved = Start }, null);

    private static LiveGrid Asking(IGridProvider provider, Func<string?> zone, DateTimeOffset started, TimeProvider time)
        => LiveGrid.Start(provider.Name, () => (provider, null), zone, started, time);

    private sealed class Told(Func<string, CancellationToken, Task<GridAnswer>> latest) : IGridProvider
    {
        internal volatile string? Zone;

        public string Name => "told";

        public SignalKind Kind => SignalKind.Average;

        public Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel)
        {
            Zone = zone;
            return latest(zone, cancel);
        }

        public Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel) => throw new NotSupportedException();

        public Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) => throw new NotSupportedException();
    }
}
