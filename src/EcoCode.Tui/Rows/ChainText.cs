using EcoCode.Tui.Cells;

namespace EcoCode.Tui.Rows;

/// <summary>The names of a chain of processes: <c>sh › make › sh › cc1</c>.</summary>
internal static class ChainText
{
    private const string Joint = " › ", Gap = "…";

    /// <summary>Links that are named at most; a chain may have thousands.</summary>
    private const int MostNames = 12;

    /// <summary>As many names as there is room for: all, else the first and the last ones, else the last one, which is what is running.</summary>
    internal static string Of(Row first, Row last, int width)
    {
        List<string> names = [first.Command];
        for (Row link = first; link != last; link = link.Link!) names.Add(link.Link!.Command);
        int left = names.Count > MostNames ? names.Count - MostNames : 0;
        for (; left < names.Count - 1; left++)
        {
            string text = left == 0 ? string.Join(Joint, names) : $"{names[0]}{Joint}{Gap}{Joint}{string.Join(Joint, names.Skip(1 + left))}";
            if (CellText.Width(text) <= width) return text;
        }

        return $"{Gap}{Joint}{last.Command}";
    }
}
