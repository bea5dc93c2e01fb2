namespace EcoCode.Telemetry.Otlp;

/// <summary>Whose share it is.</summary>
/// <param name="Kind">Of what kind.</param>
/// <param name="Id">Which one.</param>
internal readonly record struct ShareKey(ShareKind Kind, string Id)
{
    /// <summary>The <see cref="Id"/> of what is of none that has a share of its own.</summary>
    internal const string Others = "(other)";

    /// <summary>The <see cref="Id"/> of what those had that are gone.</summary>
    internal const string Gone = "(gone)";
}
