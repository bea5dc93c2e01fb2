using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Metering;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Recording;

/// <summary>How far the saving of a run has come.</summary>
internal sealed class Course
{
    /// <summary>Figures of a part: the tree's, the others', nobody's, EcoCode's own.</summary>
    internal const int FiguresOfPart = 4;

    /// <summary>Number of the run in the ledger; null before it is there.</summary>
    internal long? Seq { get; set; }

    /// <summary>Its id there.</summary>
    internal string Id { get; set; } = "";

    /// <summary>The end of the last sample, µs.</summary>
    internal long Until { get; set; }

    /// <summary>The columns of the samples.</summary>
    internal List<RunPart> Parts { get; private init; } = [];

    /// <summary>All figures since the begin, <see cref="FiguresOfPart"/> of each part.</summary>
    internal List<Energy> Latest { get; private init; } = [];

    /// <summary>How far samples were put together.</summary>
    internal long[] RolledUp { get; private init; } = SampleRollup.Start();

    /// <summary>The tree's energy so far.</summary>
    internal Energy Tree
    {
        get
        {
            Energy tree = Energy.Zero;
            for (int i = 0; i < Latest.Count; i += FiguresOfPart) tree += Latest[i];
            return tree;
        }
    }

    /// <summary>A copy to go on with, which is taken over only when all of it has been saved.</summary>
    internal Course Copy() => new() { Seq = Seq, Id = Id, Until = Until, Parts = [.. Parts], Latest = [.. Latest], RolledUp = (long[])RolledUp.Clone() };

    /// <summary>Takes figures in.</summary>
    /// <returns>What the tree used of each part since those before.</returns>
    internal Energy[] Advance(MeterFigures figures)
    {
        var before = new Energy[Parts.Count + figures.Sources.Length];
        for (int i = 0; i < Parts.Count; i++) before[i] = Latest[i * FiguresOfPart];
        for (int i = 0; i < Latest.Count; i++) Latest[i] = Energy.Zero;
        foreach (ref readonly SourceFigures source in figures.Sources)
        {
            int at = ColumnOf(source.Source.Component.ToString().ToLowerInvariant(), source.Source.Device) * FiguresOfPart;
            Latest[at] += source.Tree;
            Latest[at + 1] += source.Others;
            Latest[at + 2] += source.Idle;
            Latest[at + 3] += source.Own;
        }

        Until = figures.Elapsed.Ticks / TimeSpan.TicksPerMicrosecond;
        var used = new Energy[Parts.Count];
        for (int i = 0; i < used.Length; i++) used[i] = Latest[i * FiguresOfPart] - before[i];
        return used;
    }

    /// <summary>Sources that follow each other at the same device are one part.</summary>
    private int ColumnOf(string component, string device)
    {
        for (int i = 0; i < Parts.Count; i++)
        {
            if (Parts[i].Component == component && Parts[i].Device == device) return i;
        }

        Parts.Add(new RunPart(component, device));
        for (int i = 0; i < FiguresOfPart; i++) Latest.Add(Energy.Zero);
        return Parts.Count - 1;
    }
}
