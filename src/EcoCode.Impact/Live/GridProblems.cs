using EcoCode.Quantities;

namespace EcoCode.Impact.Live;

/// <summary>Why a provider has no answer. No message holds a key.</summary>
internal static class GridProblems
{
    internal static Note UnreadableFile(string path, string reason) => new("ECO3117", $"cannot read the intensities in `{path}`: {reason}");

    internal static Note MalformedFile(string path, string reason) => new("ECO3118", $"`{path}`: {reason}", "docs/configuration.md shows the form of the file");

    internal static Note NoFigures(string source, string zone, string span)
        => new("ECO3110", $"`{source}` has no intensity of `{zone}` {span}");
}
