namespace EcoCode.Report.Layout;

/// <summary>A course of values in one line, from 0 to its highest.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Signs = "_.:-=+*#%@";

    /// <summary>One character a value, or a mean of neighbours where there are more values than columns. Unknown values are blanks.</summary>
    /// <returns>Empty when there is no course to show: fewer than two values, or none above 0.</returns>
    internal static string Draw(IReadOnlyList<double> values, int columns, bool unicode)
    {
        double[] course = values.Count <= columns ? [.. values] : Means(values, columns);
        double highest = course.Where(double.IsFinite).DefaultIfEmpty().Max();
        if (course.Length < 2 || highest <= 0) return "";
        string levels = unicode ? Blocks : Signs;
        return string.Create(course.Length, (course, highest, levels), static (text, state) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                double height = Math.Max(0, state.course[i]) / state.highest * state.levels.Length;
                text[i] = double.IsFinite(height) ? state.levels[Math.Min((int)height, state.levels.Length - 1)] : ' ';
            }
        });
    }

    private static double[] Means(IReadOnlyList<double> values, int columns)
    {
        var means = new double[columns];
        for (int i = 0; i < columns; i++)
        {
            int from = values.Count * i / columns, to = values.Count * (i + 1) / columns;
            means[i] = values.Skip(from).Take(to - from).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        }

        return means;
    }
}
