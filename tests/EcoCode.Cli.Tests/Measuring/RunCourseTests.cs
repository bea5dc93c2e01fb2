using EcoCode.Cli.Measuring;
using EcoCode.Impact.Course;
using EcoCode.Metering;
using EcoCode.Quantities;

namespace EcoCode.Cli.Tests.Measuring;

public sealed class RunCourseTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Energy_lies_where_the_clock_says_and_is_all_there()
    {
        // 10 J a second, from 23:59:30 on, told every 100 ms.
        var clock = new HandClock(Midnight.AddSeconds(-30));
        var course = new RunCourse(clock);
        for (int tick = 1; tick <= 655; tick++)
        {
            clock.Now = Midnight.AddSeconds(-30 + (tick * 0.1));
            course.Tick(At(tick * 0.1, tick));
        }

        course.Tick(At(65.5, 655), last: true);
        EnergyCourse read = course.Read();
        Assert.Equal(655, read.Total.Joules);
        Assert.Equal([(-1, 300.0), (0, 355.0)], read.Minutes.Select(slot => ((int)(slot.Minute - Midnight).TotalMinutes, Math.Round(slot.Energy.Joules, 6))));
        Assert.Equal((Midnight.AddSeconds(-30), Midnight.AddSeconds(35.5)), (read.Begin, read.End));
    }

    [Fact]
    public void A_clock_that_is_set_moves_what_follows_and_loses_nothing()
    {
        var clock = new HandClock(Midnight);
        var course = new RunCourse(clock);
        for (int second = 1; second <= 20; second++)
        {
            // After ten seconds the clock goes back by an hour, and is half a day ahead at the end.
            clock.Now = Midnight.AddSeconds(second).AddHours(second > 18 ? 12 : second > 10 ? -1 : 0);
            course.Tick(At(second, 5 * second));
        }

        EnergyCourse read = course.Read();
        Assert.Equal(100, read.Total.Joules);
        Assert.Equal([(-60, 40.0), (0, 50.0), (720, 10.0)], read.Minutes.Select(slot => ((int)(slot.Minute - Midnight).TotalMinutes, slot.Energy.Joules)));
    }

    [Fact]
    public void A_run_of_less_than_a_second_is_told_at_its_end()
    {
        var clock = new HandClock(Midnight);
        var course = new RunCourse(clock);
        course.Tick(At(0.4, 1));
        Assert.Equal(Energy.Zero, course.Read().Total);
        clock.Now = Midnight.AddSeconds(0.5);
        course.Tick(At(0.5, 2), last: true);
        course.Tick(At(0.5, 2), last: true);
        Assert.Equal(2, course.Read().Total.Joules);
        Assert.Equal(Midnight, course.Read().Begin);
    }

    private static LiveFigures At(double seconds, double joules) => new(TimeSpan.FromSeconds(seconds), Energy.FromJoules(joules), Power.Zero, 1);
}
