using EcoCode.Host;
using EcoCode.Impact;
using EcoCode.Impact.Course;
using EcoCode.Impact.Live;
using EcoCode.Ledger.Composition;
using EcoCode.Metering;
using EcoCode.Metering.Attribution;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Ledger.Tests.Composition;

/// <summary>Two packages of ± 5 % and a model of memory of ± 30 %; the tree uses half of the CPUs for 10 s.</summary>
public sealed class RunCompositionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedMachine _machine = new(0, 1) { SocketOf = [0, 0, 1, 1] };
    private readonly ScriptedCounter _first = new("first"), _second = new("second"), _memory = new("memory");
    private readonly TreeProcess _process;

    public RunCompositionTests()
    {
        _machine.Has(Component.Cpu, [[Package(_first, 0), Package(_second, 1)]]);
        _machine.Has(Component.Dram, Source(_memory, Component.Dram) with { Provenance = Provenance.Modelled, RelativeBand = 0.3, Device = "16 GiB" });
        _process = _machine.Tree.Bear(100, Environment.ProcessId, "work", 2L << 30);
    }

    [Fact]
    public void Parts_sum_to_totals_to_the_microjoule()
    {
        RunRecord record = Composed.Of(Run(seconds: 10));
        Assert.Equal(record.Total.EnergyJ, Sum(record.Components.Select(part => part.EnergyJ)));
        Assert.Equal(record.Total.EnergyJ, Sum(record.Processes.Select(row => row.EnergyJ)));
        Assert.Equal(record.Total.EnergyJ, record.Machine.TreeJ);
        Assert.Equal(record.Machine.EnergyJ, record.Machine.TreeJ + record.Machine.OtherProcessesJ + record.Machine.IdleAndRestJ);
        Assert.Equal(record.Machine.EnergyJ, Sum(record.Machine.Components.Select(part => part.EnergyJ)));
        Assert.Equal(333.333330 + 70, record.Machine.EnergyJ.Joules, precision: 9);
    }

    [Fact]
    public void The_total_is_the_trees()
    {
        RunTotal total = Composed.Of(Run(seconds: 10)).Total;

        // Half of the CPU time on each package, and 2 of 4 GiB that are in use; odd microjoules of a second go to other processes.
        Assert.Equal(201.66666, total.EnergyJ.Joules);
        Assert.Equal(201.66666 / 3.6e6, total.EnergyKwh, precision: 15);
        Assert.Equal(20.166666, total.MeanPowerW, precision: 9);
        Assert.Equal(20.166666, total.PeakPowerW, precision: 5);
        Assert.Empty(total.Missing);
    }

    [Fact]
    public void Measured_bands_add_in_quadrature_and_modelled_ones_on_top()
    {
        // Package: 5 % of the sensor and 10 % of the share; memory: 30 % of the model.
        const double First = 116.666660, Second = 50, Memory = 35;
        RunRecord record = Composed.Of(Run(seconds: 10));
        double share = Math.Sqrt((0.05 * 0.05) + (0.1 * 0.1));
        Assert.Equal([First * share, Second * share, Memory * 0.3], record.Components.Select(part => part.BandJ), new Near());
        Assert.Equal(share * Math.Sqrt((First * First) + (Second * Second)) + (Memory * 0.3), record.Total.BandJ, precision: 5);
        Assert.Equal([2 * First * 0.05, 2 * Second * 0.05, 2 * Memory * 0.3], record.Machine.Components.Select(part => part.BandJ), new Near());
    }

    [Fact]
    public void Shares_by_provenance_sum_to_one()
    {
        RunRecord record = Composed.Of(Run(seconds: 10));
        ProvenanceShares shares = record.Total.Provenance;
        Assert.Equal(0, shares.Measured);
        Assert.Equal(166.66666 / 201.66666, shares.Apportioned, precision: 12);
        Assert.Equal(1, shares.Measured + shares.Apportioned + shares.Modelled, precision: 12);
        Assert.Equal(["apportioned", "apportioned", "modelled"], record.Components.Select(part => part.Provenance));
        Assert.Equal(["measured", "measured", "modelled"], record.Machine.Components.Select(part => part.Provenance));
    }

    [Fact]
    public void What_the_tree_had_to_itself_is_measured_and_as_sure_as_the_sensor()
    {
        var machine = new ScriptedMachine();
        ScriptedCounter counter = machine.HasCpuCounter(relativeBand: 0.05);
        TreeProcess process = machine.Tree.Bear(100, Environment.ProcessId);
        Meter meter = machine.Begin();
        counter.Count(Energy.FromJoules(10));
        machine.Work(process, Second);
        machine.Tick(meter, Second, last: true);
        RunRecord record = Composed.Of(meter);
        Assert.Equal(new ProvenanceShares(1, 0, 0), record.Total.Provenance);
        Assert.Equal(0.5, record.Total.BandJ, precision: 12);
    }

    [Fact]
    public void Without_energy_all_shares_are_zero_and_nothing_is_divided_by_it()
    {
        Meter meter = new ScriptedMachine().Begin();
        meter.Tick(last: true, Second);
        RunRecord record = Composed.Of(meter);
        Assert.Equal(new ProvenanceShares(0, 0, 0), record.Total.Provenance);
        Assert.Equal((0.0, 0.0, 0.0), (record.Total.BandJ, record.Total.MeanPowerW, record.Self.OverheadRatio));
        Assert.Empty(record.Components);
        Assert.Contains(record.Warnings, note => note.Code == "ECO2008");
    }

    [Fact]
    public void A_component_without_figures_is_named_with_its_reason()
    {
        _second.Outcome = ReadOutcome.Denied;
        RunRecord record = Composed.Of(Run(seconds: 3));
        Assert.Equal([new MissingComponent("cpu", "package 1", 3, "not readable (denied)")], record.Total.Missing);
    }

    [Fact]
    public void A_counter_that_stopped_and_one_that_was_reset_are_told_apart()
    {
        Meter meter = _machine.Begin();
        for (int i = 1; i <= 4; i++)
        {
            _first.Count(Energy.FromJoules(i == 1 ? 10 : 0));
            _second.Count(Energy.FromJoules(i == 3 ? 1e6 : 10));
            _machine.Tick(meter, Second, last: i == 4);
        }

        Assert.Equal(
            [new MissingComponent("cpu", "package 0", 3, "stood still"), new MissingComponent("cpu", "package 1", 1, "reset")],
            Composed.Of(meter).Total.Missing.Where(missing => missing.Component == "cpu"));
    }

    [Fact]
    public void A_gauge_that_was_not_read_for_long_did_not_stand_still()
    {
        var machine = new ScriptedMachine();
        machine.Has(Component.Cpu, Source(new ScriptedGauge("gauge") { Watts = 10 }));
        Meter meter = machine.Begin();
        machine.Tick(meter, 60 * Second, last: true);
        Assert.Equal([new MissingComponent("cpu", "scripted", 60, "not read often enough")], Composed.Of(meter).Total.Missing);
    }

    [Fact]
    public void What_a_successor_has_is_not_missing()
    {
        var machine = new ScriptedMachine();
        ScriptedCounter better = new("better"), worse = new("worse");
        machine.Has(Component.Cpu, Source(better), Source(worse));
        TreeProcess process = machine.Tree.Bear(100, Environment.ProcessId);
        Meter meter = machine.Begin();
        for (int i = 0; i < 2; i++)
        {
            better.Count(Energy.FromJoules(i == 0 ? 1 : 1e6));
            worse.Count(Energy.FromJoules(1));
            machine.Work(process, Second / 10);
            machine.Tick(meter, Second / 10, last: i == 1);
        }

        RunRecord record = Composed.Of(meter);
        Assert.Equal(2, record.Total.EnergyJ.Joules);
        Assert.Equal(2, record.Components.Count);
        Assert.Empty(record.Total.Missing);
        Assert.Equal(["ECO2001"], record.Warnings.Select(note => note.Code).Where(code => code.StartsWith("ECO2", StringComparison.Ordinal)));
    }

    [Fact]
    public void Impact_is_of_the_tree_and_the_buildings_share_stays_apart()
    {
        RunRecord record = Composed.Of(Run(seconds: 10));
        RunImpact impact = record.Impact;
        Assert.Equal(201.66666 * 1.5, impact.FacilityEnergyJ.Joules, precision: 6);
        Assert.Equal(201.66666 * 1.5 / 3.6e6 * 500, impact.Co2eG, precision: 9);
        Assert.Equal(201.66666 * 1.5 / 3.6e6 * 0.25, (double)impact.Cost!.Amount, precision: 9);
        Assert.Equal(("EUR", 0.25m, "given"), (impact.Cost.Currency, impact.Cost.PricePerKwh, impact.Cost.Source));
        Assert.Null(impact.WaterL);
        Assert.Equal(new RunGrid("XX", 500, "lifecycle", "test", 2025), impact.Grid);

        // 20 s of CPU time in 10 s on four processors is half of the machine, for 10 s of 1,000 h.
        Assert.Equal(1e6 * 10 / 3.6e6 * 0.5, impact.Co2eEmbodiedG!.Value, precision: 9);
    }

    [Fact]
    public void What_providers_and_tariffs_told_of_the_time_is_in_it()
    {
        DateTimeOffset start = Composed.Facts.Started;
        var course = new EnergyCourse();
        course.Add(start, start.AddHours(2), Energy.FromJoules(201.66666));
        GridSeries Series(SignalKind kind, int hours, double grams) => new([new(start, start.AddHours(hours), new(grams), Estimated: true)])
        {
            Zone = "XX-1", Provider = kind.ToString(), Kind = kind, Basis = GridBasis.Lifecycle, Retrieved = start,
        };
        ImpactFactors factors = Composed.Factors with { Rental = new Rental(36, "USD", "given") };
        RunImpact impact = RunComposition.Compose(
            Composed.Facts, Run(seconds: 10).Result(), factors, new ImpactCourse(course, [Series(SignalKind.Average, 1, 100), Series(SignalKind.Marginal, 1, 900)])).Impact;
        double kilowattHours = 201.66666 * 1.5 / 3.6e6;
        Assert.Equal(300, impact.Grid.GPerKwh, precision: 4);
        Assert.Equal(impact.Grid.GPerKwh * kilowattHours, impact.Co2eG, precision: 12);
        Assert.Equal(("XX", "Average test", 2025), (impact.Grid.Zone, impact.Grid.Source, impact.Grid.Year));
        Assert.Equal(1, impact.Grid.Parts.Sum(part => part.Share), precision: 12);
        RunGridPart live = impact.Grid.Parts.Single(part => part.Live);
        Assert.Equal(("XX-1", 100.0, "lifecycle", 1.0, start), (live.Zone, live.GPerKwh, live.Basis, live.EstimatedShare, live.Retrieved));
        Assert.Equal((900.0, "Marginal", "XX-1"), (impact.Marginal!.GPerKwh, impact.Marginal.Provider, impact.Marginal.Zone));
        Assert.Equal(900 * kilowattHours / 2, impact.Marginal.Co2eG, precision: 6);
        Assert.Equal([("electricity", "EUR", "kWh", 0.25m), ("rental", "USD", "h", 36m)], impact.Costs.Select(cost => (cost.Of, cost.Currency, cost.Per, cost.Price)));
        Assert.Equal(0.1m, impact.Rental!.Amount);
        RunEmbodied machine = Assert.Single(impact.Embodied);
        Assert.Equal(impact.Co2eEmbodiedG!.Value, machine.Devices * machine.DeviceG * machine.UsedH / machine.LifetimeH, precision: 9);
    }

    [Fact]
    public void Where_nothing_is_known_nothing_is_claimed()
    {
        RunImpact impact = RunComposition.Compose(Composed.Facts, Run(seconds: 1).Result(), Composed.Factors with { Tariff = null, Embodied = [] }).Impact;
        Assert.Equal((null, null, null), (impact.Cost, impact.Co2eEmbodiedG, impact.WaterL));
    }

    [Fact]
    public void EcoCodes_own_cost_is_part_of_other_processes()
    {
        Meter meter = _machine.Begin();
        _first.Count(Energy.FromJoules(10));
        _machine.Own = Second / 4;
        _machine.Cpu.Work(Second);
        _machine.Tick(meter, Second, last: true);
        RunRecord record = Composed.Of(meter);
        Assert.Equal((0.25, 0.25, 30_000_000L, true), (record.Self.CpuS, record.Self.OverheadRatio, record.Self.PeakRssBytes, record.Self.Stretched));
        Assert.Equal((2.5, 10.0), (record.Self.EnergyJ.Joules, record.Machine.OtherProcessesJ.Joules));
    }

    [Theory]
    [InlineData(AttributionMode.Busy, "busy")]
    [InlineData(AttributionMode.Capacity, "capacity")]
    [InlineData(AttributionMode.Marginal, "marginal")]
    public void The_run_is_identified_with_how_it_was_measured(AttributionMode mode, string word)
    {
        RunIdentity run = Composed.Of(Run(seconds: 2, mode: mode)).Run;
        Assert.Equal(("r-1", "name", "program", "run", "host", 3), (run.Id, run.Name, run.Program, run.Kind, run.Host, run.ExitCode));
        Assert.Equal((word, "scripted", "scripted", 2.0, 0.1), (run.Attribution, run.TreeMethod, run.MachineMethod, run.DurationS, run.IntervalS));
    }

    [Fact]
    public void Phases_steps_metrics_history_and_notes_are_carried_over()
    {
        Meter meter = _machine.Begin();
        meter.Windows.Begin("all", meter.Begun, asker: 0);
        Assert.True(meter.Metrics.TryAdd("tokens", 2) && meter.Metrics.TryAdd("tokens", 3) && meter.Metrics.TryAdd("loss", -1));
        _first.Count(Energy.FromJoules(10));
        _machine.Work(_process, Second);
        _machine.Tick(meter, Second, last: true);
        long end = _machine.Clock.GetTimestamp();
        Assert.True(meter.Windows.TryMark("step", [meter.Begun, end - (Second.Ticks / 4), end], out _));
        RunRecord record = Composed.Of(meter);
        Assert.Equal([new RunSteps("step", 2, Energy.FromJoules(10), Energy.FromJoules(2.5), Energy.FromJoules(7.5))], record.Steps);
        Assert.Equal([new RunMetric("tokens", 3, 5, 2, 3, 2, 2), new RunMetric("loss", -1, -1, -1, -1, 1, null)], record.Metrics);
        Assert.Equal([new RunPhase("all", 0, 1, Energy.FromJoules(10))], record.Phases);
        Assert.Equal(0.1, record.History.IntervalS);
        Assert.All(record.History.PowerW, watts => Assert.Equal(10, watts, precision: 6));
        Assert.Equal(["ECO1999", "ECO3999"], record.Warnings.Select(note => note.Code));
    }

    /// <summary>So many seconds of so much power, one process on each socket's first processor and as much other load.</summary>
    private Meter Run(int seconds, AttributionMode mode = AttributionMode.Busy)
    {
        TreeProcess other = _machine.Tree.Bear(101, 100, "child", 0);
        Meter meter = _machine.Begin(new MeterOptions { Mode = mode });
        for (int i = 1; i <= seconds; i++)
        {
            _first.Count(Energy.FromJoules(23.333332));
            _second.Count(Energy.FromJoules(10.000001));
            _memory.Count(Energy.FromJoules(7));
            _machine.Work(_process, Second, processor: 0);
            _machine.Work(other, Second, processor: 2);
            _machine.Cpu.Work(Second, socket: 0);
            _machine.Cpu.Work(Second, socket: 1);
            _machine.Tick(meter, Second, last: i == seconds);
        }

        return meter;
    }

    private static EnergySource Package(ScriptedCounter counter, int socket)
        => Source(counter) with { Socket = socket, Device = $"package {socket}", RelativeBand = 0.05 };

    private static Energy Sum(IEnumerable<Energy> energies) => energies.Aggregate(Energy.Zero, (sum, energy) => sum + energy);

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-5;

        public int GetHashCode(double value) => 0;
    }
}
