using System.Globalization;
using EcoCode.Ledger;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;
using EcoCode.Report.Sections;

namespace EcoCode.Report;

/// <summary>What judging a run anew has changed: a line for each figure, before and after.</summary>
public static class RecalcText
{
    /// <summary>Writes it; lines end in a line feed.</summary>
    public static void Write(TextWriter writer, RunRecord before, RunRecord after)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        (RunImpact one, RunImpact other) = (before.Impact, after.Impact);
        string[] lines =
        [
            .. Line("CO2e", Grams(one.Co2eG), Grams(other.Co2eG), Grid(one.Grid), Grid(other.Grid)),
            .. Line("marginal", Marginal(one.Marginal), Marginal(other.Marginal)),
            .. Line("PUE", Scale.Digits(one.Pue), Scale.Digits(other.Pue)),
            .. Line("water", Litres(one.WaterL), Litres(other.WaterL)),
            .. Line("cost", Cost(one.Cost), Cost(other.Cost)),
            .. Line("rental", Rental(one.Rental), Rental(other.Rental)),
        ];
        writer.Write($"{after.Run.Id}  {PlainText.Clean(after.Run.Name)}{(lines.Length == 0 ? "  nothing changes" : "")}\n");
        foreach (string line in lines) writer.Write($"  {PlainText.Clean(line)}\n");
        foreach (Note note in after.Warnings.Where(note => !before.Warnings.Any(known => known.Code == note.Code))) writer.Write($"  warning: {PlainText.Clean(note.Message)}\n");
    }

    /// <summary>A figure, and what it was made with; nothing where all of it is the same.</summary>
    private static IEnumerable<string> Line(string name, string before, string after, string? from = null, string? to = null)
    {
        if (before == after && from == to) yield break;
        string how = from == to ? "" : $"   {from} → {to}";
        yield return $"{name,-8}  {before} → {after}{how}";
    }

    private static string Grid(RunGrid grid) => string.Join(", ", GridText.Parts(grid).Prepend(GridText.Of(grid)));

    private static string Marginal(RunMarginal? marginal)
        => marginal is null ? "unknown" : $"{Grams(marginal.Co2eG)} ({marginal.Zone} {Scale.Digits(marginal.GPerKwh)} g/kWh, {marginal.Provider})";

    private static string Grams(double grams) => Scale.Grams(Carbon.FromGrams(grams));

    private static string Litres(double? litres) => litres is { } known ? Scale.Litres(Water.FromLitres(known)) : "unknown";

    private static string Cost(RunCost? cost)
        => cost is null ? "unknown" : $"{Scale.Money(new(cost.Amount, cost.Currency))} ({cost.PricePerKwh.ToString("0.00##", CultureInfo.InvariantCulture)} {cost.Currency}/kWh, {cost.Source.Split(',')[0]})";

    private static string Rental(RunCostPart? rental)
        => rental is null ? "none" : $"{Scale.Money(new(rental.Amount, rental.Currency))} ({rental.Price.ToString("0.00##", CultureInfo.InvariantCulture)} {rental.Currency}/h)";
}
