using System.Buffers.Text;
using System.Globalization;
using EcoCode.Host;
using EcoCode.Processes.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Processes.Linux;

/// <summary>What EcoCode itself uses: the observer is on the bill.</summary>
public static class OwnUse
{
    /// <summary>CPU time of this process since its start, all threads.</summary>
    public static TimeSpan CpuTime => PidClock.Own;

    /// <summary>CPU time of the calling thread.</summary>
    public static TimeSpan ThreadCpuTime => PidClock.OwnThread;

    /// <summary>Resident memory of this process, bytes: the second number of /proc/self/statm; 0 when that does not tell.</summary>
    public static long ResidentBytes
    {
        get
        {
            Span<byte> line = stackalloc byte[256];
            if (PseudoFile.TryOpen("/proc/self/statm", out PseudoFile? file) != ReadOutcome.Ok || file is null) return 0;
            using (file)
            {
                if (file.TryRead(line, 0, out int length) != ReadOutcome.Ok) return 0;
                return Utf8Parser.TryParse(line[(line[..length].IndexOf((byte)' ') + 1)..length], out long pages, out _) ? pages * Environment.SystemPageSize : 0;
            }
        }
    }

    /// <summary>Files that this process has open; <c>null</c> when /proc does not tell.</summary>
    /// <remarks>
    /// Their number is the size of the folder, from Linux 6.2 on. To list them takes 1.3 µs for each, and an agent has one open for each process of the
    /// machine.
    /// </remarks>
    public static int? OpenFiles
    {
        get
        {
            const string Folder = "/proc/self/fd";
            using SafeFileHandle opened = Libc.Open(Folder, Libc.DirectoryOnly | Libc.CloseOnExec);
            if (opened.IsInvalid) return null;
            return RandomAccess.GetLength(opened) is > 0 and var told ? (int)told - 1 : Listed(Folder);
        }
    }

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

    /// <summary>The same for who has another descriptor of the folder open, by counting.</summary>
    /// <remarks>Two are of those that look; number 0 is one that a listing of pids leaves out.</remarks>
    internal static int? Listed(string folder)
    {
        using PidListing? listing = PidListing.Open(folder);
        return listing is null ? null : listing.Read().Length - 1;
    }
}
