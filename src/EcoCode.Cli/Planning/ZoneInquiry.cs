using System.Diagnostics.CodeAnalysis;
using EcoCode.Cli.Grid;
using EcoCode.Impact;
using EcoCode.Impact.Live;
using EcoCode.Impact.Planning;
using EcoCode.Quantities;
using EcoCode.Report.Grids;

namespace EcoCode.Cli.Planning;

/// <summary>Finds out what a kWh comes to at a place as time goes by: from the tables, and from a provider where one is set.</summary>
/// <param name="provider">The provider; null for none.</param>
/// <param name="grid">How it was asked for.</param>
/// <param name="impact">By what an energy is judged; its zone is not looked at.</param>
internal sealed class ZoneInquiry(IGridProvider? provider, GridRequest grid, ImpactRequest impact)
{
    /// <summary>Asks for all zones at once.</summary>
    /// <param name="zones">As typed; none stands for the world.</param>
    /// <param name="from">The begin of the time that is of interest.</param>
    /// <param name="until">Its end.</param>
    /// <param name="answers">In the order of the zones.</param>
    /// <param name="problem">What is wrong with the request itself: an unknown zone, a malformed price.</param>
    /// <param name="cancel">Gives up.</param>
    internal bool TryAsk(IReadOnlyList<string> zones, DateTimeOffset from, DateTimeOffset until, out IReadOnlyList<PlaceAnswer> answers, [NotNullWhen(false)] out Note? problem, CancellationToken cancel)
    {
        answers = [];
        var asked = new List<Task<PlaceAnswer>>();
        foreach (string? zone in zones.DefaultIfEmpty<string?>(null))
        {
            if (!TryFactors(zone, out ImpactFactors? factors, out problem)) return false;
            asked.Add(AskAsync(zone, factors, from, until, only: zones.Count < 2, cancel));
        }

        answers = Task.WhenAll(asked).GetAwaiter().GetResult();
        problem = null;
        return true;
    }

    /// <summary>The zone as the provider calls it. What is said of the provider's own zone can be meant of one zone only.</summary>
    internal string ProviderZone(string? typed, bool only)
    {
        string? code = typed;

        // "Germany" is DE to every provider; a cloud region in a file or of a command is called as its user calls it.
        bool own = grid.Provider is "file" or "exec";
        if (typed is not null && ImpactModel.Shipped.TryFind(typed, out KnownZone? known, out _) && (known.Region is null || !own)) code = known.Code;
        return GridAccess.Zone(only ? grid : grid with { Zone = null }, code) ?? ZoneCode.World.Value;
    }

    /// <summary>Finds the factors of a zone; one that only the provider knows has none.</summary>
    internal bool TryFactors(string? zone, out ImpactFactors? factors, [NotNullWhen(false)] out Note? problem)
    {
        factors = null;
        problem = null;
        if (zone is not null && provider is not null && !ImpactModel.Shipped.TryFind(zone, out _, out _)) return true;
        return ImpactModel.Shipped.TryResolve(impact with { Zone = zone }, out factors, out problem);
    }

    private async Task<PlaceAnswer> AskAsync(string? typed, ImpactFactors? factors, DateTimeOffset from, DateTimeOffset until, bool only, CancellationToken cancel)
    {
        string name = typed ?? ZoneCode.World.Value;
        if (provider is null)
        {
            RateCourse? year = factors is null ? null : RateCourse.Flat(factors.Grid.Intensity.GramsPerKilowattHour, from, until);
            GridSource? table = factors is null ? null : new(factors.Grid.Zone, factors.Grid.Source, "average", factors.Grid.Basis.Name(), "year", null);
            return new(PlanPlace.Of(name, factors, year, from, until), null, table, factors?.Notes ?? []);
        }

        Outlook outlook = await Outlook.AskAsync(provider, ProviderZone(typed, only), from, until, cancel).ConfigureAwait(false);
        GridSource? source = outlook.Series is { } series ? Source(series, outlook.By) : null;
        PlanPlace place = PlanPlace.Of(name, factors, outlook.Series is { } known ? RateCourse.Of(known) : null, from, until) with { CarbonUnknown = outlook.Problem };
        return new(place, outlook, source, [.. new[] { impact.PlaceNote, outlook.Problem }.OfType<Note>()]);
    }

    /// <summary>Who told a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="by">How it was known; null for what holds now.</param>
    internal static GridSource Source(GridSeries series, OutlookBy? by)
    {
        string how = by switch { OutlookBy.Past => "past", OutlookBy.Forecast => "forecast", _ => "now" };
        return new(series.Zone, series.Provider, series.Kind == SignalKind.Marginal ? "marginal" : "average", series.Basis.Name(), how, series.Retrieved);
    }
}
