namespace EcoCode.Agent.Local.Messages;

/// <summary>A window begins, of the tree of who asks.</summary>
/// <param name="Name">Its name, 1 to 200 characters.</param>
/// <param name="AtNs">When, by CLOCK_MONOTONIC, ns; now, where it is left out.</param>
internal sealed record TreeBegin(string? Name = null, long? AtNs = null);
