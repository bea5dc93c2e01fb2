using EcoCode.Tui.Input;

namespace EcoCode.Tui.Keys;

/// <summary>All keys of the dashboard.</summary>
internal static class Keymap
{
    /// <summary>In the order of the help; the footer takes those with a name for it, in this order.</summary>
    internal static IReadOnlyList<KeyBinding> All { get; } =
    [
        new(Act.Quit, "quit", "Quit", Of('q'), Control('c')) { Footer = "quit" },
        new(Act.Help, "help", "Show the keys", Of('?'), KeyPress.Of(Key.F1)) { Footer = "help" },
        new(Act.Filter, "filter", "Show only rows that pass a filter, such as `power > 5 W and user = alice`", Of('/')) { Footer = "filter" },
        new(Act.ClearFilter, "clear-filter", "Show all rows again", Of('\\')),
        new(Act.SortMenu, "sort", "Choose what the rows are sorted by", Of('s'), KeyPress.Of(Key.F6)) { Footer = "sort" },
        new(Act.SortLeft, "sort-left", "Sort by the column further left", Of('<'), Of(',')),
        new(Act.SortRight, "sort-right", "Sort by the column further right", Of('>'), Of('.')),
        new(Act.Reverse, "reverse", "Turn the order round", Of('I')),
        new(Act.Tree, "tree", "Show a tree, or one list of all processes", Of('t'), KeyPress.Of(Key.F5)) { Footer = "tree" },
        new(Act.Fold, "fold", "Fold or unfold the row", Of(' ')) { Footer = "fold" },
        new(Act.FoldChildren, "fold-children", "Fold or unfold all rows below the row", Of('C')),
        new(Act.UnfoldAll, "unfold-all", "Unfold everything, or fold all as it was at first", Of('*')),
        new(Act.Details, "details", "Show all that is known of the row", KeyPress.Of(Key.Enter)) { Footer = "details" },
        new(Act.Back, "back", "Close what is open; come back to now", KeyPress.Of(Key.Escape)),
        new(Act.Up, "up", "Go a row up", KeyPress.Of(Key.Up), Of('k')),
        new(Act.Down, "down", "Go a row down", KeyPress.Of(Key.Down), Of('j')),
        new(Act.Out, "out", "Fold the row, or go to what it is a part of; go back in time where only the chart is", KeyPress.Of(Key.Left), Of('h')),
        new(Act.In, "in", "Unfold the row, then its chain; go on in time where only the chart is", KeyPress.Of(Key.Right), Of('l')),
        new(Act.PageUp, "page-up", "Go a page up", KeyPress.Of(Key.PageUp), Control('b')),
        new(Act.PageDown, "page-down", "Go a page down", KeyPress.Of(Key.PageDown), Control('f')),
        new(Act.First, "first", "Go to the first row", Of('g'), KeyPress.Of(Key.Home)),
        new(Act.Last, "last", "Go to the last row", Of('G'), KeyPress.Of(Key.End)),
        new(Act.Follow, "follow", "Let the cursor stay with its process, or with its line", Of('f')),
        new(Act.Tag, "tag", "Tag the row; the status line has the sum of all that are tagged", Of('x')),
        new(Act.Units, "units", "Show energy in watt-hours or in joules", Of('u')) { Footer = "units" },
        new(Act.Rates, "rates", "Show CO2e so far, or by the hour", Of('c')),
        new(Act.Columns, "columns", "Choose the columns", Of('v')),
        new(Act.PowerPanel, "power", "Show or hide the chart of power", Of('1')) { Footer = "panels" },
        new(Act.SourcesPanel, "sources", "Show or hide the sources", Of('2')),
        new(Act.ProcessesPanel, "processes", "Show or hide the processes", Of('3')),
        new(Act.NotesPanel, "notes", "Show or hide the notes", Of('4')),
        new(Act.Zoom, "zoom", "Let one panel fill the screen, then the next, then none", Of('z')),
        new(Act.ShorterSpan, "zoom-in", "Show a shorter time in the chart", Of('+'), Of('=')),
        new(Act.LongerSpan, "zoom-out", "Show a longer time in the chart", Of('-')),
        new(Act.ScrubBack, "earlier", "Go back in time, up to an hour", Of('['), KeyPress.Of(Key.Left, KeyModifiers.Shift)),
        new(Act.ScrubOn, "later", "Go on in time", Of(']'), KeyPress.Of(Key.Right, KeyModifiers.Shift)),
        new(Act.Now, "now", "Come back to now", Of('0')),
        new(Act.Pause, "pause", "Hold the picture; measuring goes on", Of('p')) { Footer = "pause" },
        new(Act.Reset, "reset", "Count energies from now on", Of('r')),
        new(Act.Mark, "mark", "Begin a phase of a name, or end the one that goes on", Of('m')),
        new(Act.Export, "export", "Write the rows to a file, as CSV or JSON", Of('e')) { Footer = "export" },
        new(Act.NextNote, "next-note", "Go to the next note", Of('n')),
        new(Act.Diagnose, "doctor", "Say what is measured here, what is guessed and why", Of('d')),
        new(Act.Save, "save", "Keep units, filter and columns in the configuration", Of('W')),
        new(Act.Palette, "palette", "Type what is to be done", Of(':')),
        new(Act.Redraw, "redraw", "Draw the screen anew", Control('l')),
        new(Act.Suspend, "suspend", "Stop until `fg`", Control('z')),
    ];

    /// <summary>What a key does; null when nothing.</summary>
    internal static Act? Find(KeyPress press)
    {
        foreach (KeyBinding binding in All)
        {
            foreach (KeyPress key in binding.Keys)
            {
                if (key == press) return binding.Act;
            }
        }

        return null;
    }

    /// <summary>The keys of an act, as they are written.</summary>
    internal static string KeyOf(Act act) => KeyName.Of(All.First(binding => binding.Act == act).Keys[0]);

    /// <summary>The table of keys for the manual, in Markdown.</summary>
    internal static string Manual()
    {
        var text = new System.Text.StringBuilder("| keys | what they do | in the palette |\n|---|---|---|\n");
        foreach (KeyBinding binding in All)
        {
            string keys = string.Join(", ", binding.Keys.Select(key => key == Of('\\') ? "`\\`" : $"`{KeyName.Of(key)}`"));
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {keys} | {binding.Meaning} | `{binding.Word}` |\n");
        }

        return text.ToString();
    }

    private static KeyPress Of(char character) => KeyPress.Of(character);

    private static KeyPress Control(char letter) => KeyPress.Of(letter, KeyModifiers.Control);
}
