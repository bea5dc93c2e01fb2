using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Dashboards.Columns;

/// <summary>How a column looks.</summary>
/// <param name="Column">The column.</param>
/// <param name="Header">Its header.</param>
/// <param name="Width">Its width; of the command the least.</param>
/// <param name="Name">What it is called in the menu.</param>
/// <param name="Order">What is sorted by it; null where nothing can be.</param>
/// <param name="Shown">Whether it is shown when nobody has chosen.</param>
/// <param name="Keep">How dear it is: where there is no room, the column with the least goes first.</param>
internal sealed record ColumnForm(Column Column, string Header, int Width, string Name, RowOrder? Order, bool Shown, int Keep)
{
    /// <summary>Columns with figures end at their right edge, words begin at their left one.</summary>
    internal bool IsFigure => Column is not (Column.Command or Column.User or Column.Source or Column.Trend);

    internal static IReadOnlyList<ColumnForm> All { get; } =
    [
        new(Column.Pid, "PID", 4, "process id", RowOrder.Pid, true, 90),
        new(Column.Command, "COMMAND", 22, "command", RowOrder.Command, true, 100),
        new(Column.User, "USER", 7, "user", RowOrder.User, true, 20),
        new(Column.Cpu, "CPU%", 5, "CPU time", RowOrder.Cpu, true, 60),
        new(Column.Threads, "THR", 4, "threads", null, false, 5),
        new(Column.Memory, "MEM", 7, "memory", null, false, 15),
        new(Column.Gpu, "GPU%", 5, "GPU time", RowOrder.Gpu, true, 55),
        new(Column.GpuMemory, "GPUMEM", 7, "memory of GPUs", null, false, 14),
        new(Column.Power, "POWER", 8, "power", RowOrder.Power, true, 95),
        new(Column.Energy, "ENERGY", 8, "energy", RowOrder.Energy, true, 80),
        new(Column.Co2e, "CO2e", 7, "CO2e", RowOrder.Co2e, true, 40),
        new(Column.Cost, "COST", 7, "cost", RowOrder.Cost, true, 18),
        new(Column.Source, "S", 1, "how it was got", null, true, 50),
        new(Column.Trend, "TREND 60 s", Trend.Length, "the last minute", null, true, 10),
    ];

    internal static ColumnForm Of(Column column) => All[(int)column];
}
