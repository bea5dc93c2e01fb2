using EcoCode.Goldens;
using EcoCode.Tui.Keys;

namespace EcoCode.Tui.Tests.Keys;

public sealed class KeymapTests
{
    [Fact]
    public void No_key_does_two_things()
        => Assert.Empty(Keymap.All.SelectMany(binding => binding.Keys).GroupBy(key => key).Where(group => group.Count() > 1).Select(group => KeyName.Of(group.Key)));

    [Fact]
    public void Every_act_has_a_key_and_a_word_of_its_own()
    {
        Assert.Equal(Enum.GetValues<Act>().Order(), Keymap.All.Select(binding => binding.Act).Order());
        Assert.Equal(Keymap.All.Count, Keymap.All.Select(binding => binding.Word).Distinct().Count());
        Assert.All(Keymap.All, binding => Assert.NotEmpty(binding.Keys));
    }

    /// <summary>The table stands between two marks in the manual.</summary>
    [Fact]
    public void The_manual_has_the_keys_there_are()
    {
        const string Begin = "<!-- keys: generated -->\n", End = "<!-- end of keys -->";
        string path = Path.Combine(Root(), "docs", "dashboard.md"), text = File.ReadAllText(path);
        int from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, to = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= Begin.Length && to >= from, "docs/dashboard.md has lost the marks around its keys");
        Golden.MatchesDocument("docs/dashboard.md", text[..from] + Keymap.Manual() + text[to..]);
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EcoCode.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
