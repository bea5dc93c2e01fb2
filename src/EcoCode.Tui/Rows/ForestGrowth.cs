using System.Runtime.InteropServices;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Quantities;

namespace EcoCode.Tui.Rows;

/// <summary>Grows one <see cref="Forest"/>: what each process used itself first, then who is whose child, then groups, then sums.</summary>
internal sealed class ForestGrowth
{
    private readonly MachineSnapshot _snapshot;
    private readonly Forest _before;
    private readonly MachineSnapshot? _since;
    private readonly Rates _rates;
    private readonly TrendClock _clock;
    private readonly TrendStride _stride;
    private readonly SourceMarks _marks;
    private readonly Dictionary<ProcessKey, Row> _own;
    private readonly List<Row> _roots = [];
    private readonly List<Row> _all;

    internal ForestGrowth(MachineSnapshot snapshot, Forest before, MachineSnapshot? since, Rates rates)
    {
        (_snapshot, _before, _since, _rates) = (snapshot, before, since, rates);
        TrendClock clock = before.All.Count == 0 ? TrendClock.At(snapshot.Elapsed - snapshot.Interval, snapshot.Interval) : before.Clock;
        _clock = clock.Advance(snapshot.Elapsed, out _stride);
        _marks = SourceMarks.Of(snapshot.Sources);
        _own = new(snapshot.Processes.Count);
        _all = new(snapshot.Processes.Count + 8);
    }

    internal Forest Grow()
    {
        Row[] rows = Owns();
        Plant(rows);
        PartReading self = _snapshot.EcoCode;
        Add(RowKind.Own, "ecocode (this program)", self.Energy, Since(_since?.EcoCode), self.Power, self.Cores);
        string gone = _snapshot.Sight == ProcessSight.All ? "ended, or too short to be seen" : "ended, hidden, or too short to be seen";
        PartReading ended = _snapshot.Ended, unseen = _snapshot.Unseen;

        // Whoever left the list since took along what the base had of him.
        Add(RowKind.Gone, gone, ended.Energy + unseen.Energy, Since(_since?.Ended) + Since(_since?.Unseen) + Left(), Sum(ended.Power, unseen.Power), ended.Cores + unseen.Cores);
        Add(RowKind.Rest, "idle and rest, nobody's", _snapshot.IdleAndRest.Energy, Since(_since?.IdleAndRest), _snapshot.IdleAndRest.Power, _snapshot.IdleAndRest.Cores);
        foreach (Row root in _roots) Order(root);
        Conclude();
        return new Forest(_clock, _roots, _all, _own);
    }

    /// <summary>A row for what each process used itself.</summary>
    private Row[] Owns()
    {
        Dictionary<ProcessKey, EnergySplit>? bases = _since?.Processes.ToDictionary(process => process.Key, process => process.Energy);
        var rows = new Row[_snapshot.Processes.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            ProcessReading process = _snapshot.Processes[i];
            EnergySplit split = bases is not null && bases.TryGetValue(process.Key, out EnergySplit before) ? process.Energy - before : process.Energy;
            var row = new Row(RowId.Of(process.Key)) { Process = process, Command = process.Name, User = process.User, Processes = 1, Ended = process.Ended is not null };
            Fill(row, split, process.Power, process.Cores, _before.OwnOf(process.Key));
            row.Gpus = process.GpuUse;
            _own[process.Key] = rows[i] = row;
        }

        return rows;
    }

    /// <summary>Puts children to their parents; who has children gets a row for his own part below him.</summary>
    private void Plant(Row[] rows)
    {
        var byPid = new Dictionary<int, int>(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            // Of two with one pid the later one lives; the other ended within the last half minute.
            if (!rows[i].Ended || !byPid.ContainsKey(rows[i].Pid)) byPid[rows[i].Pid] = i;
        }

        for (int i = 0; i < rows.Length; i++)
        {
            Row row = rows[i];
            int pid = row.Process!.Parent;
            if (pid == 0 || !byPid.TryGetValue(pid, out int parent) || !IsOlder(rows, parent, i)) _roots.Add(row);
            else (row.Parent = rows[parent]).Children = Joined(rows[parent].Children, row);
        }

        foreach (Row row in rows)
        {
            if (row.Children is not null) Divide(row);
        }
    }

    /// <summary>Who has the pid of a parent and began later is another one that got the pid again; so nobody descends from himself.</summary>
    private static bool IsOlder(Row[] rows, int parent, int child)
    {
        long began = rows[parent].Id.Key.Started, childBegan = rows[child].Id.Key.Started;
        return began < childBegan || (began == childBegan && parent < child);
    }

    private static List<Row> Joined(List<Row>? rows, Row row)
    {
        rows ??= [];
        rows.Add(row);
        return rows;
    }

    /// <summary>Makes of the row of a process the row of its tree, with its own part as first child, and children of one name a group.</summary>
    private void Divide(Row row)
    {
        List<Row> children = Grouped(row, row.Children!);
        if (children is [{ Id.Kind: RowKind.Process } only] && only.User == row.User) row.Link = only;
        var own = new Row(new RowId(RowKind.Itself, row.Id.Key, "")) { Process = row.Process, Command = row.Command, User = row.User, Parent = row };
        own.Add(row);
        own.Ended = row.Ended;
        _own[row.Id.Key] = own;
        if (own.Split.Total != Energy.Zero || own.Watts != 0 || own.Cores != 0) children.Insert(0, own);
        row.Children = children;
        (row.Split, row.Watts, row.Cores, row.Gpus, row.Processes, row.Trend) = (default, 0, 0, 0, 0, default);
    }

    private static List<Row> Grouped(Row parent, List<Row> children)
    {
        if (children.Count < 2) return children;
        var byName = new Dictionary<string, int>(children.Count, StringComparer.Ordinal);
        foreach (Row child in children)
        {
            if (child.Children is null) CollectionsMarshal.GetValueRefOrAddDefault(byName, child.Command, out _)++;
        }

        if (byName.Count == children.Count) return children;
        var groups = new Dictionary<string, Row>(StringComparer.Ordinal);
        var grouped = new List<Row>();
        foreach (Row child in children)
        {
            if (child.Children is not null || byName[child.Command] < 2)
            {
                grouped.Add(child);
                continue;
            }

            if (!groups.TryGetValue(child.Command, out Row? group))
            {
                group = new Row(new RowId(RowKind.Group, parent.Id.Key, child.Command)) { Process = child.Process, User = child.User, Parent = parent, Children = [] };
                groups[child.Command] = group;
                grouped.Add(group);
            }

            child.Parent = group;
            group.Children!.Add(child);
        }

        foreach (Row group in groups.Values) group.Command = $"{group.Id.Name} ×{group.Children!.Count}";
        return grouped;
    }

    private void Add(RowKind kind, string name, EnergySplit energy, EnergySplit since, PowerSplit power, double cores)
    {
        EnergySplit split = energy - since;
        var row = new Row(RowId.Of(kind)) { Command = name, Processes = kind == RowKind.Own ? 1 : 0 };
        Fill(row, split, power, cores, _before.Roots.Find(root => root.Id.Kind == kind));
        if (split.Total != Energy.Zero || row.Watts != 0) _roots.Add(row);
    }

    private void Fill(Row row, EnergySplit split, PowerSplit power, double cores, Row? before)
    {
        (row.Split, row.Watts, row.Cores) = (split, power.Total.Watts, cores);
        if (before is not null) row.Trend = before.Trend;
        row.Trend.Add(in _stride, row.Watts * _snapshot.Interval.TotalSeconds);
    }

    /// <summary>Lists a row and all below it, each before its children.</summary>
    private void Order(Row root)
    {
        int at = _all.Count;
        _all.Add(root);
        for (; at < _all.Count; at++)
        {
            if (_all[at].Children is { } children) _all.AddRange(children);
        }
    }

    /// <summary>Sums from the leaves up, and says what it means.</summary>
    private void Conclude()
    {
        for (int i = _all.Count - 1; i >= 0; i--)
        {
            Row row = _all[i];
            if (row.Children is { } children)
            {
                row.Ended = true;
                foreach (Row child in children) row.Add(child);
            }

            row.Recent = _clock.Recent(in row.Trend);
            row.Grams = _rates.Grams(row.Energy);
            row.Cost = _rates.Cost(row.Energy);
            row.Provenance = _marks.Of(row.Split);
        }
    }

    /// <summary>What the base had of processes that are in the list no more.</summary>
    private EnergySplit Left()
    {
        EnergySplit left = default;
        foreach (ProcessReading process in _since?.Processes ?? [])
        {
            if (!_own.ContainsKey(process.Key)) left += process.Energy;
        }

        return left;
    }

    private static EnergySplit Since(PartReading? part) => part?.Energy ?? default;

    private static PowerSplit Sum(PowerSplit left, PowerSplit right)
        => new(left.Cpu + right.Cpu, left.Dram + right.Dram, left.Gpu + right.Gpu, left.Other + right.Other);
}
