using System.Globalization;
using EcoCode.Cli.Interop;
using EcoCode.Host;

namespace EcoCode.Cli.Agents;

/// <summary>What this process may do beyond an ordinary user (capabilities(7)).</summary>
internal static class Privileges
{
    /// <summary>Those that measuring uses, by their numbers in linux/capability.h.</summary>
    private static readonly (int Number, string Name)[] Useful = [(38, "CAP_PERFMON"), (2, "CAP_DAC_READ_SEARCH"), (19, "CAP_SYS_PTRACE")];

    /// <summary>CAP_NET_BIND_SERVICE, for a port below 1024.</summary>
    private const int BindPorts = 10;

    /// <summary>Gives up all that measuring and listening do not use, once the sensors are open. It holds for this thread and for those that it starts: for all that ever talk to anybody.</summary>
    internal static void GiveUpOthers()
    {
        ulong kept = 1UL << BindPorts;
        foreach ((int number, _) in Useful) kept |= 1UL << number;
        Capabilities.KeepOnly(kept);
    }

    /// <summary>Those that it has, and how many more.</summary>
    internal static string Held
    {
        get
        {
            ulong held = Effective & ~(1UL << BindPorts);
            var names = new List<string>();
            foreach ((int number, string name) in Useful)
            {
                if ((held & (1UL << number)) == 0) continue;
                names.Add(name);
                held &= ~(1UL << number);
            }

            int more = System.Numerics.BitOperations.PopCount(held);
            if (more > 0) names.Add(string.Create(CultureInfo.InvariantCulture, $"{more} that it does not use"));
            return names.Count > 0 ? string.Join(", ", names) : "none";
        }
    }

    private static ulong Effective
    {
        get
        {
            const string Key = "\nCapEff:\t";
            new PseudoFs("/proc").TryReadText("self/status", out string status);
            int at = status.IndexOf(Key, StringComparison.Ordinal);
            return at >= 0 && ulong.TryParse(status.AsSpan(at + Key.Length, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong set) ? set : 0;
        }
    }
}
