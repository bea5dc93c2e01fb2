using EcoCode.Goldens;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Tests.Runs;

namespace EcoCode.Ledger.Tests.Export;

public sealed class MarkdownTests
{
    [Fact]
    public void A_run_is_written_so() => Golden.Matches("export/run.md", StoredRuns.Exported(ExportFormat.Markdown, default, StoredRuns.Gpu));

    [Fact]
    public void Live_figures_are_written_so() => Golden.Matches("export/live.md", StoredRuns.Exported(ExportFormat.Markdown, default, StoredRuns.Live));

    [Fact]
    public void Runs_are_written_so() => Golden.Matches("export/runs.md", StoredRuns.Exported(ExportFormat.Markdown, default, StoredRuns.Gpu, StoredRuns.Vm, StoredRuns.Hostile));

    [Fact]
    public void No_name_makes_a_cell_a_line_or_a_tag()
    {
        Store.StoredRun odd = StoredRuns.Gpu with { Record = GpuRun.Record with { Run = GpuRun.Record.Run with { Name = "a|b\n<img src=x> [l](u) `c` \\|" } } };
        string[] lines = StoredRuns.Exported(ExportFormat.Markdown, default, odd, StoredRuns.Gpu).TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Contains(@"a\|b" + "\uFFFD" + @"\<img src=x\> \[l\](u) \`c\` \\\| |", lines[2], StringComparison.Ordinal);
    }
}
