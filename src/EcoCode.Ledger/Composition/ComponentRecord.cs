using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Metering.Windows;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Composition;

/// <summary>The row of one source.</summary>
public static class ComponentRecord
{
    /// <summary>The tree's part of it in the whole run.</summary>
    public static RunComponent OfTree(SourceTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        return new()
        {
            Component = NameOf(track),
            Device = track.Source.Device,
            EnergyJ = track.Tree,
            Provenance = TreeShare.Provenance(track).ToString().ToLowerInvariant(),
            Source = track.Source.Method,
            Origin = track.Source.Origin,
            BandJ = TreeShare.Band(track).HalfWidthJoules,
            Gpu = track.Gpu is { } gpu ? GpuOf(gpu) : null,
        };
    }

    /// <summary>The tree's part of it in a window; how sure it is goes by the run so far.</summary>
    public static RunComponent OfWindow(SourceEnergy part)
    {
        RunComponent whole = OfTree(part.Track);
        return whole with
        {
            EnergyJ = part.Tree,
            BandJ = BandOf(part).HalfWidthJoules,
            Gpu = whole.Gpu is { } gpu ? new RunGpu { Index = gpu.Index, Name = gpu.Name, Uuid = gpu.Uuid, PciAddress = gpu.PciAddress } : null,
        };
    }

    /// <summary>How far the tree's part in a window may be off.</summary>
    public static Band BandOf(SourceEnergy part)
    {
        double run = part.Track.Tree.Joules;
        double relative = run > 0 ? TreeShare.Band(part.Track).HalfWidthJoules / run : part.Track.Source.RelativeBand;
        return Band.Of(part.Tree, relative, TreeShare.Provenance(part.Track));
    }

    internal static string NameOf(SourceTrack track) => track.Source.Component.ToString().ToLowerInvariant();

    private static RunGpu GpuOf(GpuTrack gpu) => new()
    {
        Index = gpu.Identity.Index,
        Name = gpu.Identity.Name,
        Uuid = gpu.Identity.Uuid,
        PciAddress = gpu.Identity.PciAddress,
        UtilisationMean = gpu.MeanUtilisation,
        MemoryPeakBytes = gpu.PeakMemoryBytes,
        MemoryTotalBytes = gpu.MemoryTotalBytes,
        TemperatureMaxC = gpu.HighestCelsius,
        ThrottledS = gpu.Throttled?.TotalSeconds,
        ThrottleReasons = gpu.Throttled is null ? null : gpu.SlowedBy,
        SmClockMeanHz = gpu.MeanSmHertz,
        MemoryClockMeanHz = gpu.MeanMemoryHertz,
        PowerLimitW = gpu.PowerLimit?.Watts,
    };
}
