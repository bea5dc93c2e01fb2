namespace EcoCode.Tui.Cells;

/// <summary>What a colour is there for. A <see cref="Looks.Theme"/> says how it looks; where there is no colour, an emphasis or nothing stands for it.</summary>
/// <remarks>A tone only repeats what a sign or a word says already: nothing is told by colour alone.</remarks>
public enum Tone : byte
{
    /// <summary>The terminal's own foreground or background.</summary>
    Default,

    /// <summary>Of less weight: units, ended processes.</summary>
    Muted,

    /// <summary>Borders of panels, grid lines of charts.</summary>
    Frame,

    /// <summary>Titles of panels, headers of columns.</summary>
    Title,

    /// <summary>What can be pressed.</summary>
    Key,

    /// <summary>What a filter matched, what is being typed.</summary>
    Accent,

    /// <summary>Better than usual: a clean grid.</summary>
    Good,

    /// <summary>From 75 % of a limit on.</summary>
    Warning,

    /// <summary>From 90 % of a limit on, a budget that is used up, an error.</summary>
    Critical,

    /// <summary>The selected row; meant as a background.</summary>
    Selection,

    /// <summary>The lines at the top and the bottom; meant as a background.</summary>
    Bar,

    /// <summary>Energy that is nobody's.</summary>
    Idle,

    /// <summary>The first of the sources in a stacked chart; six tones that are told apart by lightness, too.</summary>
    Series1,

    /// <summary>The second source.</summary>
    Series2,

    /// <summary>The third source.</summary>
    Series3,

    /// <summary>The fourth source.</summary>
    Series4,

    /// <summary>The fifth source.</summary>
    Series5,

    /// <summary>The sixth source.</summary>
    Series6,
}
