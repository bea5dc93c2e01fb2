using EcoCode.Tui.Cells;
using EcoCode.Tui.Looks;

namespace EcoCode.Tui.Tests.Looks;

public sealed class ThemeTests
{
    private static readonly Ink White = Ink.FromRgb(255, 255, 255), Black = Ink.FromRgb(0, 0, 0);

    public static TheoryData<string, Tone> Coloured
        => [.. from theme in (string[])["dark", "light"] from tone in Enum.GetValues<Tone>() where tone != Tone.Default select (theme, tone)];

    [Theory]
    [MemberData(nameof(Coloured))]
    public void A_tone_is_seen_on_the_background_it_is_made_for(string theme, Tone tone)
    {
        Theme themed = Theme.Named(theme)!;
        Ink ground = theme == "dark" ? Black : White, text = theme == "dark" ? White : Black;
        bool isGround = tone is Tone.Selection or Tone.Bar;
        Assert.InRange(Contrast(themed[tone].Color, isGround ? text : ground), isGround ? 4.5 : 3, 21);
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public void Text_is_read_on_the_selected_row(string theme)
    {
        Theme themed = Theme.Named(theme)!;
        foreach (Tone tone in (Tone[])[Tone.Muted, Tone.Title, Tone.Key, Tone.Accent, Tone.Good, Tone.Warning, Tone.Critical])
        {
            Assert.InRange(Contrast(themed[tone].Color, themed[Tone.Selection].Color), 3, 21);
            Assert.InRange(Contrast(themed[tone].Color, themed[Tone.Bar].Color), 3, 21);
        }
    }

    [Fact]
    public void Without_colours_what_is_selected_and_what_is_critical_stand_out()
    {
        Assert.All(Enum.GetValues<Tone>(), tone => Assert.Equal((default, null), (Theme.Mono[tone].Color, Theme.Mono[tone].Ansi)));
        Assert.Equal(Emphasis.Reverse, Theme.Mono[Tone.Selection].Mono);
        Assert.NotEqual(Emphasis.None, Theme.Mono[Tone.Critical].Mono);
    }

    [Fact]
    public void Themes_have_names()
    {
        Assert.Equal(["dark", "light", "mono"], Theme.All.Select(theme => theme.Name));
        Assert.Same(Theme.Light, Theme.Named("light"));
        Assert.Null(Theme.Named("solarized"));
    }

    /// <summary>The contrast ratio of WCAG 2.2, from 1 to 21.</summary>
    private static double Contrast(Ink one, Ink other)
    {
        double a = Luminance(one), b = Luminance(other);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(Ink ink) => (0.2126 * Linear(ink.Red)) + (0.7152 * Linear(ink.Green)) + (0.0722 * Linear(ink.Blue));

    private static double Linear(byte value) => value / 255.0 is var part && part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
}
