using EcoCode.Impact;
using EcoCode.Impact.Live;

namespace EcoCode.Cli.Grid;

/// <summary>Where live carbon intensity is to come from, as it was said.</summary>
internal sealed record GridRequest
{
    /// <summary>Nothing said: no provider, and no network.</summary>
    internal static GridRequest None { get; } = new();

    /// <summary>Name of the provider, or null for none.</summary>
    public string? Provider { get; init; }

    /// <summary>The zone as the provider calls it; null where it is that of the request.</summary>
    public string? Zone { get; init; }

    /// <summary>What the figures of a provider are about that does not say so itself; null where nothing was said.</summary>
    public SignalKind? Kind { get; init; }

    /// <summary>What an average is to count, where the provider leaves the choice.</summary>
    public GridBasis Basis { get; init; } = GridBasis.Lifecycle;

    /// <summary>In g/kWh, for the provider <c>static</c>.</summary>
    public double? Intensity { get; init; }

    /// <summary>A series, for the provider <c>file</c>.</summary>
    public string? File { get; init; }

    /// <summary>Program and arguments in one text, for the provider <c>exec</c>.</summary>
    public string? Command { get; init; }

    /// <summary>Address of a Carbon Aware SDK.</summary>
    public string? Url { get; init; }
}
