namespace EcoCode.Cli.Configuration;

/// <summary>One value in a file.</summary>
/// <param name="Key">Of which key.</param>
/// <param name="Value">As the option takes it; of tags one pair, <c>key=value</c>.</param>
/// <param name="File">Where it stands.</param>
/// <param name="Line">In which line, from 1.</param>
internal sealed record Setting(ConfigKey Key, string Value, ConfigFile File, int Line)
{
    /// <summary>Where it stands, for people.</summary>
    internal string Where => FormattableString.Invariant($"`{Key.Name}` in `{File.Path}`, line {Line}");
}
