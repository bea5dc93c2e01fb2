using System.Diagnostics;
using EcoCode.Nvml;
using EcoCode.Sensors.Tests.External;

namespace EcoCode.Sensors.Tests.Nvidia;

/// <summary>The stand-in for NVIDIA's library as its makers' own client (pynvml) reads it: names of functions, layouts and units are not ours alone.</summary>
[Collection(RealChildren.Name)]
public sealed class OtherClientTests
{
    private static string Folder => Path.Join(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "ecocode",
        "pynvml");

    [Fact]
    public void Nvidias_own_client_reads_what_the_script_says() => Assert.Equal(
        """
        driver 999.10
        name Scripted-100
        uuid GPU-00000000-0000-4000-8000-000000000000
        index 0
        pci 00000000:3B:00.0 0x3b 0x233010de
        architecture 9
        energy_mj 400000
        power_mw 250000
        power_instant_mw 0 300000
        limits_mw 100000 350000 350000
        memory 85899345920 83751862272 2147483648
        celsius 71
        clocks_mhz 1410 1215
        throttle 0x44
        compute 42 524288000 4294967295
        graphics 43 20971520 4294967295
        mps 44 31457280 4294967295
        busy 55
        sample 1002000000 42 10
        sample 1002000000 43 5
        name Scripted-200
        uuid GPU-00000001-0000-4000-8000-000000000000
        index 1
        pci 00000000:3C:00.0 0x3c 0x233010de
        architecture 8
        energy_mj 200000
        power_mw 100000
        power_instant_mw 0 100000
        limits_mw 100000 700000 700000
        memory 85899345920 85898297344 1048576
        celsius 60
        clocks_mhz 1500 2600
        throttle 0x0
        compute 46 104857600 5
        most_instances 7
        instance 3 2 20480 []
        instance_busy 3 30.0
        instance 5 4 40960 [46]
        instance_busy 5 50.0

        """,
        Told(
            "gpu name=Scripted-100 power=ramp:100:300:2 averaged=1 limit=350 memory=2048 temp=71 throttle=0x44 sm_clock=1410 memory_clock=1215",
            "gpu name=Scripted-200 mig=1 gpm=1 arch=8",
            "instance gpu=1 id=3 slices=2",
            "instance gpu=1 id=5 slices=4",
            "process gpu=0 pid=42 sm=10/90 memory=500",
            "process gpu=0 pid=43 kind=graphics sm=5 memory=20",
            "process gpu=0 pid=44 kind=mps memory=30",
            "process gpu=1 pid=45 instance=3 sm=60 memory=100 to=1",
            "process gpu=1 pid=46 instance=5 sm=50 memory=100"));

    private static string Told(params string[] script)
    {
        Assert.SkipUnless(File.Exists(Path.Join(Folder, "pynvml.py")), "pynvml is not there: `eng/pynvml.sh` fetches it");
        string folder = Directory.CreateTempSubdirectory("nvml-client-").FullName;
        try
        {
            NvmlProgram.CopyTo(folder, ["clock manual", .. script]);
            var start = new ProcessStartInfo("python3", [Path.Join(AppContext.BaseDirectory, "Programs", "nvml_client.py")]) { RedirectStandardOutput = true };
            (start.Environment["LD_LIBRARY_PATH"], start.Environment["PYTHONPATH"], start.Environment["PYTHONDONTWRITEBYTECODE"]) = (folder, Folder, "1");
            using Process client = Process.Start(start)!;
            string told = client.StandardOutput.ReadToEnd();
            client.WaitForExit();
            return told;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not there");
            throw;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
