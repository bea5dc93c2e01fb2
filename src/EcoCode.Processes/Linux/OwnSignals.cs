using System.Globalization;

namespace EcoCode.Processes.Linux;

/// <summary>How this process was started as to signals.</summary>
public static class OwnSignals
{
    /// <summary>Mask of the ignored signals: bit n − 1 is signal n. SIGPIPE is always among them and SIGTERM never: the .NET runtime takes these over, and how they were is lost.</summary>
    public static ulong Ignored
    {
        get
        {
            try
            {
                foreach (string line in File.ReadLines("/proc/self/status"))
                {
                    if (line.StartsWith("SigIgn:", StringComparison.Ordinal)) return ulong.Parse(line.AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Without /proc nothing is known to be ignored.
            }

            return 0;
        }
    }
}
