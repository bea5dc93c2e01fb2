using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;

namespace EcoCode.Tui.Rows;

/// <summary>One row of the table: figures of a process with its tree, of a process alone, or of what is nobody's.</summary>
/// <remarks>Filled while its <see cref="Forest"/> is built, and never changed after.</remarks>
internal sealed class Row(RowId id)
{
    internal RowId Id { get; } = id;

    /// <summary>The row that this one is a part of.</summary>
    internal Row? Parent { get; set; }

    /// <summary>The rows that together make this one; empty when there are none below.</summary>
    internal List<Row>? Children { get; set; }

    /// <summary>The one process, of the same user, that this one started and that is there; null where there is none, or another beside it.</summary>
    internal Row? Link { get; set; }

    /// <summary>The process that it is or began with; null of what is no process.</summary>
    internal ProcessReading? Process { get; init; }

    /// <summary>What it is called.</summary>
    internal string Command { get; set; } = "";

    /// <summary>The user's name; empty when not known.</summary>
    internal string User { get; init; } = "";

    /// <summary>The process id, of a group that of its first process; 0 of what has none.</summary>
    internal int Pid => Process?.Key.Pid ?? 0;

    /// <summary>Processes that the figures are of; 0 of what is no process.</summary>
    internal int Processes { get; set; }

    /// <summary>Energy since the begin or since totals were set back.</summary>
    internal Energy Energy => Split.Total;

    /// <summary>The same by the kind of source.</summary>
    internal EnergySplit Split { get; set; }

    /// <summary>Power over the last interval, W.</summary>
    internal double Watts { get; set; }

    /// <summary>Power over about ten seconds, W: what rows are sorted by, so that they keep their places.</summary>
    internal double Recent { get; set; }

    /// <summary>CPU time over the interval, in processors.</summary>
    internal double Cores { get; set; }

    /// <summary>Time that GPUs worked for it over the interval, in GPUs.</summary>
    internal double Gpus { get; set; }

    /// <summary>CO2e of <see cref="Energy"/>, g.</summary>
    internal double Grams { get; set; }

    /// <summary>Price of <see cref="Energy"/>; null when no price is known.</summary>
    internal double? Cost { get; set; }

    /// <summary>How the largest part of it was got.</summary>
    internal Provenance Provenance { get; set; }

    /// <summary>Whether all of it has ended.</summary>
    internal bool Ended { get; set; }

    /// <summary>The last minute.</summary>
    internal Trend Trend;

    /// <summary>Adds the figures of a part.</summary>
    internal void Add(Row part)
    {
        Split += part.Split;
        Watts += part.Watts;
        Cores += part.Cores;
        Gpus += part.Gpus;
        Processes += part.Processes;
        Ended &= part.Ended;
        Trend.Add(in part.Trend);
    }
}
