using EcoCode.Cli.Interop;
using EcoCode.Report;

namespace EcoCode.Cli.Streams;

/// <summary>What a standard stream can show.</summary>
internal static class Display
{
    /// <summary>The style for text on a standard stream.</summary>
    /// <param name="color"><c>auto</c>, <c>always</c> or <c>never</c>.</param>
    /// <param name="ascii">True to use no other characters.</param>
    /// <param name="descriptor">The stream.</param>
    internal static SummaryStyle Style(string color, bool ascii, int descriptor = StandardStream.Error)
    {
        bool terminal = Terminal.IsTerminal(descriptor);
        return new SummaryStyle
        {
            Color = color == "always" || (color == "auto" && WantsColor(terminal)),
            Unicode = !ascii && IsUtf8,
            Terminal = terminal,
            Width = Math.Max(SummaryStyle.LeastWidth, Columns(terminal, descriptor)),
        };
    }

    /// <summary>NO_COLOR (no-color.org) beats FORCE_COLOR and CLICOLOR_FORCE, those beat the look of the terminal.</summary>
    private static bool WantsColor(bool terminal)
    {
        if (Set("NO_COLOR")) return false;
        if (Set("FORCE_COLOR") || (Set("CLICOLOR_FORCE") && Environment.GetEnvironmentVariable("CLICOLOR_FORCE") != "0")) return true;
        return terminal && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
    }

    private static int Columns(bool terminal, int descriptor)
    {
        if (terminal && Terminal.Columns(descriptor) is { } columns) return Math.Min(columns, 120);
        return 100;
    }

    /// <summary>By the rule of setlocale(3): LC_ALL, else LC_CTYPE, else LANG. Unset means that nothing is known, and nearly everything is UTF-8.</summary>
    private static bool IsUtf8
    {
        get
        {
            string? locale = First("LC_ALL", "LC_CTYPE", "LANG");
            return locale is null || locale.Contains("utf", StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string? First(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Set(name)) return Environment.GetEnvironmentVariable(name);
        }

        return null;
    }

    private static bool Set(string name) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));
}
