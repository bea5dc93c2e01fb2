using System.Diagnostics.CodeAnalysis;
using EcoCode.Cli.Placing;
using EcoCode.Impact;
using EcoCode.Impact.Course;
using EcoCode.Impact.Live;
using EcoCode.Metering;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Cli.Measuring;

/// <summary>By what a measured energy is judged: what the user said, and what is known of the machine.</summary>
internal static class Judgement
{
    /// <summary>As far as it goes without a measurement.</summary>
    internal static ImpactRequest Of(MeasureRequest request, Whereabouts place)
    {
        ITimedPrice? prices = null;
        request.Tariff?.TryRead(out prices, out _);
        return request.Impact with { Zone = request.Impact.Zone ?? place.Zone, PlaceNote = place.Note, Prices = prices };
    }

    /// <summary>Of what was measured.</summary>
    internal static ImpactRequest Of(MeasureRequest request, Instruments instruments, MeterResult meter, Whereabouts place)
        => Of(request, instruments, meter.Processors, meter.Tracks.Select(track => track.Gpu?.Identity).OfType<GpuIdentity>(), place);

    /// <summary>Of the whole machine, from now on.</summary>
    internal static ImpactRequest Of(MeasureRequest request, Instruments instruments, Whereabouts place)
        => Of(request, instruments, instruments.Machine.Cpu.Processors, instruments.Catalogue.Gpus, place);

    private static ImpactRequest Of(MeasureRequest request, Instruments instruments, double processors, IEnumerable<GpuIdentity> gpus, Whereabouts place) => Of(request, place) with
    {
        Machine = instruments.Kind,
        VCpus = instruments.Kind == MachineKind.VirtualMachine ? Math.Max(1, (int)Math.Round(processors)) : null,
        Sockets = instruments.Topology.Sockets.Count,
        MemoryBytes = instruments.MemoryBytes,
        Gpus = instruments.Kind == MachineKind.Laptop ? [] : [.. gpus.Where(IsBoard).Select(gpu => gpu.Name!).Distinct()],
    };

    /// <summary>Resolves it, on the basis of the live series if there is one: what is on two bases can't be in one total.</summary>
    internal static bool TryResolve(ImpactRequest impact, ImpactCourse? course, [NotNullWhen(true)] out ImpactFactors? factors, [NotNullWhen(false)] out Note? problem)
    {
        foreach (GridSeries series in course?.Live ?? [])
        {
            if (series.Kind != SignalKind.Average || series.Basis == impact.Basis) continue;
            if (ImpactModel.Shipped.TryResolve(impact with { Basis = series.Basis }, out factors, out problem)) return true;
        }

        return ImpactModel.Shipped.TryResolve(impact, out factors, out problem);
    }

    /// <summary>A board of its own, which its maker has a figure for apart from the machine: NVML has no others, and AMD calls its accelerators so. What is in a processor is made with it.</summary>
    private static bool IsBoard(GpuIdentity gpu)
        => gpu.Name is { } name && (gpu.Uuid?.StartsWith("GPU-", StringComparison.Ordinal) == true || name.Contains("Instinct", StringComparison.OrdinalIgnoreCase));
}
