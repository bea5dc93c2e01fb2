namespace EcoCode.Processes.Grouping;

/// <summary>What people call a pod.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name, unique in the namespace.</param>
public readonly record struct PodName(string Namespace, string Name);
