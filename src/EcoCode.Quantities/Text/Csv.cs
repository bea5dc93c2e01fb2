using System.Text;

namespace EcoCode.Quantities.Text;

/// <summary>Reads the tables that ship with EcoCode: RFC 4180 CSV with one header row.</summary>
public static class Csv
{
    /// <summary>Reads rows one by one; the header row comes first. Cells are returned unquoted.</summary>
    /// <exception cref="FormatException">A quoted cell is not closed.</exception>
    public static IEnumerable<string[]> Rows(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            yield return line.Contains('"', StringComparison.Ordinal) ? Quoted(line, reader) : line.Split(',');
        }
    }

    private static string[] Quoted(string line, TextReader reader)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool inside = false;
        for (int i = 0; ; i++)
        {
            if (i == line.Length)
            {
                if (!inside) break;
                cell.Append('\n');
                line = reader.ReadLine() ?? throw new FormatException("a quoted cell is not closed before the end of the file");
                i = -1;
            }
            else if (line[i] != '"')
            {
                if (line[i] == ',' && !inside) Take();
                else cell.Append(line[i]);
            }
            else if (inside && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else
            {
                inside = !inside;
            }
        }

        Take();
        return [.. cells];

        void Take()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }
}
