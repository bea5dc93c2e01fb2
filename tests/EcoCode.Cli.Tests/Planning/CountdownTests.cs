using EcoCode.Cli.Planning;

namespace EcoCode.Cli.Tests.Planning;

/// <summary>Waiting with a clock that only moves when it is told to.</summary>
public sealed class CountdownTests
{
    private readonly HandClock _clock = new();
    private readonly List<TimeSpan> _pauses = [];

    [Fact]
    public void It_ends_at_the_time_and_never_pauses_for_longer_than_half_a_minute()
    {
        Assert.True(Made(pause => _clock.Now += pause).Until(_clock.Now.AddMinutes(10.25)));
        Assert.All(_pauses, pause => Assert.InRange(pause, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.FromMinutes(10.25), _pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause));
    }

    [Fact]
    public void After_a_night_of_suspension_it_ends_with_the_pause_it_is_in()
    {
        Assert.True(Made(_ => _clock.Now += TimeSpan.FromHours(8)).Until(_clock.Now.AddHours(2)));
        Assert.Single(_pauses);
    }

    [Fact]
    public void A_clock_that_is_set_back_is_waited_for()
    {
        DateTimeOffset until = _clock.Now.AddMinutes(1);
        Assert.True(Made(pause => _clock.Now += _pauses.Count == 1 ? TimeSpan.FromMinutes(-5) : pause).Until(until));
        Assert.Equal(until, _clock.Now);
    }

    [Fact]
    public void Told_to_end_it_ends()
    {
        var countdown = new Countdown(_clock, _ => true, _ => TimeSpan.MaxValue);
        Assert.False(countdown.Until(_clock.Now.AddHours(1)));
    }

    [Fact]
    public void What_is_over_is_not_waited_for()
    {
        Assert.True(Made(_ => { }).Until(_clock.Now));
        Assert.Empty(_pauses);
    }

    [Fact]
    public void It_shows_as_often_as_was_asked_for()
    {
        var shown = new List<TimeSpan>();
        var countdown = new Countdown(_clock, Passing, left =>
        {
            shown.Add(left);
            return TimeSpan.FromSeconds(10);
        });
        Assert.True(countdown.Until(_clock.Now.AddSeconds(25)));
        Assert.Equal([25, 15, 5], shown.Select(left => left.TotalSeconds));

        bool Passing(TimeSpan pause)
        {
            _clock.Now += pause;
            return false;
        }
    }

    private Countdown Made(Action<TimeSpan> pass) => new(
        _clock,
        pause =>
        {
            _pauses.Add(pause);
            pass(pause);
            return false;
        },
        _ => TimeSpan.MaxValue);

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 14, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
