using EcoCode.Goldens;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Input;
using EcoCode.Tui.Keys;
using EcoCode.Tui.Tests.Scenes;

namespace EcoCode.Tui.Tests.View;

public sealed class ScreenTests
{
    [Theory]
    [InlineData(120, 36, false, "120x36.txt")]
    [InlineData(120, 36, true, "120x36-ascii.txt")]
    [InlineData(80, 24, false, "80x24.txt")]
    [InlineData(80, 24, true, "80x24-ascii.txt")]
    [InlineData(200, 60, false, "200x60.txt")]
    [InlineData(60, 12, false, "60x12.txt")]
    [InlineData(39, 8, false, "39x8.txt")]
    public void A_server_at_work_looks_so(int width, int height, bool ascii, string golden)
        => Golden.Matches($"dashboard/{golden}", OnScreen.Screen(Server(width, height), ascii));

    [Theory]
    [InlineData(nameof(Act.Help), "help.txt")]
    [InlineData(nameof(Act.SortMenu), "sort-menu.txt")]
    [InlineData(nameof(Act.Columns), "column-menu.txt")]
    [InlineData(nameof(Act.Palette), "palette.txt")]
    [InlineData(nameof(Act.Tree), "list.txt")]
    [InlineData(nameof(Act.Units), "joules.txt")]
    [InlineData(nameof(Act.Pause), "held.txt")]
    public void A_key_opens(string act, string golden)
        => Golden.Matches($"dashboard/{golden}", OnScreen.Screen(Server(120, 36).Act(Enum.Parse<Act>(act))));

    [Fact]
    public void Details_of_a_process_look_so()
    {
        Model model = Server(120, 36).Act(Act.Filter).Type("python").Press(KeyPress.Of(Key.Enter));
        while (model.Current is { Row.Command: not "python" }) model = model.Act(Act.Down);
        Golden.Matches("dashboard/details.txt", OnScreen.Screen(model.Act(Act.Details)));
    }

    [Fact]
    public void A_filter_that_is_wrong_is_marked_where_it_is()
        => Golden.Matches("dashboard/filter-fault.txt", OnScreen.Screen(Server(120, 36).Act(Act.Filter).Type("power > 5 kg and user = alice")));

    [Fact]
    public void A_filter_hides_rows_and_says_how_much_they_draw()
        => Golden.Matches("dashboard/filtered.txt", OnScreen.Screen(Server(120, 36).Act(Act.Filter).Type("power > 5 W and user = alice").Press(KeyPress.Of(Key.Enter))));

    [Fact]
    public void The_chart_alone_shows_the_time_that_was_gone_back_to()
        => Golden.Matches("dashboard/chart.txt", OnScreen.Screen(Server(120, 36).Act(Act.Zoom).Act(Act.Out).Act(Act.Out).Act(Act.Out).Act(Act.Out)));

    [Fact]
    public void The_chart_without_braille_is_made_of_blocks()
        => Golden.Matches("dashboard/chart-blocks.txt", OnScreen.Screen(Server(120, 36) with { Braille = false }));

    [Fact]
    public void Gpus_are_shown_device_by_device()
        => Golden.Matches("dashboard/gpus.txt", OnScreen.Screen(Server(120, 36).Act(Act.Zoom).Act(Act.Zoom).Act(Act.Zoom)));

    [Fact]
    public void Nothing_is_drawn_that_is_not_known_yet() => Golden.Matches("dashboard/waiting.txt", OnScreen.Screen(OnScreen.Empty(80, 24)));

    /// <summary>Frames at any size end within the screen, and never throw.</summary>
    [Fact]
    public void Any_size_can_be_drawn()
    {
        Model model = Scene.Server().After(3, notes: OnScreen.Notes);
        for (int width = 1; width <= 130; width += 9)
        {
            for (int height = 1; height <= 40; height += 3)
            {
                Model sized = Update.Of(model, new Message.Sized(new(width, height))).Next;
                foreach (Act act in new[] { Act.Back, Act.Help, Act.SortMenu, Act.Columns, Act.Palette, Act.Details, Act.Filter, Act.Export, Act.Zoom })
                {
                    Assert.Equal(height, OnScreen.Screen(sized.Act(act)).Count(character => character == '\n'));
                }
            }
        }
    }

    private static Model Server(int width, int height) => Scene.Server().After(300, OnScreen.Empty(width, height), OnScreen.Notes);
}
