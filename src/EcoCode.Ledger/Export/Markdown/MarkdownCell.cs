using System.Text;

namespace EcoCode.Ledger.Export.Markdown;

/// <summary>Text that stays text in Markdown: no name makes a table, a link, a tag or a heading.</summary>
internal static class MarkdownCell
{
    // Every punctuation mark of ASCII may be escaped (CommonMark 0.31, 2.4); these are the ones that mean something within a line.
    private const string Marks = "\\`*_{}[]<>#|~&!$";

    /// <summary>The text in one line, its marks escaped and its control characters replaced.</summary>
    internal static string Of(string text)
    {
        var cell = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if (Marks.Contains(letter, StringComparison.Ordinal)) cell.Append('\\');
            cell.Append(char.IsControl(letter) ? '\uFFFD' : letter);
        }

        return cell.ToString();
    }
}
