using System.Text;
using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>Tells whether a process that was seen once is the one that has its pid now.</summary>
public static class ProcessIdentity
{
    /// <summary>The PID namespace of this process, such as <c>pid:[4026531836]</c>: pids mean something only within one. Empty where /proc hides it.</summary>
    public static string Space
    {
        get
        {
            try
            {
                return new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return "";
            }
        }
    }

    /// <summary>When the process of a pid started, in clock ticks after boot. False when there is none, or only what is left of an ended one (a zombie).</summary>
    public static bool TryStarted(PseudoFs proc, int pid, out long started)
    {
        ArgumentNullException.ThrowIfNull(proc);
        started = 0;
        if (proc.TryReadText($"{pid}/stat", out string text) != ReadOutcome.Ok || !ProcStat.TryParse(Encoding.UTF8.GetBytes(text), out ProcStat stat) || stat.IsZombie) return false;
        started = stat.Started;
        return true;
    }
}
