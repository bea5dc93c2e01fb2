using System.Globalization;

namespace EcoCode.Ledger.Comparison;

/// <summary>What differs between two runs besides their figures.</summary>
internal static class Caution
{
    internal static IEnumerable<string> Of(RunRecord reference, RunRecord other)
    {
        RunIdentity one = reference.Run, two = other.Run;
        if (one.Host != two.Host) yield return $"measured on another machine: {one.Host} and {two.Host}";
        if (one.Attribution != two.Attribution) yield return $"idle power is charged differently: attribution {one.Attribution} and {two.Attribution}";
        string sources = Sources(reference), others = Sources(other);
        if (sources != others) yield return $"energy comes from other sources: {sources} and {others}";
        string grid = Grid(reference.Impact.Grid), otherGrid = Grid(other.Impact.Grid);
        if (grid != otherGrid) yield return $"CO2e is by another grid figure: {grid} and {otherGrid}";
        if (reference.Impact.Pue != other.Impact.Pue) yield return Text($"PUE differs: {reference.Impact.Pue} and {other.Impact.Pue}");
        if ((one.ExitCode, one.Signal) != (two.ExitCode, two.Signal)) yield return $"they ended differently: {End(one)} and {End(two)}";
        if (one.Interrupted != two.Interrupted) yield return "one was interrupted, the other ran to its end";
    }

    private static string Sources(RunRecord record) => string.Join(", ", record.Components.Select(part => $"{part.Component} {part.Source}").Distinct().Order(StringComparer.Ordinal));

    /// <summary>The figure as a whole: when a live provider was asked, and what for which minute, differs between any two runs.</summary>
    private static string Grid(RunGrid grid) => Text($"{grid.Zone} {grid.GPerKwh:0.##} g/kWh {grid.Basis} of {grid.Year} by {grid.Source}");

    private static string End(RunIdentity run) => run.Signal ?? (run.ExitCode is { } code ? Text($"exit {code}") : "no exit code");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
