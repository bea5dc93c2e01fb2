using EcoCode.Metering;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;

namespace EcoCode.Ledger.Tests.Composition;

/// <summary>One joule per second of CPU time, so that energies of rows are known by hand.</summary>
public sealed class ProcessRowsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedMachine _machine = new();
    private readonly ScriptedCounter _counter;

    public ProcessRowsTests() => _counter = _machine.HasCpuCounter();

    [Fact]
    public void A_subtree_is_a_process_and_all_that_descend_from_it()
    {
        IReadOnlyList<RunProcess> rows = Run(
            Bear(100, Environment.ProcessId, 1),
            Bear(110, 100, 2),
            Bear(111, 110, 4),
            Bear(112, 111, 8),
            Bear(120, 100, 16));
        Assert.Equal([(120, 16, 16), (112, 8, 8), (111, 4, 12), (110, 2, 14), (100, 1, 31)], Energies(rows));
    }

    [Fact]
    public void An_orphan_that_was_handed_over_descends_from_the_command()
    {
        IReadOnlyList<RunProcess> rows = Run(Bear(100, Environment.ProcessId, 1), Bear(110, Environment.ProcessId, 2), Bear(111, 110, 4));
        Assert.Equal([(111, 4, 4), (110, 2, 6), (100, 1, 7)], Energies(rows));
    }

    [Fact]
    public void A_child_belongs_to_the_latest_process_of_its_parents_pid()
    {
        IReadOnlyList<RunProcess> rows = Run(Bear(100, Environment.ProcessId, 1), Bear(110, 100, 2), Bear(110, 100, 4), Bear(111, 110, 8));
        Assert.Equal([(111, 8, 8), (110, 4, 12), (110, 2, 2), (100, 1, 15)], Energies(rows));
    }

    [Fact]
    public void What_was_never_seen_alive_is_a_row_of_its_own_below_the_command()
    {
        _machine.Tree.WorkUnseen(3 * Second);
        _machine.Cpu.Work(3 * Second);
        IReadOnlyList<RunProcess> rows = Run(Bear(100, Environment.ProcessId, 1), Bear(110, 100, 2));
        Assert.Equal([(0, 3, 3), (110, 2, 2), (100, 1, 6)], Energies(rows));
        Assert.Equal(("(short-lived)", 100, 3.0, true), (rows[0].Name, rows[0].Ppid, rows[0].CpuS, rows[0].Exited));
    }

    [Fact]
    public void Of_several_roots_nobody_can_tell_which_it_descends_from()
    {
        _machine.Tree.WorkUnseen(3 * Second);
        _machine.Cpu.Work(3 * Second);
        IReadOnlyList<RunProcess> rows = Run(Bear(100, 1, 1), Bear(200, 1, 2));
        Assert.Equal([(0, 3, 3), (200, 2, 2), (100, 1, 1)], Energies(rows));
        Assert.Equal(0, rows[0].Ppid);
    }

    [Fact]
    public void Where_nothing_was_unseen_there_is_no_row_for_it()
        => Assert.Equal([(100, 1, 1)], Energies(Run(Bear(100, Environment.ProcessId, 1))));

    [Fact]
    public void Children_of_a_forgotten_parent_still_descend_from_the_command()
    {
        Bear(100, Environment.ProcessId, 0);
        Meter meter = _machine.Begin(new MeterOptions { MostEndedRows = 1 });
        Action[] middles = [Bear(110, 100, 1), Bear(120, 100, 2), Bear(130, 100, 4)];
        foreach (Action work in middles) work();
        TreeProcess[] ended = [.. _machine.Tree.Processes.Skip(1)];
        Bear(111, 110, 8)();
        foreach (TreeProcess process in ended) ScriptedTree.End(process);
        _counter.Count(Energy.FromJoules(15));
        _machine.Tick(meter, Second, last: true);
        Assert.Equal([(111, 8, 8), (130, 4, 4), (0, 3, 3), (100, 0, 15)], Energies(Composed.Of(meter).Processes));
    }

    [Fact]
    public void Rows_say_who_they_are()
    {
        TreeProcess process = _machine.Tree.Bear(100, 7, "a name");
        ScriptedTree.End(process);
        Meter meter = _machine.Begin();
        _machine.Work(process, Second);
        _machine.Tick(meter, Second, last: true);
        RunProcess row = Assert.Single(Composed.Of(meter).Processes);
        Assert.Equal((100, process.Key.Started, 7, "a name", 1.0, true), (row.Pid, row.Started, row.Ppid, row.Name, row.CpuS, row.Exited));
    }

    [Fact]
    public void A_tree_without_a_process_has_no_rows() => Assert.Empty(Run());

    /// <summary>A process of the tree, and the work that it will do.</summary>
    private Action Bear(int pid, int parent, int seconds)
    {
        TreeProcess process = _machine.Tree.Bear(pid, parent);
        return () => _machine.Work(process, seconds * Second);
    }

    private IReadOnlyList<RunProcess> Run(params Action[] works)
    {
        Meter meter = _machine.Begin();
        foreach (Action work in works) work();
        _counter.Count(Energy.FromJoules((_machine.Tree.Unseen + _machine.Tree.Processes.Aggregate(TimeSpan.Zero, (sum, row) => sum + row.Own)).TotalSeconds));
        _machine.Tick(meter, Second, last: true);
        return Composed.Of(meter).Processes;
    }

    private static IEnumerable<(int Pid, int Own, int Subtree)> Energies(IReadOnlyList<RunProcess> rows)
        => rows.Select(row => (row.Pid, (int)row.EnergyJ.Joules, (int)row.SubtreeEnergyJ.Joules));
}
