namespace EcoCode.Sensors;

/// <summary>The sources that together stand for one component, all of one method: the packages of a machine, or one model of them all.</summary>
/// <param name="Sources">Disjoint parts; their sum is the component's energy. Never empty.</param>
public sealed record SourceGroup(IReadOnlyList<EnergySource> Sources);
