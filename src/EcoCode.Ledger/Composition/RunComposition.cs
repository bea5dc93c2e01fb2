using EcoCode.Impact;
using EcoCode.Impact.Course;
using EcoCode.Metering;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Composition;

/// <summary>Puts the record of a run together from what was metered and what it amounts to.</summary>
public static class RunComposition
{
    /// <summary>Makes the record of a run that is over.</summary>
    /// <param name="facts">What is known of it beside figures.</param>
    /// <param name="meter">What was metered.</param>
    /// <param name="factors">What it is turned into CO2e, water and money by.</param>
    /// <param name="course">When the energy was used; left out, where nothing goes by that.</param>
    public static RunRecord Compose(RunFacts facts, MeterResult meter, ImpactFactors factors, ImpactCourse? course = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(factors);
        Energy tree = Sum(meter.Tracks, track => track.Tree);
        ImpactFigures figures = factors.Of(tree, meter.Duration, MachineShare(meter), course, GpuTimes(meter));
        return new RunRecord
        {
            Run = Identity(facts, meter),
            Total = Total(meter, tree),
            Components = [.. meter.Tracks.Select(ComponentRecord.OfTree)],
            Machine = Machine(meter),
            Processes = ProcessRows.Of(meter),
            Phases = [.. meter.Phases.Select(phase => new RunPhase(phase.Name, phase.Start.TotalSeconds, phase.End.TotalSeconds, phase.Energy))],
            Steps = [.. meter.Steps.Select(steps => new RunSteps(steps.Name, steps.Count, steps.Energy, steps.Least, steps.Most))],
            Metrics = [.. meter.Metrics.Select(metric => new RunMetric(
                metric.Name, metric.Last, metric.Sum, metric.Least, metric.Most, metric.Count, metric.Sum > 0 ? tree.Joules / metric.Sum : null))],
            History = new RunHistory(meter.HistoryWidth.TotalSeconds, meter.HistoryWatts),
            Impact = ImpactRecord.Of(figures, facts.Started),
            Budgets = facts.Budgets,
            Prediction = facts.Prediction,
            Self = new RunSelf
            {
                CpuS = meter.OwnCpuTime.TotalSeconds,
                EnergyJ = Sum(meter.Tracks, track => track.Own),
                PeakRssBytes = facts.PeakResidentBytes,
                OverheadRatio = meter.Duration > TimeSpan.Zero ? meter.OwnCpuTime / meter.Duration : 0,
                Stretched = facts.Stretched,
            },
            Warnings = [.. facts.Notes, .. MeterNotes.Of(meter), .. factors.Notes, .. figures.Notes],
        };
    }

    private static RunIdentity Identity(RunFacts facts, MeterResult meter) => new()
    {
        Id = facts.Id,
        Name = facts.Name,
        Project = facts.Project,
        Tags = facts.Tags,
        Program = facts.Program,
        Kind = facts.Kind,
        Host = facts.Host,
        Started = facts.Started,
        DurationS = meter.Duration.TotalSeconds,
        ExitCode = facts.ExitCode,
        Signal = facts.Signal,
        Interrupted = facts.Interrupted,
        Attribution = meter.Mode switch
        {
            AttributionMode.Capacity => "capacity",
            AttributionMode.Marginal => "marginal",
            _ => "busy",
        },
        TreeMethod = meter.TreeMethod,
        MachineMethod = meter.MachineMethod,
        IntervalS = facts.Interval.TotalSeconds,
    };

    private static RunTotal Total(MeterResult meter, Energy tree)
    {
        Band band = default;
        Span<long> byProvenance = stackalloc long[3];
        foreach (SourceTrack track in meter.Tracks)
        {
            band += TreeShare.Band(track);
            byProvenance[(int)TreeShare.Provenance(track)] += track.Tree.Microjoules;
        }

        double whole = Math.Max(1, tree.Microjoules);
        return new RunTotal
        {
            EnergyJ = tree,
            EnergyKwh = tree.KilowattHours,
            BandJ = band.HalfWidthJoules,
            MeanPowerW = meter.Duration > TimeSpan.Zero ? (tree / meter.Duration).Watts : 0,
            PeakPowerW = meter.PeakPower.Watts,
            Provenance = new ProvenanceShares(byProvenance[0] / whole, byProvenance[1] / whole, byProvenance[2] / whole),
            Missing = [.. meter.Kept.Where(track => track.State.Missing > TimeSpan.Zero).Select(Missing)],
        };
    }

    private static MissingComponent Missing(SourceTrack track) => new(
        ComponentRecord.NameOf(track),
        track.Source.Device,
        track.State.Missing.TotalSeconds,
        track.State switch
        {
            { Failures: > 0 } state => $"not readable ({state.LastFailure.ToString().ToLowerInvariant()})",
            { Resets: > 0 } => "reset",
            _ => track.Source.Gauge is null ? "stood still" : "not read often enough",
        });

    private static RunMachine Machine(MeterResult meter)
    {
        Energy others = Sum(meter.Tracks, track => track.Others), idle = Sum(meter.Tracks, track => track.Idle), tree = Sum(meter.Tracks, track => track.Tree);
        return new RunMachine
        {
            EnergyJ = tree + others + idle,
            TreeJ = tree,
            OtherProcessesJ = others,
            IdleAndRestJ = idle,
            Components =
            [
                .. meter.Tracks.Select(track =>
                {
                    Energy energy = track.Tree + track.Others + track.Idle;
                    return ComponentRecord.OfTree(track) with
                    {
                        EnergyJ = energy,
                        Provenance = track.Source.Provenance.ToString().ToLowerInvariant(),
                        BandJ = Band.Of(energy, track.Source.RelativeBand, track.Source.Provenance).HalfWidthJoules,
                    };
                }),
            ],
        };
    }

    /// <summary>How much of the machine the tree had the use of, for its share of what making the machine cost.</summary>
    private static double MachineShare(MeterResult meter)
        => meter.Duration > TimeSpan.Zero ? meter.TreeCpuTime / (meter.Duration * meter.Processors) : 0;

    /// <summary>The GPUs by name, and for how long each has worked for the tree; null where there is none, as in most runs, which would have these iterators compiled at their start.</summary>
    private static IEnumerable<(string Name, TimeSpan Used)>? GpuTimes(MeterResult meter)
        => meter.Tracks.All(track => track.Gpu is null) ? null : NamedGpus(meter);

    private static IEnumerable<(string Name, TimeSpan Used)> NamedGpus(MeterResult meter)
        => meter.Tracks.Select(track => track.Gpu).OfType<GpuTrack>().Distinct()
            .Where(gpu => gpu.Identity.Name is not null)
            .Select(gpu => (gpu.Identity.Name!, gpu.TreeTime));

    private static Energy Sum(IEnumerable<SourceTrack> tracks, Func<SourceTrack, Energy> part)
        => tracks.Aggregate(Energy.Zero, (sum, track) => sum + part(track));
}
