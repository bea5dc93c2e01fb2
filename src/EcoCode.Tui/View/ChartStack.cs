using EcoCode.Metering.Snapshots;
using EcoCode.Tui.Cells;

namespace EcoCode.Tui.View;

/// <summary>The areas of a chart, one source upon the other.</summary>
/// <param name="watts">Power by column and source; not a number where nothing is known.</param>
/// <param name="sources">How many sources.</param>
/// <param name="scale">Which power the upper edge is.</param>
/// <param name="plot">Where to draw.</param>
/// <param name="braille">Whether in braille patterns, of two columns and four levels a cell; else in blocks of one column and eight levels.</param>
internal readonly ref struct ChartStack(ReadOnlySpan<double> watts, int sources, ChartScale scale, CellRegion plot, bool braille)
{
    private const char EmptyPattern = '\u2800';

    private readonly ReadOnlySpan<double> _watts = watts;

    /// <summary>Bits of the dots of a pattern, from the lowest up: first those of the left column.</summary>
    private static ReadOnlySpan<byte> Dots => [0x40, 0x04, 0x02, 0x01, 0x80, 0x20, 0x10, 0x08];

    internal int PerCell => ColumnsOfCell(braille);

    internal static int ColumnsOfCell(bool braille) => braille ? 2 : 1;

    internal void Draw()
    {
        for (int x = 0; x < plot.Width; x++)
        {
            for (int y = 0; y < plot.Height; y++)
            {
                int row = plot.Height - 1 - y;
                char sign = braille ? Pattern(x, row) : Block(x, row);
                if (sign != ' ') plot.Put(x, y, [sign], Signs.Series(SourceAt(x, row)));
            }
        }
    }

    /// <summary>Writes each source's name beside its area, as it is at the right edge; areas too thin for a line have none.</summary>
    internal void Label(MachineSnapshot shown, CellRegion beside)
    {
        int column = scale.Columns - 1;
        while (column > 0 && double.IsNaN(_watts[column * sources])) column--;
        double below = 0;
        int free = beside.Height - 1;
        for (int source = 0; source < Math.Min(sources, shown.Sources.Count); source++)
        {
            double own = _watts[(column * sources) + source];
            if (double.IsNaN(own)) return;
            double middle = (below + (own / 2)) / scale.Top * beside.Height;
            below += own;
            int y = Math.Min(free, beside.Height - 1 - Math.Min(beside.Height - 1, (int)middle));
            if (own / scale.Top * beside.Height < 0.5 || y < 0) continue;
            beside.PutWithin(0, y, beside.Width, Gauges.NameOf(shown.Sources[source]), Signs.Series(source));
            free = y - 1;
        }
    }

    private char Pattern(int x, int row)
    {
        int bits = 0;
        for (int side = 0; side < 2; side++)
        {
            double level = (Total((x * 2) + side) / scale.Top * plot.Height * 4) - (row * 4);
            for (int dot = 0; dot < 4 && level > dot + 0.25; dot++) bits |= Dots[(side * 4) + dot];
        }

        return bits == 0 ? ' ' : (char)(EmptyPattern + bits);
    }

    private char Block(int x, int row)
    {
        double level = (Total(x) / scale.Top * plot.Height) - row;
        return !(level > 0.0625) ? ' ' : level >= 1 ? '█' : Signs.Level(level);
    }

    private double Total(int column)
    {
        double total = 0;
        foreach (double own in _watts.Slice(column * sources, sources)) total += own;
        return total;
    }

    /// <summary>The source whose area the middle of a cell is in; where that is above all, the topmost that draws anything.</summary>
    private int SourceAt(int x, int row)
    {
        double middle = (row + 0.5) / plot.Height * scale.Top, below = 0;
        int column = x * PerCell, found = 0;
        if (braille && double.IsNaN(_watts[column * sources])) column++;
        for (int source = 0; source < sources; source++)
        {
            double own = _watts[(column * sources) + source];
            if (own > 0) found = source;
            below += own;
            if (below >= middle) break;
        }

        return found;
    }
}
