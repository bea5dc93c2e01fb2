using EcoCode.Quantities;

namespace EcoCode.Ledger.Sqlite;

/// <summary>A row of energies in few bytes: seven bits of a number a byte, the lowest first, the top bit set on all but its last.</summary>
/// <remarks>The sign goes into the lowest bit. A second of one component is 3 or 4 bytes: 1 W is 2,000,000 (3 bytes), 100 W 200,000,000 (4 bytes).</remarks>
internal static class EnergyBlob
{
    /// <summary>Most bytes of one energy: 64 bits by 7.</summary>
    internal const int Longest = 10;

    /// <summary>Writes energies.</summary>
    /// <param name="energies">What to write.</param>
    /// <param name="into">Room for <see cref="Longest"/> bytes each.</param>
    /// <returns>How many bytes it took.</returns>
    internal static int Write(ReadOnlySpan<Energy> energies, Span<byte> into)
    {
        int length = 0;
        foreach (Energy energy in energies)
        {
            ulong left = unchecked((ulong)((energy.Microjoules << 1) ^ (energy.Microjoules >> 63)));
            for (; left >= 0x80; left >>= 7) into[length++] = (byte)((left & 0x7f) | 0x80);
            into[length++] = (byte)left;
        }

        return length;
    }

    /// <summary>Reads all energies; what is cut short at the end is left out.</summary>
    internal static List<Energy> Read(ReadOnlySpan<byte> blob)
    {
        var energies = new List<Energy>();
        ulong value = 0;
        int shift = 0;
        foreach (byte next in blob)
        {
            value |= (ulong)(next & 0x7f) << shift;
            shift += 7;
            if (next >= 0x80) continue;
            energies.Add(Energy.FromMicrojoules((long)(value >> 1) ^ -(long)(value & 1)));
            (value, shift) = (0, 0);
        }

        return energies;
    }
}
