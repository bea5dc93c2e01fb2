namespace EcoCode.Tui.Terminal;

/// <summary>What a terminal can show and tell.</summary>
public sealed record TerminalCapabilities
{
    public ColorDepth Colors { get; init; } = ColorDepth.TrueColor;

    /// <summary>Whether it takes UTF-8. Without it every glyph is shown as an ASCII character that stands for it.</summary>
    public bool Unicode { get; init; } = true;

    /// <summary>Whether its font has the braille patterns; the console of Linux has not. A chart then takes block elements.</summary>
    public bool Braille { get; init; } = true;

    /// <summary>Whether the mouse is asked for.</summary>
    public bool Mouse { get; init; } = true;

    /// <summary>Whether cursor control works at all. Not in TERM=dumb: there is no dashboard then, but a table.</summary>
    public bool CursorControl { get; init; } = true;

    /// <summary>What the environment tells of the terminal.</summary>
    /// <param name="environment">The value of an environment variable, or null.</param>
    /// <remarks>NO_COLOR (no-color.org) beats FORCE_COLOR and CLICOLOR_FORCE, those beat the look of the terminal. Nothing is asked of the terminal itself: an answer over a slow line would come as input.</remarks>
    public static TerminalCapabilities Of(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        string term = environment("TERM") ?? "";
        bool moves = term is not ("" or "dumb");
        return new TerminalCapabilities
        {
            CursorControl = moves,
            Mouse = moves,
            Unicode = IsUtf8(environment),
            Braille = term is not "linux",
            Colors = DepthOf(environment, term),
        };
    }

    private static ColorDepth DepthOf(Func<string, string?> environment, string term)
    {
        if (Has(environment, "NO_COLOR")) return ColorDepth.Mono;
        ColorDepth depth = environment("COLORTERM") is "truecolor" or "24bit" || Has(environment, "WT_SESSION") ? ColorDepth.TrueColor : OfName(term);
        bool forced = Has(environment, "FORCE_COLOR") || environment("CLICOLOR_FORCE") is not (null or "" or "0");
        if (term is "" or "dumb") depth = ColorDepth.Mono;
        return forced && depth == ColorDepth.Mono ? ColorDepth.Ansi16 : depth;
    }

    private static ColorDepth OfName(string term)
    {
        if (term.EndsWith("-direct", StringComparison.Ordinal)) return ColorDepth.TrueColor;
        if (term is "xterm-kitty" or "xterm-ghostty" or "alacritty" or "foot" or "wezterm" or "contour") return ColorDepth.TrueColor;
        if (term.Contains("256color", StringComparison.Ordinal)) return ColorDepth.Indexed256;
        bool colorless = term.StartsWith("vt1", StringComparison.Ordinal) || term.StartsWith("vt2", StringComparison.Ordinal)
            || term.EndsWith("-mono", StringComparison.Ordinal) || term.EndsWith("-m", StringComparison.Ordinal);
        return colorless ? ColorDepth.Mono : ColorDepth.Ansi16;
    }

    /// <summary>By the rule of setlocale(3): LC_ALL, else LC_CTYPE, else LANG. Unset means that nothing is known, and nearly everything is UTF-8.</summary>
    private static bool IsUtf8(Func<string, string?> environment)
    {
        foreach (string name in (ReadOnlySpan<string>)["LC_ALL", "LC_CTYPE", "LANG"])
        {
            if (Has(environment, name)) return environment(name)!.Contains("utf", StringComparison.OrdinalIgnoreCase);
        }

        return true;
    }

    private static bool Has(Func<string, string?> environment, string name) => !string.IsNullOrEmpty(environment(name));
}
