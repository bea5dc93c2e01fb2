using EcoCode.Quantities;

namespace EcoCode.Cli.Grid;

/// <summary>What can be wrong with keys. No message holds any part of one.</summary>
internal static class SecretProblems
{
    private const string MissingCode = "ECO3124";

    internal static Note Missing(SecretName name, string? file)
        => new(MissingCode, $"there is no `{name.Key}`: neither `{name.Variables[0]}` is set nor is it in {(file is null ? "a file" : $"`{file}`")}", $"set `{name.Variables[0]}`; docs/configuration.md shows the file");

    internal static bool IsMissing(Note problem) => problem.Code == MissingCode;

    internal static Note Readable(string path) => new("ECO3125", $"others than you can read `{path}`, so no key is taken from it", $"`chmod 600 {path}`");

    internal static Note NotOwn(string path) => new("ECO3126", $"`{path}` belongs to another user, so no key is taken from it", $"`sudo chown $USER {path}`");

    internal static Note Malformed(string path)
        => new("ECO3127", $"`{path}` is no object of known keys and strings", $"known are `{string.Join("`, `", GridSecrets.All.Select(name => name.Key))}`");

    internal static Note Unreadable(string path, string reason) => new("ECO3128", $"cannot read `{path}`: {reason}");

    internal static Note Unsendable(SecretName name, string origin) => new("ECO3129", $"the `{name.Key}` of {origin} holds a letter that no key has", "perhaps a line break at its end");
}
