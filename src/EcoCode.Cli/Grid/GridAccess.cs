using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Cli.Grid;

/// <summary>Opens the provider of live intensity that was asked for. By itself none is, and nothing here asks any network.</summary>
internal static class GridAccess
{
    /// <summary>The names of all providers.</summary>
    internal static string[] Providers { get; } = ["file", "static"];

    /// <summary>Opens a provider; it is asked nothing yet.</summary>
    /// <param name="request">What was said.</param>
    /// <param name="time">The clock.</param>
    /// <param name="provider">The provider; null where none was named.</param>
    /// <param name="problem">What is wrong or missing.</param>
    /// <returns>False where there is a problem.</returns>
    internal static bool TryOpen(GridRequest request, TimeProvider time, out IGridProvider? provider, out Note? problem)
    {
        SignalKind kind = request.Kind ?? SignalKind.Average;
        (provider, problem) = request.Provider switch
        {
            null => default((IGridProvider?, Note?)),
            "static" when request.Intensity is { } intensity => (new StaticGrid(new CarbonIntensity(intensity), kind, request.Basis, time), null),
            "static" => Missing("static", "--grid-intensity", "250"),
            "file" when request.File is { } file => (new FileGrid(Path.GetFullPath(file), kind, request.Basis, time), null),
            "file" => Missing("file", "--grid-file", "intensity.csv"),
            _ => (null, Unknown(request.Provider)),
        };
        return problem is null;
    }

    /// <summary>The zone to ask a provider for: <c>--grid-zone</c>, else the zone of the run as it was said; null where neither was.</summary>
    internal static string? Zone(GridRequest request, string? zone) => request.Zone ?? zone;

    private static (IGridProvider?, Note?) Missing(string provider, string option, string example)
        => (null, new("ECO3121", $"the grid provider `{provider}` needs `{option}`", $"`{option} {example}`, or `ecocode config set {option[2..].Replace('-', '.')} {example}`"));

    private static Note Unknown(string provider) => new("ECO3122", $"there is no grid provider `{provider}`", $"known are `{string.Join("`, `", Providers)}`");
}
