using System.Text;

namespace EcoCode.Ledger.Export.Metrics;

/// <summary>A family of OpenMetrics 1.0: all its samples stand together, which is why they are kept until all runs have been read.</summary>
/// <param name="name">Its name, which ends in the unit.</param>
/// <param name="type"><c>counter</c>, <c>gauge</c> or <c>info</c>.</param>
/// <param name="unit">Its unit, or null where it has none.</param>
/// <param name="help">What it says, one sentence without a line break, quote or backslash.</param>
internal sealed class MetricFamily(string name, string type, string? unit, string help)
{
    private readonly StringBuilder _samples = new();

    /// <summary>Adds a sample. A value that is not known adds none. Each set of labels may occur once.</summary>
    internal void Add(string? value, params ReadOnlySpan<(string Name, string? Value)> labels)
    {
        if (value is null) return;
        _samples.Append(name).Append(type switch { "counter" => "_total", "info" => "_info", _ => "" });
        char before = '{';
        foreach ((string label, string? text) in labels)
        {
            // A label that is empty is the same as none.
            if (string.IsNullOrEmpty(text)) continue;
            _samples.Append(before).Append(label).Append("=\"").Append(Escaped(text)).Append('"');
            before = ',';
        }

        _samples.Append(before == '{' ? "" : "}").Append(' ').Append(value).Append('\n');
    }

    internal void Write(TextWriter writer)
    {
        if (_samples.Length == 0) return;
        writer.Write($"# TYPE {name} {type}\n");
        if (unit is not null) writer.Write($"# UNIT {name} {unit}\n");
        writer.Write($"# HELP {name} {help}\n");
        writer.Write(_samples);
    }

    private static string Escaped(string text)
        => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
