using EcoCode.Impact.Planning;

namespace EcoCode.Impact.Tests.Planning;

/// <summary>The search against one that tries every minute, and against the method of the Carbon Aware SDK written anew.</summary>
public sealed class StartSearchTests
{
    private const int Series = 10_000;

    private static readonly DateTimeOffset Origin = new(2026, 3, 28, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_finds_what_trying_every_minute_finds()
    {
        var random = new Random(5);
        int found = 0, withGaps = 0;
        for (int i = 0; i < Series; i++)
        {
            (RateCourse course, int?[] perMinute) = Irregular(random);
            int duration = random.Next(1, 200), earliest = random.Next(-20, perMinute.Length), latest = earliest + random.Next(0, perMinute.Length);
            (int Start, long Sum)? expected = ByEveryMinute(perMinute, duration, earliest, latest);
            (DateTimeOffset Start, double Mean)? actual = StartSearch.Best(course, TimeSpan.FromMinutes(duration), At(earliest), At(latest));
            if (perMinute.Contains(null)) withGaps++;
            if (expected is not { } best)
            {
                Assert.Null(actual);
                continue;
            }

            found++;
            Assert.NotNull(actual);
            Assert.Equal(At(best.Start), actual.Value.Start);
            Assert.Equal((double)best.Sum / duration, actual.Value.Mean, 1e-9 * 1000);
        }

        // The series must be such that there is something to find, and to stumble over.
        Assert.InRange(found, Series / 3, Series - 1);
        Assert.InRange(withGaps, Series / 4, Series);
    }

    [Fact]
    public void What_takes_whole_steps_is_planned_as_the_Carbon_Aware_SDK_plans_it()
    {
        var random = new Random(6);
        for (int i = 0; i < Series; i++)
        {
            int step = random.Next(1, 13) * 5, count = random.Next(2, 80), steps = random.Next(1, count + 1);
            int[] rates = [.. Enumerable.Range(0, count).Select(_ => random.Next(0, 60) * 10)];
            RateCourse course = Regular(rates, step);
            TimeSpan duration = TimeSpan.FromMinutes(steps * step);
            (int Start, double Mean) sdk = BySlidingSteps(rates, steps);

            (DateTimeOffset start, double mean) = StartSearch.Best(course, duration, At(0), At((count - steps) * step))!.Value;
            Assert.Equal(At(sdk.Start * step), start);
            Assert.Equal(sdk.Mean, mean, 1e-9);
            RateStep first = RollingMean.Best(RollingMean.Windows(course, duration, At(0), At(count * step)))[0];
            Assert.Equal((At(sdk.Start * step), start + duration), (first.From, first.To));
        }
    }

    [Fact]
    public void What_takes_part_of_a_step_is_never_planned_worse_than_the_Carbon_Aware_SDK_plans_it()
    {
        var random = new Random(7);
        int better = 0;
        for (int i = 0; i < 1000; i++)
        {
            int[] rates = [.. Enumerable.Range(0, 48).Select(_ => random.Next(50, 600))];
            RateCourse course = Regular(rates, 30);
            TimeSpan duration = TimeSpan.FromMinutes(random.Next(1, 48 * 30));
            double sdk = RollingMean.Windows(course, duration, At(0), At(48 * 30)).Min(window => window.PerKilowattHour);
            double own = StartSearch.Best(course, duration, At(0), At(48 * 30) - duration)!.Value.Mean;
            Assert.True(own <= sdk + 1e-9, $"{own} instead of {sdk}");
            if (own < sdk - 1e-9) better++;
        }

        Assert.InRange(better, 1, 1000);
    }

    [Fact]
    public void Of_equal_starts_it_is_the_earliest()
        => Assert.Equal(At(0), StartSearch.Best(Regular([300, 300, 300, 300], 60), TimeSpan.FromMinutes(90), At(0), At(150))!.Value.Start);

    [Fact]
    public void The_end_may_be_what_finds_its_place()
    {
        // 90 minutes: the cheap hours are 2 and 3, and half of hour 1 is better than half of hour 4.
        (DateTimeOffset start, double mean) = StartSearch.Best(Regular([500, 200, 100, 400], 60), TimeSpan.FromMinutes(90), At(0), At(150))!.Value;
        Assert.Equal(At(90), start);
        Assert.Equal(((200 * 30) + (100 * 60)) / 90.0, mean, 1e-9);
    }

    [Fact]
    public void A_negative_price_is_better_than_none()
        => Assert.Equal(At(60), StartSearch.Best(Regular([0, -5, 0], 60), TimeSpan.FromMinutes(60), At(0), At(120))!.Value.Start);

    [Fact]
    public void Ten_years_of_quarter_hours_are_no_trouble()
    {
        var random = new Random(8);
        RateCourse course = Regular([.. Enumerable.Range(0, 350_000).Select(_ => random.Next(0, 1000))], 15);
        Assert.NotNull(StartSearch.Best(course, TimeSpan.FromDays(100), At(0), At(3_000_000)));
    }

    private static DateTimeOffset At(int minute) => Origin.AddMinutes(minute);

    private static RateCourse Regular(int[] rates, int step)
        => new(rates.Select((rate, index) => new RateStep(At(index * step), At((index + 1) * step), rate)));

    /// <summary>Steps of 1 to 60 minutes, some of them missing, and what holds in each minute.</summary>
    private static (RateCourse Course, int?[] PerMinute) Irregular(Random random)
    {
        var steps = new List<RateStep>();
        var perMinute = new List<int?>();
        int count = random.Next(1, 30);
        bool gaps = random.Next(2) == 0;
        for (int i = 0; i < count; i++)
        {
            int length = random.Next(1, 61), rate = random.Next(-2, 10) * 50;
            bool missing = gaps && random.Next(12) == 0;
            if (!missing) steps.Add(new(At(perMinute.Count), At(perMinute.Count + length), rate));
            perMinute.AddRange(Enumerable.Repeat(missing ? (int?)null : rate, length));
        }

        return (new RateCourse(steps), [.. perMinute]);
    }

    /// <summary>All bounds are whole minutes, so the best start is one, too. Sums are whole numbers: nothing is rounded.</summary>
    private static (int Start, long Sum)? ByEveryMinute(int?[] perMinute, int duration, int earliest, int latest)
    {
        (int Start, long Sum)? best = null;
        for (int start = Math.Max(0, earliest); start <= latest && start + duration <= perMinute.Length; start++)
        {
            long? sum = 0;
            for (int minute = start; minute < start + duration && sum is not null; minute++) sum += perMinute[minute];
            if (sum is { } known && (best is null || known < best.Value.Sum)) best = (start, known);
        }

        return best;
    }

    private static (int Start, double Mean) BySlidingSteps(int[] rates, int steps)
    {
        (int Start, double Mean) best = (0, double.MaxValue);
        for (int start = 0; start + steps <= rates.Length; start++)
        {
            double mean = rates.Skip(start).Take(steps).Sum() / (double)steps;
            if (mean < best.Mean) best = (start, mean);
        }

        return best;
    }
}
