using EcoCode.Quantities;
using EcoCode.Tui.Filter;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Tests.Filter;

public sealed class RowFilterTests
{
    [Theory]
    [InlineData("python", true)]
    [InlineData("PYTH", true)]
    [InlineData("perl", false)]
    [InlineData("power > 5 W", true)]
    [InlineData("power > 5W", true)]
    [InlineData("power>5", true)]
    [InlineData("power > 5 kW", false)]
    [InlineData("power >= 12", true)]
    [InlineData("power < 12000 mW", false)]
    [InlineData("power <= 0.012 kW", true)]
    [InlineData("energy = 1 Wh", true)]
    [InlineData("energy = 3600 J", true)]
    [InlineData("energy > 3.6 kJ", false)]
    [InlineData("cpu > 100 %", true)]
    [InlineData("cpu > 120%", false)]
    [InlineData("pid = 4242", true)]
    [InlineData("user = alice", true)]
    [InlineData("user = 'alice'", true)]
    [InlineData("user != alice", false)]
    [InlineData("user = a*", true)]
    [InlineData("name = python", true)]
    [InlineData("name = pyth", false)]
    [InlineData("power > 5 W and user = alice", true)]
    [InlineData("power > 5 W and user = bob", false)]
    [InlineData("power > 50 W or user = alice", true)]
    [InlineData("power > 5 W user = bob", false)]
    [InlineData("!python", false)]
    [InlineData("not user = bob", true)]
    [InlineData("! (user = bob or power > 50 W)", true)]
    [InlineData("user = bob or user = alice and power > 5", true)]
    [InlineData("(user = bob or user = alice) and power > 50", false)]
    [InlineData("co2e < 1 kg", true)]
    [InlineData("cost > 0", false)]
    [InlineData("\"power > 5\"", false)]
    public void A_filter_lets_pass_what_it_says(string text, bool passes)
    {
        Assert.True(RowFilter.TryParse(text, out RowFilter? filter, out _));
        Assert.Equal(passes, filter!.Passes(Python()));
    }

    [Theory]
    [InlineData("power >", 7, 0, "a value is missing behind `>`")]
    [InlineData("power > five", 8, 4, "`five` is no number")]
    [InlineData("power > 5 kg", 10, 2, "`kg` is no unit of it: W, mW, kW or MW")]
    [InlineData("power > 5X", 8, 2, "`X` is no unit of it: W, mW, kW or MW")]
    [InlineData("pid = 5 W", 8, 1, "it has no unit, and `W` is one")]
    [InlineData("powr > 5", 0, 4, "`powr` is no column: there are power, energy, co2e, cost, cpu, gpu, pid, user, name")]
    [InlineData("user > alice", 5, 1, "`user` is a word: compare it with `=` or `!=`")]
    [InlineData("(python", 7, 0, "a `)` is missing")]
    [InlineData("python)", 6, 1, "nothing can follow here, and `)` does")]
    [InlineData("and", 0, 3, "`and` can't stand here")]
    [InlineData("python or", 9, 0, "something is missing here")]
    [InlineData("> 5", 0, 1, "a column must stand before `>`")]
    [InlineData("\"python", 0, 7, "a quote has no end")]
    [InlineData("!", 1, 0, "something is missing here")]
    public void A_mistake_is_told_where_it_is(string text, int start, int length, string message)
    {
        Assert.False(RowFilter.TryParse(text, out _, out FilterFault? fault));
        Assert.Equal(new FilterFault(start, length, message), fault);
    }

    [Fact]
    public void Blanks_are_no_filter()
    {
        Assert.True(RowFilter.TryParse("  ", out RowFilter? filter, out _));
        Assert.Null(filter);
    }

    [Fact]
    public void Any_text_is_read_or_refused_at_a_place_inside()
    {
        var random = new Random(7);
        string[] pieces = ["power", ">", "<=", "5", "W", "(", ")", "!", "and", "or", "not", "\"", "'", "user", "=", "*", "é", "\0", " ", "5e", "-", "kg", "日本"];
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(2) == 0 ? " " : "")));
            if (RowFilter.TryParse(text, out RowFilter? filter, out FilterFault? fault)) _ = filter?.Passes(Python());
            else Assert.InRange(fault.Start + fault.Length, 0, text.Length);
        }
    }

    [Fact]
    public void Nesting_without_end_is_refused_and_not_a_crash()
        => Assert.False(RowFilter.TryParse(new string('(', 100_000), out _, out _));

    private static Row Python() => new(RowId.Of(RowKind.Process))
    {
        Command = "python",
        User = "alice",
        Process = new Scenes.Scene(new Scenes.SceneProcess(4242, 0, "python", "alice")).Next().Processes[0],
        Watts = 12,
        Split = new(Energy.FromJoules(3600), default, default, default),
        Cores = 1.18,
        Grams = 300,
    };
}
