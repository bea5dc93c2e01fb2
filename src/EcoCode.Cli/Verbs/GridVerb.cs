using System.CommandLine;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Planning;
using EcoCode.Impact;
using EcoCode.Quantities;
using EcoCode.Report.Grids;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode grid</c>.</summary>
internal sealed class GridVerb : Verb
{
    private readonly MeasureOptions _options = new("--name", startsCommand: false);
    private readonly DisplayOptions _display = new(), _zonesDisplay = new();
    private readonly Argument<string?> _zone = new("zone") { Description = "Grid zone, country or cloud region (default: --zone).", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _search = new("--search") { Description = "Those that contain this text in code, name or country.", HelpName = "text" };

    internal override IReadOnlyList<Option> Options => [.. _options.OfPlace, .. _options.OfGrid, .. _display.All, _options.NoConfig];

    internal override Option? Unconfigured => _options.NoConfig;

    internal override Command Create(string name, string description)
    {
        var zones = new Command("zones", "List the zones and cloud regions that the tables know.") { _search };
        foreach (Option option in _zonesDisplay.All) zones.Add(option);
        zones.SetAction(Zones);
        var verb = new Command(name, description) { _zone, zones };
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(Look);
        return verb;
    }

    private int Look(ParseResult parsed)
    {
        MeasureRequest request = _options.Read(parsed);
        if (parsed.GetValue(_zone) is { } zone) request = request with { Impact = request.Impact with { Zone = zone } };
        if (!new GridLook(TimeProvider.System).TryLook(OwnPlace.Judged(request), request.Grid, out GridOutlook? outlook, out Note? problem))
        {
            Complaint.Write(problem!, null);
            return ExitCodes.Failed;
        }

        _display.Show(parsed, stream => GridOutlookJson.Write(stream, outlook), (writer, style) => GridOutlookText.Write(writer, outlook, style));
        return outlook is { Latest: null, Year: null } ? ExitCodes.Failed : ExitCodes.Done;
    }

    private int Zones(ParseResult parsed)
    {
        string text = parsed.GetValue(_search) ?? "";
        IReadOnlyList<ZoneRow> rows = [.. ImpactModel.Shipped.KnownZones(GridBasis.Lifecycle).Where(zone => Has(zone, text)).Select(Row)];
        _zonesDisplay.Show(parsed, stream => ZoneList.WriteJson(stream, rows), (writer, style) => ZoneList.Write(writer, rows, style));
        return rows.Count > 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static bool Has(KnownZone zone, string text)
        => zone.Code.Contains(text, StringComparison.OrdinalIgnoreCase) || zone.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || zone.Grid.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static ZoneRow Row(KnownZone zone)
        => new(zone.Code, zone.Name, zone.Region is null ? null : zone.Grid, zone.Figure?.Intensity.GramsPerKilowattHour, zone.Figure?.Year);
}
