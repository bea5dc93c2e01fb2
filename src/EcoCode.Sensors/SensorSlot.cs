namespace EcoCode.Sensors;

/// <summary>One component of the machine, with the ways to get its energy, best first.</summary>
/// <remarks>The meter tries the first candidate and falls to the next when it proves implausible (frozen, absurd) or unreadable.</remarks>
/// <param name="Component">Which component.</param>
/// <param name="Candidates">Ways to get the same energy, best first. Never empty; the last one is usually a model.</param>
public sealed record SensorSlot(Component Component, IReadOnlyList<SourceGroup> Candidates)
{
    /// <summary>Who uses the GPU that the slot stands for; set for every slot of <see cref="Component.Gpu"/>, of which each GPU has its own.</summary>
    public IGpuUse? Gpu { get; init; }
}
