using System.Globalization;
using System.Text;

namespace EcoCode.Report.Layout;

/// <summary>Text that only shows characters: whatever a process calls itself, it can't move the cursor, colour or reorder the line.</summary>
internal static class PlainText
{
    private const int MostMarks = 3;

    /// <summary>
    /// Replaces control and format characters (escape sequences, bidirectional overrides, zero-width joiners), line separators and broken
    /// surrogates by U+FFFD, and blanks of all widths by a space; drops marks that pile up on one character.
    /// </summary>
    internal static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var clean = new StringBuilder(text.Length);
        int marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            marks = Cells.IsCombining(rune) ? marks + 1 : 0;
            if (marks > MostMarks) continue;
            clean.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => Rune.ReplacementChar.ToString(),
                UnicodeCategory.SpaceSeparator => " ",
                _ => rune.ToString(),
            });
        }

        return clean.ToString();
    }

    /// <summary>Spells what EcoCode writes in ASCII, and everything else that is not ASCII as <c>?</c>.</summary>
    internal static string ToAscii(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var ascii = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            ascii.Append(rune.Value switch
            {
                < 0x80 => rune.ToString(),
                '●' => "M",
                '◐' => "A",
                '○' => "E",
                '·' => "|",
                '±' => "+-",
                '×' => "x",
                'µ' => "u",
                '³' => "3",
                '–' or '−' => "-",
                '…' => "...",
                'σ' => "sd",
                _ => Cells.IsCombining(rune) ? "" : "?",
            });
        }

        return ascii.ToString();
    }
}
