namespace EcoCode.Agent.Local.Messages;

/// <summary>An energy counter of the machine.</summary>
/// <param name="Id">The sensor's name.</param>
/// <param name="Component">Which part of the machine it stands for.</param>
/// <param name="Device">Which one of that part.</param>
/// <param name="Socket">The socket that it is of (a physical id), or <c>null</c>.</param>
/// <param name="Method">How it is read.</param>
/// <param name="Provenance"><c>measured</c> or <c>modelled</c>.</param>
/// <param name="BandRatio">How far it may be off: 0.05 is ± 5 %; <c>null</c> while there is no energy.</param>
/// <param name="EnergyUj">What it has shown since the agent began, µJ; a meter of the whole machine has the parts in it.</param>
/// <param name="PowerW">The same over the last interval, W.</param>
/// <param name="LimitW">Power limit or rated power, W.</param>
/// <param name="State"><c>reading</c>, <c>awaited</c>, <c>lost</c> or <c>given_up</c>.</param>
internal sealed record AgentCounter(string Id, string Component, string Device, int? Socket, string Method, string Provenance, double? BandRatio, long EnergyUj, double PowerW, double? LimitW, string State);
