using EcoCode.Host;
using EcoCode.Sensors.Drm;
using EcoCode.Sensors.Tests.Rapl;

namespace EcoCode.Sensors.Tests.Drm;

/// <summary>A machine with GPUs in a temporary folder: one of tests/Machines, or one that a test builds file by file.</summary>
internal sealed class GpuMachine : IWatchedPids, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecocode-gpus-").FullName;

    public GpuMachine(string? name = null)
    {
        Directory.CreateDirectory(PathOf("sys"));
        Directory.CreateDirectory(PathOf("proc"));
        if (name is null) return;
        string fixture = Path.Combine(AppContext.BaseDirectory, "Machines", name, "sys.tree");
        foreach (string line in File.ReadLines(fixture).Where(line => !line.StartsWith('#')))
        {
            string[] parts = line.Split(" = ", 2);
            if (parts[1].StartsWith("hex:", StringComparison.Ordinal)) Write(parts[0], Convert.FromHexString(parts[1][4..].Replace(" ", "", StringComparison.Ordinal)));
            else Write(parts[0], parts[1].Replace("\\n", "\n", StringComparison.Ordinal));
        }
    }

    public ManualTime Time { get; } = new();

    public PseudoFs Sys => new(PathOf("sys"));

    public PseudoFs Proc => new(PathOf("proc"));

    /// <summary>The watched processes.</summary>
    public List<int> Pids { get; } = [];

    public void List(List<int> into) => into.AddRange(Pids);

    public string PathOf(string relative) => Path.Combine(_root, relative);

    public Catalogue Find(int firstIndex = 0, GpuSelection? selection = null) => new DrmSearch(Sys, new PseudoFs(PathOf("elsewhere")), Proc, DriverPids.Find(Proc, Proc), this, Time).Find(selection ?? GpuSelection.All, firstIndex);

    /// <summary>Adds an amdgpu card that tells its power.</summary>
    public string Radeon(int number = 0, string slot = "0000:03:00.0", string id = "73BF", long microwatts = 100_000_000)
    {
        string folder = Card(number, "amdgpu", "1002:" + id, slot);
        Write(folder + "/hwmon/hwmon4/name", "amdgpu");
        Write(folder + "/hwmon/hwmon4/power1_average", Number(microwatts));
        return folder;
    }

    /// <summary>Adds a card, and returns the folder of its device.</summary>
    public string Card(int number, string driver, string id, string slot)
    {
        string folder = $"class/drm/card{number}/device";
        Write(folder + "/uevent", $"DRIVER={driver}\nPCI_CLASS=30000\nPCI_ID={id}\nPCI_SLOT_NAME={slot}");
        return folder;
    }

    public void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text + "\n"));

    public void Write(string path, byte[] content)
    {
        string full = PathOf("sys/" + path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    /// <summary>Gives a process a file of a graphics device, or another text to one that it has.</summary>
    public void Open(int pid, int descriptor, string fdinfo, string node = "/dev/dri/renderD128")
    {
        Directory.CreateDirectory(PathOf($"proc/{pid}/fd"));
        Directory.CreateDirectory(PathOf($"proc/{pid}/fdinfo"));
        string link = PathOf($"proc/{pid}/fd/{descriptor}");
        if (new FileInfo(link).LinkTarget is null) File.CreateSymbolicLink(link, node);
        File.WriteAllText(PathOf($"proc/{pid}/fdinfo/{descriptor}"), fdinfo);
    }

    /// <summary>Ends a process.</summary>
    public void End(int pid)
    {
        Pids.Remove(pid);
        Directory.Delete(PathOf($"proc/{pid}"), recursive: true);
    }

    /// <summary>Puts a link to a real file in place of a file of /sys, for outcomes that only a kernel gives.</summary>
    public void Link(string path, string target)
    {
        string full = PathOf("sys/" + path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.Delete(full);
        File.CreateSymbolicLink(full, target);
    }

    public static string Number(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What amdgpu tells of a client.</summary>
    public static string Amd(long client, long gfxNanoseconds, long vramKib = 0, string slot = "0000:03:00.0")
        => $"pos:\t0\nflags:\t02100002\nmnt_id:\t24\nino:\t614\ndrm-driver:\tamdgpu\ndrm-client-id:\t{client}\ndrm-pdev:\t{slot}\npasid:\t32784\ndrm-memory-vram:\t{vramKib} KiB\ndrm-memory-gtt: \t8192 KiB\ndrm-memory-cpu: \t0 KiB\ndrm-engine-gfx:\t{gfxNanoseconds} ns\n";

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
