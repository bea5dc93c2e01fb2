namespace EcoCode.Tui.Rows;

/// <summary>Puts rows in order. What is nobody's comes last, and rows that are equal keep an order of their own.</summary>
/// <param name="tree">Whether it is a tree, in which what a process used itself stands before its children.</param>
/// <param name="order">By what.</param>
/// <param name="reversed">Whether the other way round than usual: figures usually begin with the largest, words with A, pids with the least.</param>
internal sealed class RowComparer(bool tree, RowOrder order, bool reversed) : IComparer<Row>
{
    public int Compare(Row? x, Row? y)
    {
        if (ReferenceEquals(x, y)) return 0;
        if (x is null || y is null) return x is null ? -1 : 1;
        int kind = Rank(x).CompareTo(Rank(y));
        if (kind != 0) return kind;
        int by = By(x, y);
        if (by != 0) return reversed ? -by : by;
        int pid = x.Pid.CompareTo(y.Pid);
        return pid != 0 ? pid : x.Id.Key.Started.CompareTo(y.Id.Key.Started);
    }

    private int Rank(Row row) => row.Id.Kind switch
    {
        RowKind.Itself when tree => 0,
        RowKind.Gone => 2,
        RowKind.Rest => 3,
        _ => 1,
    };

    private int By(Row x, Row y) => order switch
    {
        RowOrder.Power => y.Recent.CompareTo(x.Recent),
        RowOrder.Energy or RowOrder.Co2e or RowOrder.Cost => y.Energy.CompareTo(x.Energy),
        RowOrder.Cpu => y.Cores.CompareTo(x.Cores),
        RowOrder.Gpu => y.Gpus.CompareTo(x.Gpus),
        RowOrder.User => string.CompareOrdinal(x.User, y.User),
        RowOrder.Command => string.CompareOrdinal(x.Command, y.Command),
        _ => x.Pid.CompareTo(y.Pid),
    };
}
