namespace EcoCode.Tui.Cells;

/// <summary>How a cell looks. <c>default</c> is plain: the terminal's own colours, no emphasis.</summary>
public readonly record struct Style
{
    private const int EmphasisShift = 25;
    private const uint InkMask = (1u << EmphasisShift) - 1;

    // Both inks take 25 bits, so a style takes eight bytes, and a row of cells is compared as a run of bytes.
    private readonly uint _foreground;
    private readonly uint _background;

    public Style(Ink foreground, Ink background = default, Emphasis emphasis = Emphasis.None)
        => (_foreground, _background) = (foreground.Packed | ((uint)emphasis << EmphasisShift), background.Packed);

    public static Style Plain => default;

    public Ink Foreground => new(_foreground & InkMask);

    public Ink Background => new(_background);

    public Emphasis Emphasis => (Emphasis)(_foreground >> EmphasisShift);

    /// <summary>The same on another background.</summary>
    public Style On(Ink background) => new(Foreground, background, Emphasis);

    /// <summary>The same in another colour.</summary>
    public Style In(Ink foreground) => new(foreground, Background, Emphasis);

    /// <summary>The same with more emphasis.</summary>
    public Style With(Emphasis more) => new(Foreground, Background, Emphasis | more);

    public static implicit operator Style(Tone foreground) => FromTone(foreground);

    public static Style FromTone(Tone foreground) => new(foreground);
}
