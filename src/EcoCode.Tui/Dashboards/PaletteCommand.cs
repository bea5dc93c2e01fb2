using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Exports;
using EcoCode.Tui.Filter;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Dashboards;

/// <summary>A word of the palette that takes something behind it: <c>run r-8c41</c>.</summary>
/// <param name="Word">The word.</param>
/// <param name="Argument">What is to follow it, for people.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="With">Does it with what follows the word.</param>
internal sealed record PaletteCommand(string Word, string Argument, string Meaning, Func<Model, string, (Model Next, Effect? Then)> With)
{
    internal static IReadOnlyList<PaletteCommand> All { get; } =
    [
        new("run", "a run, such as last or r-8c41", "Show a run of the ledger", static (now, run) => (now with { Said = $"looking for {run} …" }, new Effect.Open(run))),
        new("filter", "a filter, such as power > 5 W", "Show only rows that pass", static (now, text) => (Filtered(now, text), null)),
        new("sort", "power, energy, co2e, cost, cpu, gpu, pid, user or command", "Sort the rows", static (now, text) => (Sorted(now, text), null)),
        new("export", "a path that ends in .csv or .json", "Write the rows to a file", static (now, path) => (now, new Effect.Write(path, RowExport.Text(now, path)))),
        new("mark", "a name", "Begin a phase", static (now, name) => (now.Subject.Run is null ? Marking.Begun(now, name) : now, null)),
    ];

    /// <summary>The command that a text calls; null when it calls none, or says nothing behind the word.</summary>
    internal static PaletteCommand? Of(string text) => All.FirstOrDefault(command => command.RestOf(text).Length > 0);

    internal (Model Next, Effect? Then) Do(Model now, string text) => With(now, RestOf(text));

    /// <summary>The command whose word has been typed with a blank behind it, for the hint.</summary>
    internal static PaletteCommand? Begun(string text) => All.FirstOrDefault(command => text.TrimStart().StartsWith(command.Word + " ", StringComparison.OrdinalIgnoreCase));

    private string RestOf(string text)
    {
        string trimmed = text.TrimStart();
        return trimmed.StartsWith(Word + " ", StringComparison.OrdinalIgnoreCase) ? trimmed[Word.Length..].Trim() : "";
    }

    private static Model Filtered(Model now, string text)
        => RowFilter.TryParse(text, out RowFilter? filter, out FilterFault? fault)
            ? Acting.Set(now, now.Settings with { Filter = filter })
            : now with { Overlay = new Overlay.FilterLine(TypedLine.Of(text), fault, now.Settings.Filter) };

    private static Model Sorted(Model now, string text)
        => Enum.TryParse(text, ignoreCase: true, out RowOrder order) && Enum.IsDefined(order)
            ? Acting.Set(now, now.Settings with { Order = order })
            : now with { Said = $"rows cannot be sorted by {text}" };
}
