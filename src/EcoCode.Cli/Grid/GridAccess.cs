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
        (provider, problem) = request.Provider switch
        {
            null => default((IGridProvider?, Note?)),
            "electricity-maps" => ElectricityMaps(request, time),
            "watttime" => WattTime(request, time),
            "neso" => Kept(new NesoGrid(Http("neso", NesoGrid.Address, time), time), ""),
            "carbon-aware-sdk" => CarbonAwareSdk(request, time),
            "file" when request.File is { } file => (new FileGrid(Path.GetFullPath(file), Kind(request), request.Basis, time), null),
            "file" => Missing("file", "--grid-file", "intensity.csv"),
            "exec" => Command(request, time),
            "static" when request.Intensity is { } intensity => (new StaticGrid(new CarbonIntensity(intensity), Kind(request), request.Basis, time), null),
            "static" => Missing("static", "--grid-intensity", "250"),
            _ => (null, new Note("ECO3122", $"there is no grid provider `{request.Provider}`", $"known are `{string.Join("`, `", Providers)}`")),
        };
        return problem is null;

        (IGridProvider?, Note?) Kept(IGridProvider inner, string identity) => (Keep(inner, identity, time), null);
    }

    /// <summary>The zone to ask a provider for: <c>--grid-zone</c>, else the zone of the run as the provider calls it; null where neither was said, except that NESO has one country only.</summary>
    internal static string? Zone(GridRequest request, string? zone)
        => request.Zone ?? (request.Provider is null ? zone : zone is not null ? ProviderZones.Shipped.Translate(request.Provider, zone) : request.Provider == "neso" ? "GB" : null);

    private static SignalKind Kind(GridRequest request) => request.Kind ?? SignalKind.Average;

    private static (IGridProvider?, Note?) ElectricityMaps(GridRequest request, TimeProvider time)
    {
        if (request.Kind == SignalKind.Marginal) return (null, NoKind("electricity-maps", "average", "watttime"));
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

    private static (IGridProvider?, Note?) CarbonAwareSdk(GridRequest request, TimeProvider time)
    {
        if (request.Url is null) return Missing("carbon-aware-sdk", "--grid-url", "http://localhost:5073");
        if (!GridAddress.TryParse(request.Url, out Uri? address))
        {
            return (null, new("ECO3123", "`--grid-url` is no address that EcoCode asks: `https://` with a host, or `http://` on this machine, without name, password or query", "such as `http://localhost:5073`"));
        }

        if (request.Kind is not { } kind) return Missing("carbon-aware-sdk", "--grid-kind", "marginal");
        var inner = new CarbonAwareSdk(Http("carbon-aware-sdk", address!, time), kind, request.Basis, time);
        return (Keep(inner, $"{address} {request.Basis.Name()}", time), null);
    }

    private static (IGridProvider?, Note?) Command(GridRequest request, TimeProvider time)
    {
        if (request.Command is null) return Missing("exec", "--grid-command", "'intensity --zone {zone}'");
        if (!CommandText.TrySplit(request.Command, out string[] words) || words.Length == 0 || words[0].Length == 0)
        {
            return (null, new("ECO3132", "`--grid-command` is no command: it is empty, or a quote is not closed"));
        }

        var inner = new CommandGrid(words, new SpawnedRunner(time), Kind(request), request.Basis, time);
        return (Keep(inner, $"{request.Basis.Name()} {request.Command}", time), null);
    }

    private static GridHttp Http(string provider, Uri address, TimeProvider time)
        => new(provider, address, GridHttp.NewHandler(proxies: !address.IsLoopback), Folder(), time);

    private static KeptGrid Keep(IGridProvider inner, string identity, TimeProvider time) => new(inner, identity, Folder(), time);

    private static GridFolder Folder() => new(GridFolder.PathOf(Environment.GetEnvironmentVariable));

    private static (IGridProvider?, Note?) Missing(string provider, string option, string example)
        => (null, new("ECO3121", $"the grid provider `{provider}` needs `{option}`", $"`{option} {example}`, or `ecocode config set {option[2..].Replace("grid-", "grid.", StringComparison.Ordinal)} {example}`"));

    private static Note NoKind(string provider, string only, string other)
        => new("ECO3131", $"`{provider}` has {only} figures only", $"`--grid-provider {other}` has others");
}
