using System.Globalization;
using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>What EcoCode itself uses: the observer is on the bill.</summary>
public static class OwnUse
{
    /// <summary>CPU time of this process since its start, all threads.</summary>
    public static TimeSpan CpuTime => PidClock.Own;

    /// <summary>CPU time of the calling thread.</summary>
    public static TimeSpan ThreadCpuTime => PidClock.OwnThread;

    /// <summary>Highest resident memory of this process so far, bytes; 0 when /proc does not tell.</summary>
    /// <remarks>
    /// VmHWM of /proc/self/status. getrusage(2) is of no use here: exec(2) keeps the greater of what it was before, so that under a parent
    /// that starts programs by vfork (Python, a JVM) it tells the parent's memory.
    /// </remarks>
    public static long PeakResidentBytes
    {
        get
        {
            const string Key = "\nVmHWM:";
            new PseudoFs("/proc").TryReadText("self/status", out string text);
            int at = text.IndexOf(Key, StringComparison.Ordinal);
            if (at < 0) return 0;
            string kilobytes = text[(at + Key.Length)..].TrimStart().Split(' ', 2)[0];
            return long.TryParse(kilobytes, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value * 1024 : 0;
        }
    }
}
