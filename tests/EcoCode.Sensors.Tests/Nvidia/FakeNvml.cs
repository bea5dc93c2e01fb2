using System.Runtime.InteropServices;
using EcoCode.Nvml;
using EcoCode.Scripted;
using EcoCode.Sensors.Nvidia;
using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Tests.Nvidia;

/// <summary>A library with NVML's ABI whose GPUs follow a script (tests/Programs/nvml.c), compiled once and copied for each test, so that each has its own time.</summary>
internal sealed class FakeNvml : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nvml-").FullName;
    private readonly SetTimeCall _setTime;
    private readonly CallsCall _calls;

    internal FakeNvml(params string[] script)
    {
        Path = NvmlProgram.CopyTo(_folder, ["clock manual", .. script]);
        nint handle = NativeLibrary.Load(Path);
        _setTime = Marshal.GetDelegateForFunctionPointer<SetTimeCall>(NativeLibrary.GetExport(handle, "fake_nvml_set_time"));
        _calls = Marshal.GetDelegateForFunctionPointer<CallsCall>(NativeLibrary.GetExport(handle, "fake_nvml_calls"));
        _setTime(0);
    }

    private delegate void SetTimeCall(double seconds);

    private delegate ulong CallsCall();

    internal string Path { get; }

    /// <summary>The clock that the GPUs and whoever reads them go by.</summary>
    internal ManualClock Clock { get; } = new();

    /// <summary>Time since the begin, s.</summary>
    internal double Time { get; private set; }

    /// <summary>How many calls about devices it has had.</summary>
    internal long Calls => (long)_calls();

    /// <summary>Lets time pass.</summary>
    internal void Pass(double seconds)
    {
        Time += seconds;
        Clock.Pass(TimeSpan.FromSeconds(seconds));
        _setTime(Time);
    }

    /// <summary>A GPU that looks only when it is told to.</summary>
    internal NvidiaDevice Device(uint index = 0, DriverPids? pids = null)
    {
        Assert.True(NvmlLibrary.TryLoad(Path, out NvmlLibrary? library));
        Assert.Equal(NvmlReturn.Success, library.Init());
        Assert.Equal(NvmlReturn.Success, NvidiaBoard.TryRead(library, index, out NvidiaBoard? board));
        return new NvidiaDevice(board!.Identity, new NvidiaReader(library, board, pids ?? PidNamespaces.Same, Clock), TimeSpan.FromMilliseconds(100), Clock);
    }

    /// <summary>Lets time pass, with a look every 100 ms.</summary>
    internal void Look(NvidiaDevice device, double seconds)
    {
        for (int i = (int)Math.Round(seconds * 10); i > 0; i--)
        {
            Pass(0.1);
            device.Look();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
