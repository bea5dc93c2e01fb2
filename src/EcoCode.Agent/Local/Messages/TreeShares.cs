namespace EcoCode.Agent.Local.Messages;

/// <summary>How the energy of a window was got; all together 1.</summary>
/// <param name="Measured">By sensors of that very thing: none, since a process has no sensor.</param>
/// <param name="Apportioned">As a share of what sensors measured.</param>
/// <param name="Modelled">As a share of an estimate.</param>
internal sealed record TreeShares(double Measured, double Apportioned, double Modelled);
