using EcoCode.Host;

namespace EcoCode.Sensors.Drm;

/// <summary>A watched process: which of its open files are of a graphics device.</summary>
/// <param name="proc">/proc.</param>
/// <param name="pid">The process.</param>
/// <param name="isOld">Whether it was there when the watch began.</param>
internal sealed class DrmProcess(PseudoFs proc, int pid, bool isOld)
{
    /// <summary>A number that was closed and opened again between two looks is another file; every so many looks all are looked at anew.</summary>
    private const int LooksUntilAllAnew = 10;

    private readonly HashSet<int> _known = [];
    private readonly List<int> _present = [];
    private int _looks;

    internal int Pid => pid;

    /// <summary>The last listing of watched pids that had it.</summary>
    internal int Listed { get; set; }

    /// <summary>When its files were last looked through; <c>null</c> when never.</summary>
    internal long? Looked { get; set; }

    /// <summary>What the kernel tells of its files of graphics devices.</summary>
    internal List<PseudoFile> Files { get; } = [];

    /// <summary>Whether its clients may have worked before anything was measured.</summary>
    internal bool IsOld => isOld && _looks <= 1;

    /// <summary>Looks for files of graphics devices that were opened since the last look.</summary>
    /// <param name="most">How many of them may be held open from now on.</param>
    internal void Look(int most)
    {
        if (_looks++ % LooksUntilAllAnew == 0)
        {
            Close();
            _known.Clear();
        }

        _present.Clear();

        // The entries of fd are links, and to list links asks for what they lead to, which may hang on a network's file.
        proc.Numbers($"{pid}/fdinfo", _present);
        foreach (int number in _present)
        {
            if (!_known.Add(number) || Files.Count >= most) continue;
            if (proc.LinkText($"{pid}/fd/{number}")?.StartsWith("/dev/dri/", StringComparison.Ordinal) != true) continue;
            if (PseudoFile.TryOpen(proc.PathOf($"{pid}/fdinfo/{number}"), out PseudoFile? file) == ReadOutcome.Ok) Files.Add(file!);
        }

        _known.IntersectWith(_present);
    }

    internal void Close()
    {
        foreach (PseudoFile file in Files) file.Dispose();
        Files.Clear();
    }
}
