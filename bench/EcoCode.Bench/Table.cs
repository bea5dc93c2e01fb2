using System.Globalization;

namespace EcoCode.Bench;

/// <summary>Prints what a topic found, row by row: what was measured, what it is compared with, the target, and whether it is met.</summary>
internal sealed class Table
{
    private readonly int[] _widths;

    internal Table(string title, string compared, params ReadOnlySpan<string> notes)
    {
        Console.WriteLine();
        Console.WriteLine($"## {title}");
        Console.WriteLine();
        foreach (string note in notes) Console.WriteLine(note);
        if (notes.Length > 0) Console.WriteLine();
        _widths = [54, 12, 22, 10, 4];
        Row("", "EcoCode", compared, "target", "met");
        Console.WriteLine($"| {string.Join(" | ", _widths.Select(width => new string('-', width)))} |");
    }

    /// <summary>A figure that is met when its magnitude is not above the target.</summary>
    internal void Figure(string what, double value, string format, double target, string compared = "")
        => Row(what, Format(value, format), compared, $"≤ {Format(target, format.TrimStart('+'))}", Math.Abs(value) <= target ? "yes" : "no");

    /// <summary>A figure without a target.</summary>
    internal void Figure(string what, double value, string format, string compared = "") => Row(what, Format(value, format), compared, "", "");

    internal void Skipped(string what, string reason) => Row(what, "skipped", reason, "", "");

    /// <summary>A number and its unit: <c>0.00 %</c>; a leading + shows the sign of positive ones as well.</summary>
    internal static string Format(double value, string format)
    {
        bool signed = format.StartsWith('+');
        string[] parts = format.TrimStart('+').Split(' ', 2);
        string number = value.ToString(signed ? $"+{parts[0]};-{parts[0]};{parts[0]}" : parts[0], CultureInfo.InvariantCulture);
        return parts.Length == 1 ? number : $"{number} {parts[1]}";
    }

    private void Row(params ReadOnlySpan<string> cells)
    {
        var padded = new string[cells.Length];
        for (int i = 0; i < cells.Length; i++) padded[i] = cells[i].PadRight(_widths[i]);
        Console.WriteLine($"| {string.Join(" | ", padded)} |");
    }
}
