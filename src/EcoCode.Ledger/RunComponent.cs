using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>One component's part of a total.</summary>
public sealed record RunComponent
{
    /// <summary><c>cpu</c>, <c>dram</c>, <c>gpu</c>, <c>platform</c> (what no other component explains of the whole machine) or <c>other</c>.</summary>
    public required string Component { get; init; }

    /// <summary>Which one of the component, for people: <c>package 0</c>, <c>2 vCPU of a zen4 server, …</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Its energy: the tree's part of it, or all of it under <c>machine</c>.</summary>
    public required Energy EnergyJ { get; init; }

    /// <summary><c>measured</c>, <c>apportioned</c> or <c>modelled</c>.</summary>
    public required string Provenance { get; init; }

    /// <summary>How it was read: <c>rapl-perf</c>, <c>model-vcpu</c>, ….</summary>
    public required string Source { get; init; }

    /// <summary>The file that is read, or ids of data/sources.csv that a model's numbers come from; <c>null</c> when not kept.</summary>
    public string? Origin { get; init; }

    /// <summary>Half-width of the uncertainty, J; not a number when unknown.</summary>
    public required double BandJ { get; init; }

    /// <summary>Which GPU it is; <c>null</c> of any other component.</summary>
    public RunGpu? Gpu { get; init; }
}
