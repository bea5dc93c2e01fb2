using System.Text;

namespace EcoCode.Processes.Grouping;

/// <summary>Finds the job in the text of /proc/pid/environ: <c>NAME=value</c>, each with a zero byte behind it.</summary>
internal static class SlurmEnvironment
{
    private const int MostDigits = 10;

    /// <summary>The id of the job; <c>null</c> where there is none, or it is no number.</summary>
    internal static string? JobOf(ReadOnlySpan<byte> environment)
    {
        while (!environment.IsEmpty)
        {
            int end = environment.IndexOf((byte)0);
            ReadOnlySpan<byte> variable = end < 0 ? environment : environment[..end];
            environment = end < 0 ? default : environment[(end + 1)..];
            if (!variable.StartsWith("SLURM_JOB_ID="u8)) continue;
            ReadOnlySpan<byte> value = variable["SLURM_JOB_ID=".Length..];

            // The last one may have been cut off.
            return end >= 0 && value.Length is > 0 and <= MostDigits && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? Encoding.ASCII.GetString(value) : null;
        }

        return null;
    }
}
