using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Rapl;
using FsCheck.Fluent;

namespace EcoCode.Sensors.Tests.Rapl;

public class PackageOfDiesTests
{
    private const long Range = 65_532_610_987;
    private const long Watt = 1_000_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly ManualTime _time = new();

    [Fact]
    public void Dies_known_to_count_for_themselves_are_added_from_the_first_tick()
    {
        var (package, dies) = Package(separate: true, starts: [5, 60_000]);
        long first = Read(package);
        Turn(dies, Tick, 12 * Watt, 12 * Watt);
        Assert.Equal(2_400_000, Read(package) - first);
    }

    [Fact]
    public void Mirrored_dies_are_counted_once_however_long_and_whatever_they_started_from()
    {
        var (package, dies) = Package(separate: false, starts: [10_359_908_363, 3]);
        long first = Read(package);
        long truth = 0;
        for (int tick = 0; tick < 2000; tick++)
        {
            // Each is read at another moment: up to 1 % of a tick's energy moves from one reading to the next.
            long skew = tick % 3 * 30_000;
            Turn(dies, Tick, 300 * Watt, 300 * Watt);
            dies[1].Consume(skew);
            long reading = Read(package);
            dies[1].Consume(Range - skew);
            truth += 30_000_000;
            Assert.InRange(reading - first, truth, truth + 60_000);
        }
    }

    [Fact]
    public void Dies_that_prove_to_count_for_themselves_release_all_that_was_held_back()
    {
        var (package, dies) = Package(separate: false, starts: [0, 0]);
        long first = Read(package);
        var readings = new List<long>();
        for (int tick = 1; tick <= 40; tick++)
        {
            Turn(dies, Tick, 100 * Watt, 60 * Watt);
            readings.Add(Read(package) - first);
        }

        // Three windows of a second each decide; until then the larger die alone is counted. What was held back then comes at a
        // pace that two dies of 1,000 W could have.
        Assert.Equal(29 * 10_000_000, readings[28]);
        Assert.True(readings[29] > 30 * 10_000_000);
        Assert.Equal(40 * 16_000_000, readings[39]);
        Assert.All(readings.Zip(readings.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 10_000_000, 2000 * Watt / 10));
    }

    [Fact]
    public void Which_of_the_dies_draws_less_makes_no_difference()
    {
        var (package, dies) = Package(separate: false, starts: [0, 0]);
        long first = Read(package);
        for (int tick = 0; tick < 40; tick++)
        {
            Turn(dies, Tick, 60 * Watt, 100 * Watt);
            Read(package);
        }

        Assert.Equal(40 * 16_000_000, Read(package) - first);
    }

    [Fact]
    public void Only_windows_after_each_other_prove_it()
    {
        var (package, dies) = Package(separate: false, starts: [0, 0]);
        long first = Read(package);
        for (int second = 1; second <= 30; second++)
        {
            // Two seconds of three apart: one has 6 J more in the first and 6 J less in the second.
            long more = (second % 3) switch { 1 => 6 * Watt, 2 => -6 * Watt, _ => 0 };
            Turn(dies, TimeSpan.FromSeconds(1), 100 * Watt, (100 * Watt) + more);
            Read(package);
        }

        Assert.Equal(30 * 100 * Watt, Read(package) - first);
    }

    [Fact]
    public void What_was_held_back_comes_no_faster_than_the_dies_could_draw_it()
    {
        var (package, dies) = Package(separate: false, starts: [0, 0]);
        Read(package);
        for (int second = 0; second < 2; second++)
        {
            Turn(dies, TimeSpan.FromSeconds(1), 1000 * Watt, 700 * Watt);
            Read(package);
        }

        // The third window decides, when 1,500 J are held back; two dies of 1,000 W could draw 1,000 W at most each.
        Turn(dies, TimeSpan.FromSeconds(1), 0, 100 * Watt);
        long decided = Read(package);
        for (int second = 0; second < 3; second++)
        {
            Turn(dies, TimeSpan.FromSeconds(1), 0, 0);
            long reading = Read(package);
            Assert.InRange(reading - decided, 0, 2000 * Watt);
            decided = reading;
        }
    }

    [Fact]
    public void One_disturbed_reading_proves_nothing()
    {
        var (package, dies) = Package(separate: false, starts: [0, 0]);
        long first = Read(package);
        for (int second = 1; second <= 60; second++)
        {
            Turn(dies, TimeSpan.FromSeconds(1), 100 * Watt, 100 * Watt);
            // Preempted between the two dies for 80 ms, every tenth second.
            if (second % 10 == 0) dies[1].Consume(8_000_000);
            Read(package);
            if (second % 10 == 0) dies[1].Consume(Range - 8_000_000);
        }

        Turn(dies, TimeSpan.FromSeconds(1), 100 * Watt, 100 * Watt);
        Assert.Equal(61 * 100 * Watt, Read(package) - first);
    }

    [Fact]
    public void Readings_that_took_too_long_are_no_evidence()
    {
        var (package, dies) = Package(separate: false, starts: [0, 0]);
        _time.EachLook = PackageOfDies.LongestTurn + TimeSpan.FromTicks(1);
        long first = Read(package);
        for (int second = 0; second < 10; second++)
        {
            Turn(dies, TimeSpan.FromSeconds(1), 100 * Watt, 50 * Watt);
            Read(package);
        }

        Assert.Equal(1000 * Watt, Read(package) - first);
    }

    [Fact]
    public void While_nothing_moves_nothing_is_decided()
    {
        var (package, dies) = Package(separate: false, starts: [0, 0]);
        long first = Read(package);
        for (int second = 0; second < 10; second++)
        {
            Turn(dies, TimeSpan.FromSeconds(1), 0, 0);
            Assert.Equal(first, Read(package));
        }

        Turn(dies, TimeSpan.FromSeconds(1), 100 * Watt, 50 * Watt);
        Assert.Equal(100 * Watt, Read(package) - first);
    }

    [Fact]
    public void A_die_that_cannot_be_read_makes_the_package_unreadable_and_its_energy_comes_later()
    {
        var (package, dies) = Package(separate: true, starts: [0, 0]);
        long first = Read(package);
        Turn(dies, Tick, 10 * Watt, 20 * Watt);
        dies[1].Outcome = ReadOutcome.NotSupported;
        Assert.Equal(ReadOutcome.NotSupported, package.TryRead(out Energy none));
        Assert.Equal(Energy.Zero, none);
        Turn(dies, Tick, 10 * Watt, 20 * Watt);
        dies[1].Outcome = ReadOutcome.Ok;
        Assert.Equal(6_000_000, Read(package) - first);
    }

    [Fact]
    public void A_reset_is_told_from_a_wrap_and_invents_no_energy()
    {
        var (package, dies) = Package(separate: true, starts: [500_000_000, 700_000_000]);
        long first = Read(package);
        Turn(dies, Tick, 10 * Watt, 20 * Watt);
        dies[0].Reset();
        Assert.Equal(ReadOutcome.Gone, package.TryRead(out _));
        Turn(dies, Tick, 10 * Watt, 20 * Watt);
        Assert.Equal(2_000_000 + 3_000_000, Read(package) - first);
    }

    [Fact]
    public void The_sum_wraps_where_it_says_so_that_it_is_read_before_a_die_wraps_twice()
    {
        var (package, dies) = Package(separate: true, starts: [0, 0]);
        Assert.Equal(Energy.FromMicrojoules(2 * Range), package.WrapsAt);
        using var unlimited = new PackageOfDies(new("p"), [new DieStub(long.MaxValue), new DieStub(long.MaxValue)], true, Power.FromWatts(1000), _time);
        Assert.Equal(Energy.MaxValue, unlimited.WrapsAt);

        Energy before = Energy.FromMicrojoules(Read(package));
        Energy sum = Energy.Zero;
        for (int turn = 0; turn < 10; turn++)
        {
            Turn(dies, TimeSpan.FromSeconds(100), 500 * Watt, 400 * Watt);
            Energy now = Energy.FromMicrojoules(Read(package));
            Assert.True(now < package.WrapsAt);
            sum += Wrap.Delta(before, now, package.WrapsAt);
            before = now;
        }

        Assert.Equal(Energy.FromJoules(900_000), sum);
    }

    [Fact]
    public void For_any_energies_and_ranges_the_sum_of_dies_is_exact()
    {
        var turns = Gen.Choose(1, 4).SelectMany(dies => Gen.Choose(0, 300_000_000).ArrayOf(dies).NonEmptyListOf().Select(list => list.ToArray()));
        var ranges = Gen.Choose(300_000_001, int.MaxValue);
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(turns.Zip(ranges).ToArbitrary(), given =>
        {
            ((int[][] energies, int smallest), int count) = (given, given.Item1[0].Length);
            // Every die has a range of its own, and starts somewhere in it.
            DieStub[] dies = [.. Enumerable.Range(0, count).Select(die => new DieStub(smallest + (die * 1_000_003L), smallest / (die + 1)))];
            using var package = new PackageOfDies(new("p"), dies, separate: true, Power.FromWatts(1000), _time);
            long expected = 0, seen = 0, before = Read(package);
            foreach (int[] turn in energies)
            {
                _time.Advance(TimeSpan.FromMinutes(1));
                for (int die = 0; die < count; die++) dies[die].Consume(turn[die]);
                expected += turn.Sum(energy => (long)energy);
                long now = Read(package);
                seen += Wrap.Delta(Energy.FromMicrojoules(before), Energy.FromMicrojoules(now), package.WrapsAt).Microjoules;
                before = now;
            }

            return seen == expected;
        }));
    }

    [Fact]
    public void Steady_reading_allocates_nothing()
    {
        var (package, dies) = Package(separate: false, starts: [0, 0, 0, 0]);
        Assert.Equal(0, Allocations.Of(() =>
        {
            foreach (DieStub die in dies) die.Consume(1000);
            _time.Advance(TimeSpan.FromSeconds(2));
            package.TryRead(out _);
        }));
    }

    private static long Read(PackageOfDies package)
    {
        Assert.Equal(ReadOutcome.Ok, package.TryRead(out Energy reading));
        return reading.Microjoules;
    }

    private (PackageOfDies Package, DieStub[] Dies) Package(bool separate, long[] starts)
    {
        DieStub[] dies = [.. starts.Select(start => new DieStub(Range, start))];
        return (new(new("package"), dies, separate, Power.FromWatts(1000), _time), dies);
    }

    /// <summary>Lets time pass, in which each die consumes so many microwatts.</summary>
    private void Turn(DieStub[] dies, TimeSpan time, params long[] microwatts)
    {
        _time.Advance(time);
        for (int die = 0; die < dies.Length; die++) dies[die].Consume((long)(microwatts[die] * time.TotalSeconds));
    }
}
