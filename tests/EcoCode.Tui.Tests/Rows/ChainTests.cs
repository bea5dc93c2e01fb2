using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Input;
using EcoCode.Tui.Keys;
using EcoCode.Tui.Rows;
using EcoCode.Tui.Tests.Scenes;

namespace EcoCode.Tui.Tests.Rows;

/// <summary>Processes of which each started one other are one line until somebody wants to see them.</summary>
public sealed class ChainTests
{
    private const int Wide = 100;

    [Fact]
    public void A_chain_is_one_line_with_the_sum_of_its_links()
    {
        Model model = Compiling(children: 0);
        Line line = Processes(model).Single();
        Assert.Equal("sh › make › sh › cc1", line.Label(Wide));
        Assert.Equal(Fold.Closed, line.Fold);
        Assert.Equal(4, line.Row.Processes);

        // Three seconds at 1 + 2 + 3 + 4 W, each within the scene's sawtooth of 15 %.
        Assert.InRange(line.Row.Energy.Joules, 3 * 10 * 0.85, 3 * 10 * 1.15);
    }

    [Fact]
    public void Unfolding_a_chain_shows_its_links_one_below_the_other_and_folding_makes_it_one_line_again()
    {
        Model folded = Compiling(children: 0), model = folded.Act(Act.In);
        Assert.Equal([(0, "sh"), (1, "(itself)"), (1, "make"), (2, "(itself)"), (2, "sh"), (3, "(itself)"), (3, "cc1")], Processes(model).Select(line => (line.Depth, line.Label(Wide))).Order());
        Assert.Equal(Labels(folded), Labels(model.Act(Act.Out)));
        Assert.Equal(Labels(folded), Labels(model.Act(Act.Fold)));
        Assert.Equal(Labels(model), Labels(folded.Act(Act.Fold)));
    }

    [Fact]
    public void What_descends_from_the_end_of_a_chain_stands_below_it_with_what_the_links_used_themselves()
    {
        Model model = Compiling(children: 2);
        Line chain = Processes(model)[0];
        Assert.Equal(("sh › make › sh › cc1", Fold.Open), (chain.Label(Wide), chain.Fold));
        Line[] below = [.. Processes(model).Where(line => line.Depth == 1)];
        Assert.Equal(["as", "cc1 (itself)", "ld", "make (itself)", "sh (itself)", "sh (itself)"], below.Select(line => line.Label(Wide)).Order(StringComparer.Ordinal));
        Assert.Equal(chain.Row.Energy.Microjoules, below.Sum(line => line.Row.Energy.Microjoules));
        Assert.Equal(["sh › make › sh › cc1"], Labels(model.Act(Act.Fold)));
        Assert.Equal("sh", Processes(model.Act(Act.In))[0].Label(Wide));
        Assert.Equal(Labels(model), Labels(model.Act(Act.In).Act(Act.Out)));
    }

    [Fact]
    public void Everything_is_unfolded_by_one_key_and_folded_again_by_the_same()
    {
        Model folded = Compiling(children: 2), model = folded.Act(Act.UnfoldAll);
        Assert.DoesNotContain(model.Table.Lines, line => line.IsChain);
        Assert.Equal(Labels(folded), Labels(model.Act(Act.UnfoldAll)));
    }

    [Fact]
    public void A_chain_ends_where_another_user_begins()
    {
        var scene = new Scene(new SceneProcess(7, 0, "sshd", "root"), new SceneProcess(8, 7, "bash", "alice"), new SceneProcess(9, 8, "make", "alice"));
        Assert.Equal(["sshd", "bash › make"], Labels(scene.After(1)));
    }

    [Fact]
    public void A_chain_that_was_unfolded_stays_so_while_figures_come_in()
    {
        Scene scene = Scene(children: 0);
        Model model = scene.After(3).Act(Act.In);
        Assert.Equal(Labels(model), Labels(scene.After(6, model)));
    }

    [Fact]
    public void The_row_left_of_what_stands_below_a_chain_is_the_chain()
    {
        Model model = Compiling(children: 2).Act(Act.Down).Act(Act.Out);
        Assert.Equal(0, model.Cursor);
    }

    [Theory]
    [InlineData(20, "sh › make › sh › cc1")]
    [InlineData(19, "sh › … › sh › cc1")]
    [InlineData(16, "sh › … › cc1")]
    [InlineData(11, "… › cc1")]
    public void Where_there_is_no_room_for_all_names_the_last_ones_stay(int width, string label)
        => Assert.Equal(label, Processes(Compiling(children: 0))[0].Label(width));

    [Fact]
    public void A_filter_that_a_link_passes_shows_the_chain()
    {
        Model model = Compiling(children: 0).Press(KeyPress.Of('/')).Type("name = cc1").Press(KeyPress.Of(Key.Enter));
        Assert.Equal(["sh › make › sh › cc1"], Labels(model));
    }

    private static Scene Scene(int children) => new(
    [
        new(10, 0, "sh", "a") { CpuWatts = 1 }, new(11, 10, "make", "a") { CpuWatts = 2 }, new(12, 11, "sh", "a") { CpuWatts = 3 }, new(13, 12, "cc1", "a") { CpuWatts = 4 },
        .. new SceneProcess[] { new(14, 13, "as", "a") { CpuWatts = 1 }, new(15, 13, "ld", "a") { CpuWatts = 1 } }.Take(children),
    ]);

    private static Model Compiling(int children) => Scene(children).After(3);

    private static Line[] Processes(Model model) => [.. model.Table.Lines.Where(line => line.Row.Process is not null)];

    private static string[] Labels(Model model) => [.. Processes(model).Select(line => line.Label(Wide))];
}
