using System.Text.Json;
using EcoCode.Nvml;

namespace EcoCode.Cli.Tests;

/// <summary>The whole way from NVML to the result, with a library of its ABI whose GPUs follow a script.</summary>
public sealed class GpuTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecocode-gpu-").FullName;

    public GpuTests()
    {
        // A /proc that shows the driver, and is the real one else.
        string proc = Path.Join(_folder, "proc");
        Directory.CreateDirectory(Path.Join(proc, "driver", "nvidia"));
        File.WriteAllText(Path.Join(proc, "driver", "nvidia", "version"), "NVRM version: none, but a script\n");
        foreach (string file in new[] { "cpuinfo", "stat", "meminfo" }) File.CreateSymbolicLink(Path.Join(proc, file), "/proc/" + file);
    }

    private string Pid => Path.Join(_folder, "pid");

    [Fact]
    public void A_tree_is_charged_its_part_of_the_gpus_and_all_parts_sum_to_what_the_gpus_drew()
    {
        RunDocument run = Run(
            "",
            "gpu name=Scripted-100 power=constant:200 temp=71 memory=1024",
            "gpu name=Scripted-100 power=constant:50",
            $"process gpu=0 pid=file:{Pid} sm=60 memory=1000",
            "process gpu=0 pid=999999 sm=20 memory=1000");
        JsonElement[] parts = Gpus(run, "components"), whole = Gpus(run, "machine.components");
        double seconds = run.At("run.duration_s").GetDouble();

        // The second GPU is nobody's, whom the first one worked for is known but for the first sample.
        Assert.InRange(whole[0].GetProperty("energy_j").GetDouble(), 188 * seconds, 212 * seconds);
        Assert.InRange(whole[1].GetProperty("energy_j").GetDouble(), 47 * seconds, 53 * seconds);
        Assert.InRange(parts[0].GetProperty("energy_j").GetDouble() / whole[0].GetProperty("energy_j").GetDouble(), 0.65, 0.80);
        Assert.Equal(0, parts[1].GetProperty("energy_j").GetDouble());
        Assert.Equal(run.Microjoules("machine.energy_j"), run.Microjoules("machine.tree_j") + run.Microjoules("machine.other_processes_j") + run.Microjoules("machine.idle_and_rest_j"));
        Assert.Equal(RunDocument.Microjoules(parts[0].GetProperty("energy_j")), run.Sum("processes", "gpu_energy_j"));
        Assert.Equal(("Scripted-100", 71.0, 1L << 30), (parts[0].GetProperty("gpu").GetProperty("name").GetString(), parts[0].GetProperty("gpu").GetProperty("temperature_max_c").GetDouble(), parts[0].GetProperty("gpu").GetProperty("memory_peak_bytes").GetInt64()));
        Assert.Contains("ECO1343", run.Warnings);
        Assert.InRange(run.At("processes").EnumerateArray().Sum(row => row.GetProperty("gpu_s").GetDouble()), 0.5, 0.6 * seconds + 0.2);
    }

    [Theory]
    [InlineData("--gpus 1", "1")]
    [InlineData("--gpus none", "")]
    [InlineData("", "0 1")]
    public void A_selection_narrows_what_is_measured_and_says_so(string options, string expected)
    {
        RunDocument run = Run(options, "gpu", "gpu");
        Assert.Equal(expected, string.Join(' ', Gpus(run, "machine.components").Select(part => part.GetProperty("device").GetString())));
        Assert.Equal(options == "--gpus 1", run.Warnings.Contains("ECO1341"));
    }

    [Theory]
    [InlineData("--gpus 0,7", true)]
    [InlineData("--gpus 0", false)]
    public void A_selection_that_names_a_gpu_that_is_not_there_says_so_and_measures_the_others(string options, bool told)
    {
        RunDocument run = Run(options, "gpu", "gpu");
        Assert.Equal("0", Assert.Single(Gpus(run, "machine.components")).GetProperty("device").GetString());
        Assert.Equal(told, run.Warnings.Contains("ECO1345"));
    }

    [Fact]
    public void Which_gpus_are_measured_can_be_said_in_a_file()
    {
        File.WriteAllText(Path.Join(_folder, "ecocode.json"), """{ "gpus": "1" }""");
        RunDocument run = Run("", "gpu", "gpu");
        Assert.Equal("1", Assert.Single(Gpus(run, "machine.components")).GetProperty("device").GetString());
    }

    [Theory]
    [InlineData("busy", 0.5)]
    [InlineData("marginal", 0.5)]
    [InlineData("capacity", 2.0 / 7)]
    public void Of_a_gpu_in_instances_a_tree_is_charged_for_its_own(string attribution, double part)
    {
        RunDocument run = Run(
            $"--attribution {attribution} --baseline 1",
            "gpu power=constant:210 mig=1",
            "instance id=3 slices=2",
            "instance id=5 slices=2",
            "instance id=6 slices=3",
            $"process pid=file:{Pid} instance=3 memory=100",
            "process pid=999999 instance=5 memory=30000");
        double whole = Gpus(run, "machine.components")[0].GetProperty("energy_j").GetDouble();
        Assert.InRange(Gpus(run, "components")[0].GetProperty("energy_j").GetDouble() / whole, part - 0.06, part + 0.06);
        Assert.Equal(run.Microjoules("machine.energy_j"), run.Microjoules("machine.tree_j") + run.Microjoules("machine.other_processes_j") + run.Microjoules("machine.idle_and_rest_j"));
        Assert.Equal(RunDocument.Microjoules(Gpus(run, "components")[0].GetProperty("energy_j")), run.Sum("processes", "gpu_energy_j"));
        Assert.Contains("ECO1309", run.Warnings);
    }

    [Theory]
    [InlineData("energy=frozen")]
    [InlineData("energy=micro")]
    [InlineData("energy=joule")]
    public void A_counter_that_lies_gives_way_to_power_and_that_is_said(string energy)
    {
        RunDocument run = Run("", $"gpu power=constant:200 {energy}");
        JsonElement[] parts = Gpus(run, "machine.components");
        double seconds = run.At("run.duration_s").GetDouble();

        // What the counter told until it was found out may have been shared out already, and is taken off what power tells of that time.
        Assert.Equal("nvml-power", parts[^1].GetProperty("source").GetString());
        Assert.InRange(parts.Sum(part => part.GetProperty("energy_j").GetDouble()), 188 * seconds, 212 * seconds);
        Assert.Contains("ECO2001", run.Warnings);
    }

    [Fact]
    public void How_a_gpu_fared_is_told_with_v()
    {
        NvmlProgram.CopyTo(_folder, ["gpu name=Scripted-100 memory=1024 temp=71 limit=350 sm_clock=1410"]);
        Ended ended = Ecocode.Shell("ECOCODE_LEDGER=$1/ledger LD_LIBRARY_PATH=$1 $ECOCODE run -v --host-proc $1/proc -- sleep 0.3", _folder);
        Assert.Contains("GPU 0 · Scripted-100 · 0000:3b:00.0 · busy 0 % · memory 1.0 of 80.0 GiB · 71 °C", string.Join(' ', ended.Error.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("SM 1.41 GHz", ended.Error, StringComparison.Ordinal);
        Assert.Contains("limit 350 W", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gpu_that_hangs_for_good_costs_neither_the_run_nor_the_others_anything()
    {
        RunDocument run = Run("", "gpu power=constant:100", "gpu power=constant:100 hang=0.2:600");
        double seconds = run.At("run.duration_s").GetDouble();
        Assert.InRange(Gpus(run, "machine.components")[0].GetProperty("energy_j").GetDouble(), 94 * seconds, 106 * seconds);
        Assert.Contains(run.At("total.missing").EnumerateArray(), part => part.GetProperty("component").GetString() == "gpu" && part.GetProperty("device").GetString() == "1");
        Assert.DoesNotContain("ECO2005", run.Warnings);
    }

    [Fact]
    public void A_wrong_selection_is_refused_before_anything_is_started()
    {
        Ended ended = Ecocode.Run("run", "--gpus", "first", "--", "true");
        Assert.Equal(125, ended.ExitCode);
        Assert.Contains("`first` is no value for `--gpus`", ended.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Runs a command of 1.5 s, whose shell writes down its pid.</summary>
    private RunDocument Run(string options, params string[] script)
    {
        NvmlProgram.CopyTo(_folder, script);
        return RunDocument.Of(
            $"cd $2; ECOCODE_LEDGER=$2/ledger LD_LIBRARY_PATH=$2 $ECOCODE run --json=$1 --host-proc $2/proc {options} -- sh -c 'echo $$ > $0; exec sleep 1.5' $2/pid", _folder).Document;
    }

    private static JsonElement[] Gpus(RunDocument run, string path)
        => [.. run.At(path).EnumerateArray().Where(part => part.GetProperty("component").GetString() == "gpu")];
}
