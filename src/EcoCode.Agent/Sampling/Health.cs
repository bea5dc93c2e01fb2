namespace EcoCode.Agent.Sampling;

/// <summary>Whether measuring goes on, as of one moment.</summary>
/// <param name="Good">Whether it does.</param>
/// <param name="Reason">What is so, one line.</param>
public readonly record struct Health(bool Good, string Reason);
