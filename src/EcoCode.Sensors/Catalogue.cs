using EcoCode.Quantities;

namespace EcoCode.Sensors;

/// <summary>What this machine offers: a slot for each component, and what the reader of the figures must know.</summary>
/// <param name="Slots">At most one slot for each component, but for GPUs: each has its own.</param>
/// <param name="Notes">Why something is an estimate or left out, with the fix.</param>
/// <param name="Unused">Sensors that exist but are not counted, one line each, with the reason (for <c>-v</c>).</param>
public sealed record Catalogue(IReadOnlyList<SensorSlot> Slots, IReadOnlyList<Note> Notes, IReadOnlyList<string> Unused)
{
    /// <summary>All GPUs that were seen, those that are not wanted or can't be measured included; filled by the vendors' searches.</summary>
    public IReadOnlyList<GpuIdentity> Gpus { get; init; } = [];

    /// <summary>Nothing at all.</summary>
    public static Catalogue Empty { get; } = new([], [], []);
}
