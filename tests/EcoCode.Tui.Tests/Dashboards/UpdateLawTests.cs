using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Input;
using EcoCode.Tui.Keys;
using EcoCode.Tui.Tests.Scenes;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Tui.Tests.Dashboards;

/// <summary>What holds after any messages in any order.</summary>
public sealed class UpdateLawTests
{
    private const int Messages = 250;

    [Fact]
    public void No_message_leaves_the_cursor_outside_the_rows_nor_breaks_a_sum()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            Scene scene = RandomScene(random);
            Model model = scene.After(1);
            for (int i = 0; i < Messages; i++)
            {
                model = Update.Of(model, Any(random, scene)).Next;
                int lines = model.Table.Lines.Count;
                if (model.Cursor < 0 || model.Cursor > Math.Max(0, lines - 1) || model.Top < 0 || model.Top > model.Cursor) return false;
                int height = Layout.Of(model).Lines.Height;
                if (height > 0 && model.Cursor >= model.Top + height) return false;
                if (model.Note < 0 || model.Span < 0 || model.Span >= Model.Spans.Length) return false;
                if (!Sums(model)) return false;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Folding_moves_no_energy()
    {
        Model model = Scene.Server().After(60);
        double whole = Top(model);
        foreach (Act act in new[] { Act.UnfoldAll, Act.FoldChildren, Act.Fold, Act.Down, Act.Fold, Act.Out, Act.In })
        {
            model = model.Act(act);
            Assert.Equal(whole, Top(model), 9);
        }

        static double Top(Model model) => model.Table.Lines.Where(line => line.Depth == 0).Sum(line => line.Row.Energy.Joules);
    }

    [Fact]
    public void The_cursor_stays_with_its_process_while_rows_change_places()
    {
        var scene = new Scene(
            new SceneProcess(10, 0, "falls", "a") { CpuWatts = 20, EndsAt = 5 },
            new SceneProcess(11, 0, "stays", "a") { CpuWatts = 10 });
        Model model = scene.After(3);
        Assert.Equal("falls", model.Table.Lines[0].Row.Command);
        model = model.Act(Act.Down);
        model = scene.After(30, model);
        Assert.Equal("stays", model.Table.Lines[0].Row.Command);
        Assert.Equal(0, model.Cursor);
        Assert.Equal("stays", model.Current!.Value.Row.Command);
    }

    [Fact]
    public void A_cursor_that_was_never_moved_rests_at_the_top()
    {
        var scene = new Scene(
            new SceneProcess(10, 0, "falls", "a") { CpuWatts = 20, EndsAt = 5 },
            new SceneProcess(11, 0, "stays", "a") { CpuWatts = 10 });
        Assert.Equal("stays", scene.After(30).Current!.Value.Row.Command);
    }

    [Fact]
    public void While_the_picture_is_held_measuring_goes_on()
    {
        var scene = Scene.Server();
        Model held = scene.After(20).Act(Act.Pause);
        string picture = OnScreen.Screen(held);
        Model later = scene.After(90, held);
        Assert.Equal(picture, OnScreen.Screen(later));
        Model on = later.Act(Act.Pause);
        Assert.Equal(90, on.Shown!.Number);
        Assert.Equal(90, on.History.Count);
    }

    [Fact]
    public void Totals_count_from_where_they_were_set_back()
    {
        var scene = Scene.Server();
        Model model = scene.After(20).Act(Act.Reset);
        Assert.Equal(Energy.Zero, model.Forest.Roots.Aggregate(Energy.Zero, (sum, row) => sum + row.Energy));
        MachineSnapshot base20 = model.Since!;
        model = scene.After(25, model);
        Assert.Equal(model.Shown!.Energy.Total - base20.Energy.Total, model.Forest.Roots.Aggregate(Energy.Zero, (sum, row) => sum + row.Energy));
    }

    [Fact]
    public void An_export_asks_for_its_file_and_writes_the_rows_that_are_shown()
    {
        Model model = Scene.Server().After(20).Act(Act.Filter).Type("wandb").Press(KeyPress.Of(Key.Enter)).Act(Act.Export).Type("/tmp/rows.csv");
        (Model next, Effect? effect) = Update.Of(model, new Message.Touched(new InputEvent.Pressed(KeyPress.Of(Key.Enter))));
        var write = Assert.IsType<Effect.Write>(effect);
        Assert.Equal("/tmp/rows.csv", write.Path);
        string[] lines = write.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + next.Table.Lines.Count, lines.Length);
        Assert.StartsWith("kind,depth,pid,", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains(",wandb-core,alice,", StringComparison.Ordinal));
        Assert.Equal("written to /tmp/rows.csv", Update.Of(next, new Message.Exported("/tmp/rows.csv", null)).Next.Said);
    }

    [Fact]
    public void An_export_without_a_name_writes_nothing()
        => Assert.Null(Update.Of(Scene.Server().After(2).Act(Act.Export), new Message.Touched(new InputEvent.Pressed(KeyPress.Of(Key.Enter)))).Then);

    [Fact]
    public void The_palette_does_what_a_key_does()
    {
        Model model = Scene.Server().After(2);
        Assert.False(model.Act(Act.Palette).Type("tree").Press(KeyPress.Of(Key.Enter)).Settings.Tree);
        Assert.IsType<Effect.Quit>(Update.Of(model.Act(Act.Palette).Type("quit"), new Message.Touched(new InputEvent.Pressed(KeyPress.Of(Key.Enter)))).Then);
    }

    [Fact]
    public void Tagged_rows_are_summed_once()
    {
        Model model = Scene.Server().After(20).Act(Act.Filter).Type("user = bob").Press(KeyPress.Of(Key.Enter));
        while (model.Current is { Row.Command: not "vllm" }) model = model.Act(Act.Down);
        double tree = model.Current!.Value.Row.Watts;
        model = model.Act(Act.Tag).Act(Act.Tag);
        Assert.Contains($"2 tagged: {Quantities.Text.Scale.Watts(Power.FromWatts(tree))},", OnScreen.Screen(model), StringComparison.Ordinal);
    }

    private static bool Sums(Model model)
    {
        if (model.Shown is not { } shown) return true;
        Energy since = model.Since is { } from && model.Since.Number <= shown.Number ? from.Energy.Total : Energy.Zero;
        return model.Forest.Roots.Aggregate(Energy.Zero, (sum, row) => sum + row.Energy) == shown.Energy.Total - since;
    }

    private static Message Any(Random random, Scene scene) => random.Next(10) switch
    {
        0 or 1 => new Message.Sampled(scene.Next(), random.Next(2) == 0 ? [] : OnScreen.Notes),
        2 => new Message.Sized(new(random.Next(0, 220), random.Next(0, 70))),
        3 => new Message.Touched(new InputEvent.Pointed(new MouseEvent(random.Next(-1, 230), random.Next(-1, 80), (MouseAction)random.Next(5), (MouseButton)random.Next(4), default))),
        4 => new Message.Touched(new InputEvent.Pasted(new string([.. Enumerable.Range(0, random.Next(9)).Select(_ => (char)random.Next(1, 0x3000))]))),
        5 => new Message.Touched(new InputEvent.Pressed(KeyPress.Of((Key)random.Next(1, 15)))),
        6 => new Message.Touched(new InputEvent.Pressed(KeyPress.Of((char)random.Next(' ', '~')))),
        _ => new Message.Touched(new InputEvent.Pressed(Keymap.All[random.Next(Keymap.All.Count)].Keys[0])),
    };

    private static Scene RandomScene(Random random) => new(Enumerable.Range(1, 1 + random.Next(40)).Select(pid => new SceneProcess(pid, random.Next(pid), $"p{random.Next(6)}", "u")
    {
        CpuWatts = random.Next(3) == 0 ? 0 : random.NextDouble() * 20,
        StartsAt = random.Next(12),
        EndsAt = random.Next(3) == 0 ? 12 + random.Next(30) : null,
    }));
}
