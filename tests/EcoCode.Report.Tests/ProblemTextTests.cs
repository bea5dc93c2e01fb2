using EcoCode.Goldens;
using EcoCode.Quantities;

namespace EcoCode.Report.Tests;

public sealed class ProblemTextTests
{
    private static readonly Note Denied = new(
        "ECO1003",
        "cannot read the CPU energy counter `/sys/class/powercap/intel-rapl:0/energy_uj`",
        "`sudo ecocode doctor --fix rapl` gives the group `ecocode` read access by a udev rule");

    private const string Cause = "permission denied: since Linux 5.10 only root may read it (CVE-2020-8694)";

    [Fact]
    public void A_problem_is_written_so() => Golden.Matches("problem.txt", Text(Denied, new(), Cause));

    [Fact]
    public void Only_what_is_known_is_written() => Assert.Equal("error[ECO1001]: no command\n  more: ecocode explain ECO1001\n", Text(new("ECO1001", "no command"), new(), null));

    [Fact]
    public void The_code_is_bold_in_colour()
        => Assert.Equal("\u001b[1merror[ECO1001]: \u001b[0mno command\n  more: ecocode explain ECO1001\n", Text(new("ECO1001", "no command"), new() { Color = true }, null));

    [Fact]
    public void A_path_can_not_move_the_cursor()
        => Assert.Equal("error[ECO1001]: no file `�[2J`\n  more: ecocode explain ECO1001\n", Text(new("ECO1001", "no file `\u001b[2J`"), new(), null));

    [Fact]
    public void As_json_it_is_one_object_on_one_line_with_all_keys()
    {
        using var text = new StringWriter();
        ProblemJson.Write(text, new("ECO1001", "no `\"x\"`"), cause: null);
        Assert.Equal("""{"code":"ECO1001","message":"no `\"x\"`","cause":null,"hint":null,"more":"ecocode explain ECO1001"}""" + "\n", text.ToString());
    }

    private static string Text(Note problem, SummaryStyle style, string? cause)
    {
        using var text = new StringWriter();
        ProblemText.Write(text, problem, style, cause);
        return text.ToString();
    }
}
