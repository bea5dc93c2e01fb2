using System.Text.Json;

namespace EcoCode.Cli.Tests;

/// <summary>The whole way from the files of a GPU's driver to the result: a machine in a folder, and a program that is real.</summary>
public sealed class SimulatedGpuTests
{
    /// <summary>The program tells in the folder that stands for /proc what the kernel would tell of it: half of its time an engine works for it.</summary>
    private const string Work = """
        bash -c '
        mkdir -p $0/$$/fd $0/$$/fdinfo
        ln -s /dev/dri/renderD128 $0/$$/fd/3
        begin=${EPOCHREALTIME/./}
        for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
            now=${EPOCHREALTIME/./}
            printf "drm-driver:\t$1\ndrm-client-id:\t9\ndrm-pdev:\t0000:03:00.0\ndrm-resident-vram0:\t64 MiB\ndrm-engine-compute:\t%020d ns\n" $(( (now - begin) * 500 )) 1<> $0/$$/fdinfo/3
            sleep 0.05
        done'
        """;

    [Fact]
    public void A_program_is_charged_its_part_of_a_radeon_and_others_theirs()
    {
        using SimulatedMachine machine = Machine("amdgpu", "1002:73BF");
        machine.Write("class/drm/card0/device/hwmon/hwmon4/power1_average", "100000000\n");
        machine.Write("class/drm/card0/device/gpu_busy_percent", "80\n");
        machine.Write("class/drm/card0/device/mem_info_vram_used", "1073741824\n");
        machine.Write("class/drm/card0/device/hwmon/hwmon4/temp1_input", "61000\n");
        RunDocument run = Measured(machine, "amdgpu");

        JsonElement gpu = Gpu(run);
        double seconds = run.Joules("run.duration_s");
        double whole = Gpu(run, "machine.components").GetProperty("energy_j").GetDouble();
        Assert.InRange(whole, 100 * seconds * 0.94, 100 * seconds * 1.06);

        // Half of the time of four fifths.
        double tree = gpu.GetProperty("energy_j").GetDouble();
        Assert.InRange(tree, whole * 0.625 * 0.85, whole * 0.625 * 1.1);
        Assert.Equal(("0", "gpu-hwmon", "apportioned"), (Text(gpu, "device"), Text(gpu, "source"), Text(gpu, "provenance")));
        Assert.Equal(0.8, gpu.GetProperty("gpu").GetProperty("utilisation_mean").GetDouble(), 1);
        Assert.Equal(1_073_741_824, gpu.GetProperty("gpu").GetProperty("memory_peak_bytes").GetInt64());
        Assert.Equal(61, gpu.GetProperty("gpu").GetProperty("temperature_max_c").GetDouble());

        JsonElement process = run.At("processes").EnumerateArray().Single(row => row.GetProperty("gpu_energy_j").GetDouble() > 0);
        Assert.Equal("bash", process.GetProperty("name").GetString());
        Assert.Equal(tree, process.GetProperty("gpu_energy_j").GetDouble(), 3);
        Assert.InRange(process.GetProperty("gpu_s").GetDouble(), 0.4 * seconds, 0.52 * seconds);
    }

    [Fact]
    public void Alone_on_an_Intel_card_a_program_is_charged_all_that_it_draws()
    {
        using SimulatedMachine machine = Machine("i915", "8086:56A0");
        string counter = machine.Write("class/drm/card0/device/hwmon/hwmon4/energy1_input", "1000000\n");
        RunDocument run = Measured(machine, "i915", "for i in $(seq 30); do sleep 0.1; printf '%012d\\n' ${i}500000 1<> $4; done", counter);
        JsonElement gpu = Gpu(run);
        long whole = RunDocument.Microjoules(Gpu(run, "machine.components").GetProperty("energy_j"));

        // Nobody else is known to use it, and it moves while the program runs; only what came before that was seen at work is nobody's.
        Assert.InRange(whole, 2_000_000, 30_500_000);
        Assert.InRange(RunDocument.Microjoules(gpu.GetProperty("energy_j")), whole * 6 / 10, whole);
        Assert.Equal("gpu-hwmon", Text(gpu, "source"));
    }

    [Fact]
    public void Graphics_inside_the_processor_are_told_and_not_counted()
    {
        using var machine = new SimulatedMachine();
        machine.Write("class/drm/card0/device/uevent", "DRIVER=i915\nPCI_ID=8086:A780\nPCI_SLOT_NAME=0000:00:02.0\n");
        Ended ended = Ecocode.Shell("exec $ECOCODE run -v --host-sys $1 -- true", machine.Sys);
        Assert.Contains("card0 i915 at 0000:00:02.0: graphics inside the processor", ended.Error, StringComparison.Ordinal);
    }

    private static SimulatedMachine Machine(string driver, string id)
    {
        var machine = new SimulatedMachine();
        machine.Write("class/drm/card0/device/uevent", $"DRIVER={driver}\nPCI_ID={id}\nPCI_SLOT_NAME=0000:03:00.0\n");
        machine.Write("class/drm/card0/device/hwmon/hwmon4/name", driver + "\n");
        return machine;
    }

    /// <summary>Runs the program. The link <c>self</c> names EcoCode, which the shell becomes, so that the folder is taken for the /proc of its own pids.</summary>
    private static RunDocument Measured(SimulatedMachine machine, string driver, string beside = ":", string counter = "")
        => RunDocument.Of($"({beside}) & ln -s $$ $3/self; exec $ECOCODE run --interval 100ms --host-sys $2 --host-proc $3 --json=$1 -- {Work} $3 {driver}", machine.Sys, machine.Proc(_ => 0), counter).Document;

    private static string? Text(JsonElement element, string key) => element.GetProperty(key).GetString();

    private static JsonElement Gpu(RunDocument run, string among = "components") => run.At(among).EnumerateArray().Single(part => part.GetProperty("component").GetString() == "gpu");
}
