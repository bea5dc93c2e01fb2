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

    /// <summary>The set of all that the agent has a use for.</summary>
    internal static ulong Used
    {
        get
        {
            ulong used = 1UL << BindPorts;
            foreach ((int number, _) in Useful) used |= 1UL << number;
            return used;
        }
    }

    /// <summary>Gives up all that measuring and listening do not use, once the sensors are open. It holds for this thread and for those that it starts: for all that ever talk to anybody.</summary>
    internal static void GiveUpOthers() => Capabilities.KeepOnly(Used);

    /// <summary>Those that it has, and how many more.</summary>
    internal static string Held
    {
        get
        {
            new PseudoFs("/proc").TryReadText("self/status", out string status);
            return Name(EffectiveIn(status));
        }
    }

    /// <summary>Names those of a set that measuring uses, and counts the others.</summary>
    internal static string Name(ulong held)
    {
        held &= ~(1UL << BindPorts);
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

    /// <summary>The effective set in a /proc/pid/status: 64 bits, of whatever number of capabilities the kernel has.</summary>
    internal static ulong EffectiveIn(string status)
    {
        const string Key = "\nCapEff:\t";
        const int Digits = 16;
        int at = status.IndexOf(Key, StringComparison.Ordinal) + Key.Length;
        return at >= Key.Length && at + Digits <= status.Length && ulong.TryParse(status.AsSpan(at, Digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong set) ? set : 0;
    }
}
