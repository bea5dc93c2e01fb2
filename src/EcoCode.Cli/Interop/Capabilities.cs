using System.Runtime.InteropServices;

namespace EcoCode.Cli.Interop;

/// <summary>What a thread may do beyond an ordinary user (capabilities(7)), as far as it is given up.</summary>
internal static unsafe partial class Capabilities
{
    /// <summary>_LINUX_CAPABILITY_VERSION_3: 64 bits in two halves.</summary>
    private const uint Version = 0x20080522;

    /// <summary>PR_CAPBSET_DROP.</summary>
    private const int DropFromBoundingSet = 24;

    /// <summary>Gives up all but these, in the calling thread and in all threads and programs that it starts from here on. What is not held is not got.</summary>
    /// <param name="kept">Bit n is the capability n of linux/capability.h.</param>
    internal static void KeepOnly(ulong kept)
    {
        // The kernel has 41 of them; of numbers that it does not know it says so, which is as good.
        for (int number = 0; number < 64; number++)
        {
            if ((kept & (1UL << number)) == 0) _ = Control(DropFromBoundingSet, (nuint)number, 0, 0, 0);
        }

        uint* header = stackalloc uint[] { Version, 0 };
        uint* sets = stackalloc uint[6];
        if (Get(header, sets) != 0) return;
        Narrow(new Span<uint>(sets, 6), kept);
        _ = Set(header, sets);
    }

    /// <summary>Leaves of what is permitted only what is kept, and makes that effective.</summary>
    /// <param name="sets">Effective, permitted, inheritable: the lower 32 bits of each, and then the upper ones.</param>
    /// <param name="kept">Bit n is the capability n.</param>
    internal static void Narrow(Span<uint> sets, ulong kept)
    {
        for (int half = 0; half < 2; half++)
        {
            uint allowed = unchecked((uint)(kept >> (32 * half))) & sets[(3 * half) + 1];
            (sets[3 * half], sets[(3 * half) + 1]) = (allowed, allowed);
            sets[(3 * half) + 2] &= allowed;
        }
    }

    [LibraryImport("libc", EntryPoint = "capget")]
    private static partial int Get(uint* header, uint* sets);

    [LibraryImport("libc", EntryPoint = "capset")]
    private static partial int Set(uint* header, uint* sets);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);
}
