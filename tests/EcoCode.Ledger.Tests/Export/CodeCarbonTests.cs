using System.Globalization;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Export.CodeCarbon;
using EcoCode.Ledger.Tests.Runs;
using EcoCode.Quantities.Text;

namespace EcoCode.Ledger.Tests.Export;

public sealed class CodeCarbonTests : IDisposable
{
    /// <summary>The header of CodeCarbon 3.3 (tests/test_data/emissions_valid_headers.csv of its repository).</summary>
    private const string Header = "timestamp,project_name,run_id,experiment_id,duration,emissions,emissions_rate,cpu_power,gpu_power,ram_power,cpu_energy,gpu_energy,ram_energy,"
        + "energy_consumed,water_consumed,country_name,country_iso_code,region,cloud_provider,cloud_region,os,python_version,codecarbon_version,cpu_count,cpu_model,gpu_count,"
        + "gpu_model,longitude,latitude,ram_total_size,tracking_mode,cpu_utilization_percent,gpu_utilization_percent,ram_utilization_percent,ram_used_gb,on_cloud,pue,wue";

    private readonly string _folder = Directory.CreateTempSubdirectory("ecocode-").FullName;

    private string Emissions => Path.Join(_folder, "emissions.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_is_a_row_in_their_columns_and_units()
    {
        Store.StoredRun vm = StoredRuns.Vm;
        Append(vm with { Record = vm.Record with { Impact = vm.Record.Impact with { Grid = vm.Record.Impact.Grid with { Zone = "US-CA" } } } });
        string text = File.ReadAllText(Emissions);
        Assert.StartsWith(Header + "\n", text, StringComparison.Ordinal);
        string[][] rows = [.. Csv.Rows(new StringReader(text))];
        Dictionary<string, string> row = rows[0].Zip(rows[1]).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal("2026-03-01T09:06:24", row["timestamp"]);
        Assert.Equal("make", row["project_name"]);
        Assert.Equal("84.5", row["duration"]);
        Near(0.00018, row["emissions"]);
        Near(0.00018 / 84.5, row["emissions_rate"]);
        Near(1250 / 84.5, row["cpu_power"]);
        Near(1250 * 1.12 / 3.6e6, row["cpu_energy"]);
        Near(20.5 * 1.12 / 3.6e6, row["ram_energy"]);
        Near(1422.96 / 3.6e6, row["energy_consumed"]);
        Assert.Equal("", row["gpu_energy"]);
        Assert.Equal("United States", row["country_name"]);
        Assert.Equal("USA", row["country_iso_code"]);
        Assert.Equal("process", row["tracking_mode"]);
        Assert.Matches(@"^ecocode/\d+\.\d+\.\d+$", row["codecarbon_version"]);
        Assert.Equal("1.12", row["pue"]);
    }

    [Fact]
    public void Rows_are_added_behind_those_that_are_there()
    {
        Append(StoredRuns.Gpu, StoredRuns.Vm);
        string before = File.ReadAllText(Emissions);
        Append(StoredRuns.Gpu);
        Assert.StartsWith(before, File.ReadAllText(Emissions), StringComparison.Ordinal);
        Assert.Equal(["run_id", "r-8c41", "r-01ab", "r-8c41"], Rows(Emissions).Select(row => row[2]));
    }

    [Fact]
    public void A_line_that_was_cut_off_is_not_gone_on_with()
    {
        File.WriteAllText(Emissions, Header + "\n2026-01-01T00:00:00,half");
        Append(StoredRuns.Vm);
        Assert.Equal([38, 2, 38], Rows(Emissions).Select(row => row.Length));
    }

    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("timestamp,project_name,run_id,duration\n")]
    [InlineData("\"never closed\n")]
    [InlineData("\n\n")]
    public void A_file_of_other_columns_is_left_alone_and_one_beside_it_taken(string foreign)
    {
        File.WriteAllText(Emissions, foreign);
        Assert.Equal(Path.Join(_folder, "emissions.ecocode.csv"), Append(StoredRuns.Vm));
        Assert.Equal(foreign, File.ReadAllText(Emissions));
        File.WriteAllText(Path.Join(_folder, "emissions.ecocode.csv"), foreign);
        Assert.Equal(Path.Join(_folder, "emissions.ecocode-2.csv"), Append(StoredRuns.Vm));
        Assert.Equal(Path.Join(_folder, "emissions.ecocode-2.csv"), Append(StoredRuns.Gpu));
        Assert.Equal(3, Rows(Path.Join(_folder, "emissions.ecocode-2.csv")).Length);
    }

    [Fact]
    public void A_file_with_a_byte_order_mark_and_CRLF_is_theirs_too()
    {
        File.WriteAllText(Emissions, Header + "\r\n", new System.Text.UTF8Encoding(true));
        Assert.Equal(Emissions, Append(StoredRuns.Vm));
    }

    /// <summary>flock(2) locks open files and not processes, so threads that open the file each for itself meet as processes do.</summary>
    [Fact]
    public void Nothing_is_lost_when_many_append_at_once()
    {
        const int writers = 24, rounds = 8;
        var threads = Enumerable.Range(0, writers).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < rounds; i++) Append(StoredRuns.Gpu);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        string[][] rows = Rows(Emissions);
        Assert.Equal(1 + (writers * rounds), rows.Length);
        Assert.All(rows, row => Assert.Equal(38, row.Length));
        Assert.Single(rows, row => row[0] == "timestamp");
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_disk_that_is_full_is_said_to_be()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        Assert.False(EmissionsFile.TryAppend("/dev/full", [StoredRuns.Gpu], TimeProvider.System, out _, out WriteFault? fault));
        Assert.Equal(WriteFaultKind.Full, fault.Kind);
    }

    [Fact]
    public void A_folder_that_is_absent_is_said_to_be()
    {
        Assert.False(EmissionsFile.TryAppend(Path.Join(_folder, "none", "emissions.csv"), [StoredRuns.Gpu], TimeProvider.System, out _, out WriteFault? fault));
        Assert.Equal(WriteFaultKind.NoFolder, fault.Kind);
        Assert.False(EmissionsFile.TryAppend(_folder, [StoredRuns.Gpu], TimeProvider.System, out _, out fault));
        Assert.Equal(WriteFaultKind.Folder, fault.Kind);
    }

    private string Append(params Store.StoredRun[] runs)
    {
        Assert.True(EmissionsFile.TryAppend(Emissions, runs, TimeProvider.System, out string? written, out WriteFault? fault), fault?.Reason);
        return written;
    }

    private static string[][] Rows(string path)
    {
        using StreamReader reader = File.OpenText(path);
        return [.. Csv.Rows(reader)];
    }

    private static void Near(double expected, string cell) => Assert.Equal(expected, double.Parse(cell, CultureInfo.InvariantCulture), expected * 1e-12);
}
