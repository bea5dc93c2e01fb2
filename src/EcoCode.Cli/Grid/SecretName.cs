namespace EcoCode.Cli.Grid;

/// <summary>What a secret is called.</summary>
/// <param name="Key">In the file.</param>
/// <param name="Variables">In the environment; the first that is set counts.</param>
internal sealed record SecretName(string Key, IReadOnlyList<string> Variables);
