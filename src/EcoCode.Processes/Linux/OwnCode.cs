using System.Buffers.Binary;
using System.Globalization;
using EcoCode.Host;
using EcoCode.Processes.Interop;

namespace EcoCode.Processes.Linux;

/// <summary>The code of EcoCode's own file, as far as it is mapped: most of it is needed by the start alone.</summary>
/// <remarks>
/// Around each page of code that runs the kernel maps up to 16 more, and more yet where the file lies in the page cache by large pieces, so that
/// it is up to half of the resident memory. What is given back stays in the page cache; what is needed again is mapped again from there, at 190
/// to 350 page faults: 7 ms of CPU time in all. Code of libraries is left alone, for another thread may unmap it.
/// </remarks>
/// <param name="proc">/proc.</param>
/// <param name="program">The path of this program's file.</param>
/// <param name="time">The clock.</param>
public sealed class OwnCode(PseudoFs proc, string? program, TimeProvider time)
{
    /// <summary>By the first the start is over, the ledger's too; what is done once in a minute or less comes together again until the next.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5), Every = TimeSpan.FromMinutes(5);

    /// <summary>An entry of /proc/self/pagemap (Documentation/admin-guide/mm/pagemap.rst of the kernel): 63 in memory, 62 in swap, 61 of a file.</summary>
    private const ulong Present = 1UL << 63, Swapped = 1UL << 62, OfFile = 1UL << 61;

    private const int EntryBytes = sizeof(ulong);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _due = First;

    /// <summary>The code of this very program.</summary>
    public static OwnCode Of(TimeProvider time) => new(new PseudoFs("/proc"), Environment.ProcessPath, time);

    /// <summary>Gives back what is mapped, where it is time to. To be called at every tick.</summary>
    public void Tick()
    {
        TimeSpan elapsed = time.GetElapsedTime(_start);
        if (elapsed < _due) return;
        _due = elapsed + Every;
        foreach ((nuint start, nuint length) in Mappings()) Libc.GiveBack(start, length);
    }

    /// <summary>Where code of the program is mapped, and nothing has written to it (a debugger does): start and length, bytes.</summary>
    internal IReadOnlyList<(nuint Start, nuint Length)> Mappings()
    {
        var found = new List<(nuint, nuint)>();
        if (program is null || proc.TryReadText("self/maps", out string maps) != ReadOutcome.Ok) return found;
        if (PseudoFile.TryOpen(proc.PathOf("self/pagemap"), out PseudoFile? pages) != ReadOutcome.Ok) return found;
        using (pages)
        {
            foreach (ReadOnlySpan<char> line in maps.AsSpan().EnumerateLines())
            {
                // "55d0a1c00000-55d0a1c21000 r-xp 00002000 fd:00 1234   /usr/bin/ecocode"
                int dash = line.IndexOf('-'), space = line.IndexOf(' ');
                if (dash <= 0 || space <= dash || !line[(space + 1)..].StartsWith("r-xp ") || !line.EndsWith(program) || line[..^program.Length] is not [.., ' ']) continue;
                if (!nuint.TryParse(line[..dash], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out nuint start)
                    || !nuint.TryParse(line[(dash + 1)..space], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out nuint end) || end <= start) continue;
                if (IsUnwritten(pages!, start, end)) found.Add((start, end - start));
            }
        }

        return found;
    }

    private static bool IsUnwritten(PseudoFile pages, nuint start, nuint end)
    {
        Span<byte> entries = stackalloc byte[512 * EntryBytes];
        nuint page = (nuint)Environment.SystemPageSize;
        for (nuint at = start / page, last = end / page; at < last;)
        {
            int wanted = (int)Math.Min(last - at, 512) * EntryBytes;
            if (pages.TryRead(entries[..wanted], (long)at * EntryBytes, out int length) != ReadOutcome.Ok || length != wanted) return false;
            for (int i = 0; i < length; i += EntryBytes)
            {
                ulong entry = BinaryPrimitives.ReadUInt64LittleEndian(entries[i..]);
                if ((entry & Swapped) != 0 || ((entry & Present) != 0 && (entry & OfFile) == 0)) return false;
            }

            at += (nuint)(length / EntryBytes);
        }

        return true;
    }
}
