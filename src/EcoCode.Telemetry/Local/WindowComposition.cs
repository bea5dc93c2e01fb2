using EcoCode.Impact;
using EcoCode.Impact.Course;
using EcoCode.Ledger;
using EcoCode.Ledger.Composition;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Windows;
using EcoCode.Quantities;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Telemetry.Local;

/// <summary>Puts together what a window amounts to.</summary>
public static class WindowComposition
{
    /// <summary>Makes it of what was metered.</summary>
    /// <param name="window">What was metered.</param>
    /// <param name="factors">What it is turned into CO2e, water and money by.</param>
    /// <param name="run">When the run's energy was used, where something goes by that; the window's is taken to have been used evenly.</param>
    /// <param name="started">When the run began, by the clock on the wall.</param>
    /// <param name="begun">The same as a time stamp of the clock.</param>
    /// <param name="processors">Processors of the machine, for the share of its making.</param>
    /// <param name="time">The clock.</param>
    public static LocalResult Of(WindowFigures window, ImpactFactors factors, ImpactCourse? run, DateTimeOffset started, long begun, double processors, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(time);
        Band band = default;
        Span<long> byProvenance = stackalloc long[3];
        foreach (SourceEnergy source in window.Sources)
        {
            band += ComponentRecord.BandOf(source);
            byProvenance[(int)TreeShare.Provenance(source.Track)] += source.Tree.Microjoules;
        }

        double seconds = window.Duration.TotalSeconds, whole = Math.Max(1, window.Energy.Microjoules);
        double share = seconds > 0 ? window.TreeCpuTime.TotalSeconds / (seconds * processors) : 0;
        ImpactFigures figures = factors.Of(window.Energy, window.Duration, share, Part(window, run, started, begun, time), Boards(window));
        return new LocalResult
        {
            Window = window.Window,
            Name = window.Name,
            BeginNs = MonotonicTime.Nanoseconds(window.Begin, time),
            EndNs = MonotonicTime.Nanoseconds(window.End, time),
            DurationS = seconds,
            UnmeasuredS = window.Unmeasured.TotalSeconds,
            EnergyJ = window.Energy,
            BandJ = band.HalfWidthJoules,
            MeanPowerW = seconds > 0 ? window.Energy.Joules / seconds : 0,
            OwnEnergyJ = window.Own,
            Provenance = new ProvenanceShares(byProvenance[0] / whole, byProvenance[1] / whole, byProvenance[2] / whole),
            Components = [.. window.Sources.Select(ComponentRecord.OfWindow)],
            Impact = ImpactRecord.Of(figures, started),
            Budgets = [],
            Warnings = [.. factors.Notes, .. figures.Notes],
        };
    }

    private static ImpactCourse? Part(WindowFigures window, ImpactCourse? run, DateTimeOffset started, long begun, TimeProvider time)
    {
        if (run is null) return null;
        var course = new EnergyCourse();
        course.Add(started + time.GetElapsedTime(begun, window.Begin), started + time.GetElapsedTime(begun, window.End), window.Energy);
        return run with { Energy = course };
    }

    /// <summary>The GPUs by name, and for how long each has worked for the tree; null where there is none.</summary>
    private static IEnumerable<(string Name, TimeSpan Used)>? Boards(WindowFigures window)
        => window.Gpus.Count == 0 ? null : window.Gpus.Where(work => work.Gpu.Identity.Name is not null).Select(work => (work.Gpu.Identity.Name!, work.Time));
}
