using System.Collections.Immutable;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards.Columns;
using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Filter;
using EcoCode.Tui.Past;
using EcoCode.Tui.Rows;
using EcoCode.Tui.Terminal;

namespace EcoCode.Tui.Dashboards;

/// <summary>All that the screen is made of. Immutable; <see cref="Update"/> makes the next one.</summary>
public sealed record Model
{
    /// <summary>The shortest and the longest time that the chart shows, and those between.</summary>
    internal static readonly ImmutableArray<TimeSpan> Spans = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(60)];

    public required Subject Subject { get; init; }

    public required Rates Rates { get; init; }

    /// <summary>What the reader of the figures must know.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>What the runs of the ledger come to; null while that is not known.</summary>
    internal Tally? Tally { get; init; }

    /// <summary>What is wrong with the provider of live intensity; null where nothing is.</summary>
    internal Note? GridProblem { get; init; }

    /// <summary>All that the reader must know.</summary>
    internal IReadOnlyList<Note> AllNotes => GridProblem is null && Tally is not { Notes.Count: > 0 } ? Notes : [.. Tally?.Notes ?? [], .. GridProblem is { } problem ? [problem] : Array.Empty<Note>(), .. Notes];

    /// <summary>CO2e so far where the grid changes; null where one figure holds for all.</summary>
    internal Emission? Emission { get; init; }

    /// <summary>What energy that was counted means; <see cref="Rates"/> are those of now.</summary>
    internal Rates Counted => Emission?.Mean(Since?.Energy.Total ?? Energy.Zero, Rates) ?? Rates;

    public ScreenSize Size { get; init; } = new(80, 24);

    /// <summary>Whether charts may take braille patterns.</summary>
    public bool Braille { get; init; } = true;

    public TableSettings Settings { get; init; } = new();

    /// <summary>Columns of which somebody wants the opposite of what is shown at first.</summary>
    public ImmutableHashSet<Column> ToggledColumns { get; init; } = [];

    /// <summary>Whether energy is shown in joules; else in watt-hours.</summary>
    public bool Joules { get; init; }

    /// <summary>Whether CO2e of rows is that of an hour at their power; else what they have come to.</summary>
    internal bool Co2eByHour { get; init; }

    /// <summary>With a filter, units and columns to begin with.</summary>
    /// <param name="filter">Which rows are shown; null for all.</param>
    /// <param name="joules">Whether energy is in joules.</param>
    /// <param name="columns">The columns; null for those that are shown when nobody has chosen.</param>
    public Model Set(RowFilter? filter, bool joules, IReadOnlyList<Column>? columns) => Dashboards.Table.Built(this with
    {
        Settings = Settings with { Filter = filter },
        Joules = joules,
        ToggledColumns = columns is null ? [] : [.. ColumnForm.All.Where(form => form.Shown != (columns.Contains(form.Column) || form.Column == Column.Command)).Select(form => form.Column)],
    });

    /// <summary>After a message whose effect is left out.</summary>
    public Model After(Message message) => Update.Of(this, message).Next;

    /// <summary>The latest snapshot; null before the first.</summary>
    internal MachineSnapshot? Latest { get; init; }

    /// <summary>Its rows.</summary>
    internal Forest LatestForest { get; init; } = Forest.Empty;

    /// <summary>The snapshot on the screen: the latest, or the one at which the picture was held.</summary>
    internal MachineSnapshot? Shown { get; init; }

    /// <summary>Its rows.</summary>
    internal Forest Forest { get; init; } = Forest.Empty;

    /// <summary>Those of its rows that are shown.</summary>
    internal RowTable Table { get; init; } = RowTable.Empty;

    /// <summary>The last hour, which goes on while the picture is held.</summary>
    internal PowerHistory History { get; init; } = PowerHistory.Empty;

    /// <summary>The highest power of a second up to the picture, W.</summary>
    internal double Peak { get; init; }

    /// <summary>The snapshot that energies are counted from; null for the begin.</summary>
    internal MachineSnapshot? Since { get; init; }

    internal bool Paused { get; init; }

    /// <summary>The line that the cursor is on, from 0; 0 when there is no line.</summary>
    internal int Cursor { get; init; }

    /// <summary>The row that the cursor is on; null when there is no line, and while the cursor rests at the top, where it was at first.</summary>
    internal RowId? Selected { get; init; }

    /// <summary>The first line on the screen.</summary>
    internal int Top { get; init; }

    /// <summary>Whether the cursor stays with its row; else with its line.</summary>
    internal bool Follow { get; init; } = true;

    internal ImmutableHashSet<RowId> Tagged { get; init; } = [];

    internal Panels Panels { get; init; } = Panels.All;

    /// <summary>The panel that fills the screen; none when several share it.</summary>
    internal Panels Zoomed { get; init; }

    /// <summary>Which of <see cref="Spans"/> the chart shows.</summary>
    internal int Span { get; init; } = 1;

    /// <summary>The time in the past that is looked at, since the begin; null for now.</summary>
    internal TimeSpan? Scrub { get; init; }

    /// <summary>The first note that is shown.</summary>
    internal int Note { get; init; }

    internal Overlay? Overlay { get; init; }

    /// <summary>What was done last, until the next key; null for nothing.</summary>
    internal string? Said { get; init; }

    /// <summary>Phases that were marked by hand, in the order of their begin; the last may go on.</summary>
    internal ImmutableArray<HandMark> Marks { get; init; } = [];

    /// <summary>The machine as it is, to come back to from a run that was opened; null when none was.</summary>
    internal Model? Behind { get; init; }

    /// <summary>All phases, those of the run and those marked by hand.</summary>
    internal IEnumerable<Marked> Phases => Subject.Phases.Concat(Marks.Select(mark => new Marked(mark.Name, mark.Start, mark.End ?? Now)));

    /// <summary>The line under the cursor; null when there is none.</summary>
    internal Line? Current => Cursor < Table.Lines.Count ? Table.Lines[Cursor] : null;

    /// <summary>Time at the right edge of the chart.</summary>
    internal TimeSpan Now => (Paused ? Shown : Latest)?.Elapsed ?? TimeSpan.Zero;

    /// <summary>Whether the machine has a GPU whose energy is known.</summary>
    internal bool HasGpu => Shown is { } shown && shown.Sources.Any(source => source.Component == Sensors.Component.Gpu);

    /// <summary>The columns that are wanted, whether they fit or not.</summary>
    internal IReadOnlyList<ColumnForm> WantedColumns
        => [.. ColumnForm.All.Where(form => (form.Shown ^ ToggledColumns.Contains(form.Column)) && (HasGpu || form.Column is not (Column.Gpu or Column.GpuMemory))
            && (Rates.PricePerKilowattHour is not null || form.Column != Column.Cost) && (Subject.Run is null || form.Column is not (Column.User or Column.Threads or Column.Memory or Column.Trend)))];
}
