using System.Globalization;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>A cgroup that the program enters by itself, for the kernel's own account of its tree.</summary>
internal sealed class TruthGroup : IDisposable
{
    private static int s_made;

    private readonly string _folder;
    private readonly string _file;
    private readonly string _key;
    private readonly double _ticks;

    private TruthGroup(string folder, string file, string key, double ticks) => (_folder, _file, _key, _ticks) = (folder, Path.Join(folder, file), key, ticks);

    /// <summary>The words that make the program enter it.</summary>
    internal IReadOnlyList<string> Words => ["in", Path.Join(_folder, "cgroup.procs")];

    internal TimeSpan CpuTime
    {
        get
        {
            string text = File.ReadAllText(_file);
            string number = text[(text.IndexOf(_key, StringComparison.Ordinal) + _key.Length)..].Split('\n')[0];
            return new TimeSpan((long)(long.Parse(number, CultureInfo.InvariantCulture) * _ticks));
        }
    }

    /// <summary>Makes one in a hierarchy of version 1 or 2, or skips the test where that is not to be had.</summary>
    internal static TruthGroup Of(int version)
        => OrSkip(TryMake(version), $"no cgroup of version {version} can be made here");

    /// <summary>Makes one in any hierarchy, or skips the test.</summary>
    internal static TruthGroup OfAny() => OrSkip(TryMake(1) ?? TryMake(2), "no cgroup can be made here");

    public void Dispose() => Directory.Delete(_folder);

    private static TruthGroup? TryMake(int version)
        => version == 1
            ? TryMake("/sys/fs/cgroup/cpuacct", "cpuacct.usage", "", 0.01)
            : TryMake("/sys/fs/cgroup/unified", "cpu.stat", "usage_usec ", 10) ?? TryMake("/sys/fs/cgroup", "cpu.stat", "usage_usec ", 10);

    private static TruthGroup? TryMake(string parent, string file, string key, double ticks)
    {
        if (!File.Exists(Path.Join(parent, "cgroup.procs"))) return null;
        string folder = Path.Join(parent, string.Create(CultureInfo.InvariantCulture, $"truth-{Environment.ProcessId}-{Interlocked.Increment(ref s_made)}"));
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // Who may make the folder owns it, and may enter it.
        if (File.Exists(Path.Join(folder, file))) return new TruthGroup(folder, file, key, ticks);
        Directory.Delete(folder);
        return null;
    }

    private static TruthGroup OrSkip(TruthGroup? group, string reason)
    {
        Assert.SkipWhen(group is null, reason);
        return group!;
    }
}
