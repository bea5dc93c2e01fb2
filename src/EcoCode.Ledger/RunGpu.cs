namespace EcoCode.Ledger;

/// <summary>Which GPU a component is, and how it fared while the run lasted: the whole device, whoever used it.</summary>
public sealed record RunGpu
{
    /// <summary>Its number on the machine, as its vendor's tools count.</summary>
    public required int Index { get; init; }

    /// <summary>The product's name; <c>null</c> when not known.</summary>
    public string? Name { get; init; }

    /// <summary>The vendor's name of this very board; <c>null</c> where it has none.</summary>
    public string? Uuid { get; init; }

    /// <summary>Where it sits: <c>0000:3b:00.0</c>; <c>null</c> when not on PCI.</summary>
    public string? PciAddress { get; init; }

    /// <summary>Part of the time in which it was busy, 0 to 1; <c>null</c> when not told.</summary>
    public double? UtilisationMean { get; init; }

    /// <summary>Most memory that was in use, bytes; <c>null</c> when not told.</summary>
    public long? MemoryPeakBytes { get; init; }

    /// <summary>Memory that it has, bytes; <c>null</c> when not told.</summary>
    public long? MemoryTotalBytes { get; init; }

    /// <summary>Highest temperature of the chip, °C; <c>null</c> when not told.</summary>
    public double? TemperatureMaxC { get; init; }

    /// <summary>Time in which its clocks were held back by a power limit or heat, s; <c>null</c> when not told.</summary>
    public double? ThrottledS { get; init; }

    /// <summary>What held them back: <c>power limit</c>, <c>heat</c>, <c>hardware</c>; empty when nothing did, <c>null</c> when not told.</summary>
    public IReadOnlyList<string>? ThrottleReasons { get; init; }

    /// <summary>Mean clock of what computes, Hz; <c>null</c> when not told.</summary>
    public double? SmClockMeanHz { get; init; }

    /// <summary>Mean clock of its memory, Hz; <c>null</c> when not told.</summary>
    public double? MemoryClockMeanHz { get; init; }

    /// <summary>Its power limit, W; <c>null</c> when not told.</summary>
    public double? PowerLimitW { get; init; }
}
