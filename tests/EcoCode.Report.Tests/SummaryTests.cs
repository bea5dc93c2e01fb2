using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EcoCode.Goldens;
using EcoCode.Ledger;
using EcoCode.Ledger.Tests.Runs;
using EcoCode.Quantities;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Tests;

public sealed class SummaryTests
{
    private static readonly SummaryStyle Terminal = new() { Terminal = true };
    private static readonly SummaryStyle Coloured = Terminal with { Color = true };
    private static readonly SummaryStyle Ascii = Terminal with { Unicode = false };

    private static readonly Dictionary<string, RunRecord> Records = new()
    {
        ["gpu"] = GpuRun.Record,
        ["live"] = LiveRun.Record,
        ["trained"] = TrainedRun.Record,
        ["vm"] = VmRun.Record,
        ["watched"] = OddRuns.Watched,
        ["killed"] = OddRuns.Killed,
        ["nothing"] = OddRuns.Nothing,
        ["hostile"] = OddRuns.Hostile,
        ["crowd"] = OddRuns.Crowd,
    };

    public static TheoryData<string> Names => new(Records.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_is_summed_up_so(string name) => Golden.Matches($"summary/{name}.txt", Text(Records[name], Terminal));

    [Fact]
    public void Ascii_is_written_so() => Golden.Matches("summary/gpu-ascii.txt", Text(GpuRun.Record, Ascii));

    [Fact]
    public void A_log_is_written_so() => Golden.Matches("summary/gpu-log.txt", Text(GpuRun.Record, new()));

    [Fact]
    public void Sixty_columns_are_filled_so() => Golden.Matches("summary/gpu-60.txt", Text(GpuRun.Record, Terminal with { Width = 60 }));

    [Fact]
    public void Colour_is_used_so()
        => Golden.Matches("summary/gpu-colour.txt", Text(GpuRun.Record, Coloured).Replace("\u001b", "<ESC>", StringComparison.Ordinal));

    [Fact]
    public void More_detail_is_given_so() => Golden.Matches("summary/gpu-verbose.txt", Text(GpuRun.Record, Terminal, Verbosity.Verbose));

    [Fact]
    public void One_line_is_written_so()
        => Golden.Matches("summary/quiet.txt", string.Concat(Records.Values.Select(record => Text(record, Terminal, Verbosity.Quiet))));

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(120)]
    public void One_line_tells_how_it_ended_however_narrow_the_terminal(int width)
        => Assert.EndsWith(", exit 0\n", Text(GpuRun.Record, Terminal with { Width = width }, Verbosity.Quiet), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_records_of_these_tests_add_up(string name)
    {
        var record = Records[name];
        var machine = record.Machine;
        Assert.Equal(record.Total.EnergyJ, Sum(record.Components.Select(part => part.EnergyJ)));
        Assert.Equal(record.Total.EnergyJ, Sum(record.Processes.Select(process => process.EnergyJ)));
        Assert.Equal(record.Total.EnergyJ, machine.TreeJ);
        Assert.Equal(machine.EnergyJ, machine.TreeJ + machine.OtherProcessesJ + machine.IdleAndRestJ);
        Assert.Equal(machine.EnergyJ, Sum(machine.Components.Select(part => part.EnergyJ)));
        var shares = record.Total.Provenance;
        Assert.Equal(record.Total.EnergyJ == Energy.Zero ? 0 : 1, shares.Measured + shares.Apportioned + shares.Modelled, precision: 9);
    }

    [Fact]
    public void Printed_parts_add_up_to_the_printed_total()
    {
        // Figures of three digits are off by up to 500 J on each side; parts that are left out would be off by more.
        string text = Text(GpuRun.Record, Terminal);
        double total = Joules(Regex.Match(text, "Energy +(\\S+ k?J)").Groups[1].Value);
        Assert.Equal(521_000, total);

        var parts = Regex.Matches(text, "^    \\S.*? ([0-9.]+ k?J) +([0-9.]+) %", RegexOptions.Multiline);
        Assert.Equal(4, parts.Count);
        Assert.Equal(total, parts.Sum(part => Joules(part.Groups[1].Value)), tolerance: 1000);
        Assert.Equal(100, parts.Sum(part => double.Parse(part.Groups[2].Value, CultureInfo.InvariantCulture)), tolerance: 0.2);

        var machine = Regex.Match(text, "Machine +(\\S+ k?J) = tree (\\S+ k?J) [+] other processes (\\S+ k?J) [+] idle and rest (\\S+ k?J)").Groups;
        Assert.Equal(Joules(machine[1].Value), Joules(machine[2].Value) + Joules(machine[3].Value) + Joules(machine[4].Value), tolerance: 1000);

        string processes = Regex.Match(Unwrapped(text), "Processes +(.*)").Groups[1].Value;
        Assert.Equal(total, Regex.Matches(processes, "[0-9.]+ k?J").Sum(match => Joules(match.Value)), tolerance: 1000);
    }

    [Fact]
    public void A_crowd_is_grouped_and_nobody_is_left_out()
    {
        // make, 2,500 cc1 and 7,500 others of 250 names.
        string line = Regex.Match(Unwrapped(Text(OddRuns.Crowd, Terminal)), "Processes .*").Value;
        Assert.Contains("make 270 J", line, StringComparison.Ordinal);
        Assert.Contains("cc1 ×2500 250 J", line, StringComparison.Ordinal);
        Assert.Equal(10_001, 1 + Regex.Matches(line, "×([0-9]+)|([0-9]+) others")
            .Sum(match => int.Parse(match.Groups[1].Value + match.Groups[2].Value, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_line_is_wider_than_allowed(string name)
    {
        foreach (int width in new[] { 1, 20, 21, 22, 23, 30, 31, 41, 57, 58, 59, 60, 61, 62, 63, 77, 78, 79, 80, 99, 100, 101, 159 })
        {
            foreach (var style in new[] { Terminal, Ascii })
            {
                foreach (var verbosity in Enum.GetValues<Verbosity>().Where(verbosity => verbosity != Verbosity.Quiet))
                {
                    foreach (string line in Text(Records[name], style with { Width = width }, verbosity).Split('\n'))
                    {
                        Assert.True(Cells.Width(line) <= Math.Max(width, SummaryStyle.LeastWidth), $"{width} {verbosity}: {line}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ascii_is_ascii_and_printable(string name)
        => Assert.All(Text(Records[name], Ascii, Verbosity.Verbose), letter => Assert.True(letter is '\n' or >= ' ' and <= '~', $"U+{(int)letter:X4}"));

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_but_our_own_escape_sequences_gets_out(string name)
    {
        string text = Regex.Replace(Text(Records[name], Coloured, Verbosity.Verbose), "\u001b\\[(0|1|2|33)m", "");
        Assert.All(text.EnumerateRunes(), rune => Assert.True(
            rune.Value == '\n' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate),
            $"U+{rune.Value:X4}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Colour_changes_no_character(string name)
        => Assert.Equal(Text(Records[name], Terminal), Regex.Replace(Text(Records[name], Coloured), "\u001b\\[[0-9]+m", ""));

    [Fact]
    public void A_name_can_not_forge_a_line()
        => Assert.DoesNotContain(Text(OddRuns.Hostile, Terminal, Verbosity.Verbose).Split('\n'), line => line.StartsWith("warning: forged", StringComparison.Ordinal)
            || line.StartsWith("Energy", StringComparison.Ordinal));

    [Theory]
    [InlineData(0, null, "run", false, "exit 0")]
    [InlineData(137, null, "run", false, "exit 137")]
    [InlineData(null, "SIGSEGV", "run", false, "killed by SIGSEGV")]
    [InlineData(130, null, "run", true, "exit 130, interrupted")]
    [InlineData(null, null, "run", true, "still running, interrupted")]
    [InlineData(null, null, "monitor", false, "watched")]
    public void An_ending_is_told(int? code, string? signal, string kind, bool interrupted, string expected)
    {
        var run = GpuRun.Record.Run with { ExitCode = code, Signal = signal, Kind = kind, Interrupted = interrupted };
        Assert.Contains($"r-8c41 · {expected} · 12 min 41 s", Text(GpuRun.Record with { Run = run }, Terminal), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_is_left_out_and_not_zero()
    {
        string text = Text(VmRun.Record with { Impact = VmRun.Record.Impact with { WaterL = null } }, Terminal);
        Assert.DoesNotContain("Water", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cost", text, StringComparison.Ordinal);
        Assert.DoesNotContain("embodied", text, StringComparison.Ordinal);
    }

    private static Energy Sum(IEnumerable<Energy> parts) => parts.Aggregate(Energy.Zero, (sum, part) => sum + part);

    private static string Unwrapped(string text) => text.Replace("\n" + new string(' ', Page.Column), " · ", StringComparison.Ordinal);

    private static double Joules(string text)
        => double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) * (text.EndsWith("kJ", StringComparison.Ordinal) ? 1000 : 1);

    private static string Text(RunRecord record, SummaryStyle style, Verbosity verbosity = Verbosity.Normal)
    {
        using var text = new StringWriter();
        Summary.Write(text, record, style, verbosity);
        return text.ToString();
    }
}
