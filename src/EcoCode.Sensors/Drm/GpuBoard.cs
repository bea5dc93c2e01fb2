namespace EcoCode.Sensors.Drm;

/// <summary>A GPU with sensors of its own: the chips of its board, and the ways to get its energy.</summary>
/// <param name="Cards">Its chips; mostly one. The first one has the sensors.</param>
/// <param name="Name">The product's name, if it tells it.</param>
/// <param name="Uuid">The maker's number of this very board, if it tells it.</param>
/// <param name="Candidates">The ways to get its energy, best first. Never empty.</param>
internal sealed record GpuBoard(IReadOnlyList<DrmCard> Cards, string? Name, string? Uuid, IReadOnlyList<EnergySource> Candidates);
