using System.CommandLine;
using EcoCode.Cli.Verbs;
using EcoCode.Impact.Live;

namespace EcoCode.Cli.Grid;

/// <summary>The options that say where live carbon intensity comes from.</summary>
internal sealed class GridOptions
{
    private const string Average = "average", Marginal = "marginal";

    private readonly Option<string?> _provider = new("--grid-provider")
    {
        Description = "Where live carbon intensity comes from (docs/privacy.md); without it nothing is asked.",
        HelpName = string.Join('|', GridAccess.Providers),
        CustomParser = result => result.Tokens[0].Value is var name && Array.IndexOf(GridAccess.Providers, name) >= 0 ? name : Values.Refuse<string>(result, name, Meant(name)),
    };

    private readonly Option<string?> _zone = new("--grid-zone") { Description = "The zone as the provider calls it, where that is not --zone.", HelpName = "zone-of-provider" };
    private readonly Option<string?> _kind = Values.Choice<string?>(
        ["--grid-kind"], "What the figures of file, exec and static are about; carbon-aware-sdk needs it", ("average", Average), ("marginal", Marginal));

    private readonly Option<double?> _intensity = new("--grid-intensity")
    {
        Description = "Carbon intensity in g/kWh, for the provider static.",
        HelpName = "g/kWh",
        CustomParser = result => Values.Number(result, "g", 0, GridRange.Most, "grams per kWh from 0 to 3000, such as `250`"),
    };

    private readonly Option<string?> _file = new("--grid-file") { Description = "A series of carbon intensity, CSV or JSON, for the provider file (docs/configuration.md).", HelpName = "file" };
    private readonly Option<string?> _command = new("--grid-command") { Description = "A command that prints carbon intensity as JSON, for the provider exec.", HelpName = "command" };
    private readonly Option<string?> _url = new("--grid-url") { Description = "Address of your Carbon Aware SDK.", HelpName = "url" };

    /// <summary>All of them, in the order of the help.</summary>
    internal IReadOnlyList<Option> All => [_provider, _zone, _kind, _intensity, _file, _command, _url];

    /// <summary>What was said.</summary>
    internal GridRequest Read(ParseResult parsed) => new()
    {
        Provider = parsed.GetValue(_provider),
        Zone = parsed.GetValue(_zone),
        Kind = parsed.GetValue(_kind) switch { Average => SignalKind.Average, Marginal => SignalKind.Marginal, _ => null },
        Intensity = parsed.GetValue(_intensity),
        File = parsed.GetValue(_file),
        Command = parsed.GetValue(_command),
        Url = parsed.GetValue(_url),
    };

    private static string Meant(string typed)
        => EcoCode.Impact.Spelling.Closest(typed, GridAccess.Providers.Select(name => (name, name))) is [var close, ..]
            ? $"`{close}`"
            : $"`{string.Join("`, `", GridAccess.Providers[..^1])}` or `{GridAccess.Providers[^1]}`";
}
