using System.Globalization;
using System.Reflection;
using System.Text;
using EcoCode.Quantities.Text;
using EcoCode.Sensors.Modelled;

namespace EcoCode.Sensors.Tests.Modelled;

/// <summary>The rules that data/README.md sets for the tables, held against what is really built in.</summary>
public sealed class HardwareTableTests
{
    [Theory]
    [InlineData(HardwareTable.CpuPower, "cpu_key,vendor,tdp_w,cores,source", 1)]
    [InlineData(HardwareTable.CpuMicroarch, "vendor_id,family,model,stepping_min,stepping_max,microarch,description,source", 4)]
    [InlineData(HardwareTable.VcpuPower, "microarch,min_w_per_vcpu,max_w_per_vcpu,spec_results,memory_gb_per_chip,ccf_min_w,ccf_max_w,method,source", 1)]
    [InlineData(HardwareTable.MemoryPower, "model,value,unit,source", 1)]
    public void A_table_is_clean_and_keyed_and_sourced(string table, string header, int keyColumns)
    {
        byte[] bytes = Bytes(typeof(HardwareTable).Assembly, table);
        Assert.InRange(bytes.Length, 1, 400_000);
        Assert.NotEqual(0xEF, bytes[0]);
        Assert.DoesNotContain((byte)'\r', bytes);
        string[][] rows = Rows(bytes);
        Assert.Equal(header, string.Join(',', rows[0]));
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.All(rows, row => Assert.All(row, cell => Assert.Equal(cell.Trim(), cell)));
        Assert.Empty(rows.GroupBy(row => string.Join('|', row[..keyColumns])).Where(group => group.Count() > 1).Select(group => group.Key));
        HashSet<string> sources = [.. Rows(Bytes(typeof(HardwareTableTests).Assembly, "sources.csv")).Skip(1).Select(row => row[0])];
        Assert.Subset(sources, rows.Skip(1).SelectMany(row => row[^1].Split(' ')).ToHashSet());
    }

    [Theory]
    [InlineData(HardwareTable.CpuPower)]
    [InlineData(HardwareTable.VcpuPower)]
    [InlineData(HardwareTable.MemoryPower)]
    public void Every_row_is_found_by_its_key(string table)
    {
        string[][] rows = [.. HardwareTable.Rows(table)];
        foreach (string[] row in rows.Where((_, index) => index % 97 == 0 || index == rows.Length - 1))
            Assert.Equal(row, HardwareTable.Find(table, row[0]));
        Assert.Null(HardwareTable.Find(table, rows[0][0] + "x"));
        Assert.Null(HardwareTable.Find(table, rows[0][0][..^1]));
        Assert.DoesNotContain(rows, row => row[0].AsSpan().IndexOfAny('"', ',') >= 0);
    }

    [Fact]
    public void Source_ids_are_unique()
    {
        string[][] rows = Rows(Bytes(typeof(HardwareTableTests).Assembly, "sources.csv"));
        Assert.Equal(rows.Length, rows.Select(row => row[0]).Distinct().Count());
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
    }

    [Fact]
    public void Rated_powers_are_within_range()
    {
        string[][] rows = [.. HardwareTable.Rows(HardwareTable.CpuPower)];
        Assert.All(rows, row => Assert.InRange(Number(row[2]), 1, 1500));
        Assert.All(rows, row => Assert.InRange(row[3].Length == 0 ? 1 : int.Parse(row[3], CultureInfo.InvariantCulture), 1, 1000));
    }

    [Fact]
    public void Vcpu_powers_are_within_range_and_of_known_generations()
    {
        HashSet<string> generations = [.. HardwareTable.Rows(HardwareTable.CpuMicroarch).Select(row => row[5]), Microarchitecture.Unknown];
        foreach (string[] row in HardwareTable.Rows(HardwareTable.VcpuPower))
        {
            Assert.Contains(row[0], generations);
            Assert.InRange(Number(row[1]), 0.05, 5);
            Assert.InRange(Number(row[2]), 0.5, 15);
            Assert.True(Number(row[1]) < Number(row[2]), row[0]);
        }

        Assert.Contains(HardwareTable.Rows(HardwareTable.VcpuPower), row => row[0] == Microarchitecture.Unknown);
    }

    [Fact]
    public void Stepping_ranges_of_a_model_do_not_overlap()
    {
        var models = HardwareTable.Rows(HardwareTable.CpuMicroarch).GroupBy(row => (row[0], row[1], row[2]));
        foreach (var model in models)
        {
            var ranges = model.Select(row => row[3].Length == 0 ? (0, int.MaxValue) : ((int)Number(row[3]), (int)Number(row[4]))).Order().ToArray();
            Assert.All(ranges, range => Assert.True(range.Item1 <= range.Item2));
            for (int i = 1; i < ranges.Length; i++) Assert.True(ranges[i - 1].Item2 < ranges[i].Item1, model.Key.ToString());
        }
    }

    [Fact]
    public void Memory_power_is_positive_and_in_watts_per_gigabyte()
        => Assert.All(HardwareTable.Rows(HardwareTable.MemoryPower), row => Assert.True(row[2] == "W/GB" && Number(row[1]) is > 0 and < 2));

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string[][] Rows(byte[] bytes) => [.. Csv.Rows(new StringReader(Encoding.UTF8.GetString(bytes)))];
}
