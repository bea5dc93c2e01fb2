using EcoCode.Quantities.Text;

namespace EcoCode.Sensors.Modelled;

/// <summary>The tables of <c>data/</c> that are built into this library; <c>data/README.md</c> says what each column means.</summary>
internal static class HardwareTable
{
    internal const string CpuPower = "cpu-power.csv";
    internal const string CpuMicroarch = "cpu-microarch.csv";
    internal const string VcpuPower = "cloud-vcpu-power.csv";
    internal const string MemoryPower = "memory-power.csv";

    /// <summary>The rows of a table without its header, read as they are asked for: a look-up stops at its row and keeps nothing.</summary>
    internal static IEnumerable<string[]> Rows(string table)
    {
        using Stream stream = typeof(HardwareTable).Assembly.GetManifestResourceStream(table)!;
        using var reader = new StreamReader(stream, bufferSize: 1 << 15);
        foreach (string[] row in Csv.Rows(reader).Skip(1)) yield return row;
    }
}
