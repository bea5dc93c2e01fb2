using System.Globalization;

namespace EcoCode.Processes.Linux;

/// <summary>How many descriptors may be open (RLIMIT_NOFILE).</summary>
/// <remarks>
/// The .NET runtime raises the soft limit to the hard one at its start, and a child would inherit that: programs that loop over
/// all possible descriptors would slow down. So it is set back to what this process was given, before the command is started.
/// </remarks>
public static class DescriptorLimit
{
    /// <summary>The soft limit now.</summary>
    public static long Soft => Interop.ResourceLimit.TryGet(out Interop.ResourceLimit.Pair limit) ? (long)Math.Min(limit.Soft, int.MaxValue) : 1024;

    /// <summary>Sets the soft limit back to that of the parent process, which is where ours came from, if the parent can be asked.</summary>
    public static void Restore()
    {
        if (!Interop.ResourceLimit.TryGet(out Interop.ResourceLimit.Pair own)) return;
        try
        {
            foreach (string line in File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{Interop.Libc.GetParent()}/limits")))
            {
                if (!line.StartsWith("Max open files", StringComparison.Ordinal)) continue;
                string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length < 5 || !ulong.TryParse(fields[3], out ulong soft) || !ulong.TryParse(fields[4], out ulong hard)) return;
                if (hard == own.Hard && soft < own.Soft) Interop.ResourceLimit.Set(own with { Soft = soft });
                return;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another user's parent; the raised limit stays.
        }
    }
}
