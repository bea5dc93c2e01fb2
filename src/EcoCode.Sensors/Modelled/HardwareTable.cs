using EcoCode.Quantities.Text;

namespace EcoCode.Sensors.Modelled;

/// <summary>The tables of <c>data/</c> that are built into this library; <c>data/README.md</c> says what each column means.</summary>
internal static class HardwareTable
{
    internal const string CpuPower = "cpu-power.csv";
    internal const string CpuMicroarch = "cpu-microarch.csv";
    internal const string VcpuPower = "cloud-vcpu-power.csv";
    internal const string MemoryPower = "memory-power.csv";

    /// <summary>The rows of a table without its header, read as they are asked for.</summary>
    internal static IEnumerable<string[]> Rows(string table)
    {
        using StreamReader reader = Open(table);
        foreach (string[] row in Csv.Rows(reader).Skip(1)) yield return row;
    }

    /// <summary>The row whose first cell is <paramref name="key"/>; <c>null</c> when there is none.</summary>
    /// <remarks>
    /// Only that row is cut into cells: 5,500 rows cost about 0.7 ms so, four times as much otherwise, and the start of every run pays for it.
    /// So no first cell of these tables is quoted.
    /// </remarks>
    internal static string[]? Find(string table, string key)
    {
        using StreamReader reader = Open(table);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > key.Length && line[key.Length] == ',' && line.StartsWith(key, StringComparison.Ordinal))
                return Csv.Rows(new StringReader(line)).First();
        }

        return null;
    }

    private static StreamReader Open(string table)
        => new(typeof(HardwareTable).Assembly.GetManifestResourceStream(table)!, bufferSize: 1 << 15);
}
