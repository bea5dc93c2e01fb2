using EcoCode.Impact;
using EcoCode.Impact.Live;
using EcoCode.Impact.Live.Asking;
using EcoCode.Impact.Live.Keeping;
using EcoCode.Quantities;
using EcoCode.Sensors.External;

namespace EcoCode.Cli.Grid;

/// <summary>Opens the provider of live intensity that was asked for. By itself none is, and nothing here asks any network before the provider is asked.</summary>
internal static class GridAccess
{
    /// <summary>The names of all providers.</summary>
    internal static string[] Providers { get; } = ["electricity-maps", "watttime", "neso", "carbon-aware-sdk", "file", "exec", "static"];

    /// <summary>Opens a provider; it is asked nothing yet.</summary>
    /// <param name="request">What was said.</param>
    /// <param name="time">The clock.</param>
    /// <param name="provider">The provider, with all that keeps it from being asked too often; null where none was named.</param>
    /// <param name="problem">What is wrong or missing.</param>
    /// <returns>False where there is a problem.</returns>
    internal static bool TryOpen(GridRequest request, TimeProvider time, out IGridProvider? provider, out Note? problem)
    {
        provider = null;
        problem = Mistake(request);
        if (problem is not null || request.Provider is null) return problem is null;
        (provider, problem) = request.Provider switch
        {
            "electricity-maps" => ElectricityMaps(request, time),
            "watttime" => WattTime(request, time),
            "neso" => (Keep(new NesoGrid(Http("neso", NesoGrid.Address, time), time), "", time), null),
            "carbon-aware-sdk" => (CarbonAwareSdk(request, time), null),
            "file" => (new FileGrid(Path.GetFullPath(request.File!), Kind(request), request.Basis, time), null),
            "exec" => (Command(request, time), null),
            _ => (new StaticGrid(new CarbonIntensity(request.Intensity!.Value), Kind(request), request.Basis, time), default(Note?)),
        };
        return problem is null;
    }

    /// <summary>What is wrong with the words of a request; null where nothing is, though a key may be missing. Nothing is loaded for it, so it can be asked before a run starts.</summary>
    internal static Note? Mistake(GridRequest request) => request.Provider switch
    {
        null or "watttime" or "neso" => null,
        "electricity-maps" => request.Kind == SignalKind.Marginal ? NoKind("electricity-maps", "average", "watttime") : null,
        "carbon-aware-sdk" when request.Url is null => Missing("carbon-aware-sdk", "--grid-url", "http://localhost:5073"),
        "carbon-aware-sdk" when !GridAddress.TryParse(request.Url, out _)
            => new("ECO3123", "`--grid-url` is no address that EcoCode asks: `https://` with a host, or `http://` on this machine, without name, password or query", "such as `http://localhost:5073`"),
        "carbon-aware-sdk" => request.Kind is null ? Missing("carbon-aware-sdk", "--grid-kind", "marginal") : null,
        "file" => request.File is null ? Missing("file", "--grid-file", "intensity.csv") : null,
        "exec" when request.Command is null => Missing("exec", "--grid-command", "'intensity --zone {zone}'"),
        "exec" => Words(request) is null ? new("ECO3132", "`--grid-command` is no command: it is empty, or a quote is not closed") : null,
        "static" => request.Intensity is null ? Missing("static", "--grid-intensity", "250") : null,
        _ => new Note("ECO3122", $"there is no grid provider `{request.Provider}`", $"known are `{string.Join("`, `", Providers)}`"),
    };

    /// <summary>The zone to ask a provider for: <c>--grid-zone</c>, else the zone of the run as the provider calls it; null where neither was said, except that NESO has one country only.</summary>
    internal static string? Zone(GridRequest request, string? zone)
        => request.Zone ?? (request.Provider is null ? zone : zone is not null ? ProviderZones.Shipped.Translate(request.Provider, zone) : request.Provider == "neso" ? "GB" : null);

    private static SignalKind Kind(GridRequest request) => request.Kind ?? SignalKind.Average;

    private static (IGridProvider?, Note?) ElectricityMaps(GridRequest request, TimeProvider time)
    {
        if (!GridSecrets.TryFind(GridSecrets.ElectricityMapsToken, Environment.GetEnvironmentVariable, out Secret? token, out Note? problem)) return (null, problem);
        var inner = new ElectricityMaps(Http("electricity-maps", EcoCode.Impact.Live.ElectricityMaps.Address, time), token.Value, request.Basis, time);
        return (Keep(inner, request.Basis.Name(), time), null);
    }

    private static (IGridProvider?, Note?) WattTime(GridRequest request, TimeProvider time)
    {
        if (!GridSecrets.TryFind(GridSecrets.WattTimeUser, Environment.GetEnvironmentVariable, out Secret? user, out Note? problem)) return (null, problem);
        if (!GridSecrets.TryFind(GridSecrets.WattTimePassword, Environment.GetEnvironmentVariable, out Secret? password, out problem)) return (null, problem);
        var inner = new WattTime(Http("watttime", EcoCode.Impact.Live.WattTime.Address, time), user.Value, password.Value, request.Kind ?? SignalKind.Marginal, time);
        return (Keep(inner, "", time), null);
    }

    private static KeptGrid CarbonAwareSdk(GridRequest request, TimeProvider time)
    {
        _ = GridAddress.TryParse(request.Url!, out Uri? address);
        return Keep(new CarbonAwareSdk(Http("carbon-aware-sdk", address!, time), request.Kind!.Value, request.Basis, time), $"{address} {request.Basis.Name()}", time);
    }

    private static KeptGrid Command(GridRequest request, TimeProvider time)
        => Keep(new CommandGrid(Words(request)!, new SpawnedRunner(time), Kind(request), request.Basis, time), $"{request.Basis.Name()} {request.Command}", time);

    private static string[]? Words(GridRequest request) => CommandText.TrySplit(request.Command!, out string[] words) && words is [{ Length: > 0 }, ..] ? words : null;

    private static GridHttp Http(string provider, Uri address, TimeProvider time)
        => new(provider, address, GridHttp.NewHandler(proxies: !address.IsLoopback), Folder(), time);

    private static KeptGrid Keep(IGridProvider inner, string identity, TimeProvider time) => new(inner, identity, Folder(), time);

    private static GridFolder Folder() => new(GridFolder.PathOf(Environment.GetEnvironmentVariable));

    private static Note Missing(string provider, string option, string example)
        => new("ECO3121", $"the grid provider `{provider}` needs `{option}`", $"`{option} {example}`, or `ecocode config set {option[2..].Replace("grid-", "grid.", StringComparison.Ordinal)} {example}`");

    private static Note NoKind(string provider, string only, string other)
        => new("ECO3131", $"`{provider}` has {only} figures only", $"`--grid-provider {other}` has others");
}
