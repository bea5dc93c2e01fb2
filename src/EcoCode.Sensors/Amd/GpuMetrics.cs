using System.Buffers.Binary;
using EcoCode.Host;

namespace EcoCode.Sensors.Amd;

/// <summary>What is used of <c>gpu_metrics</c>, a table that amdgpu fills in versions that grow.</summary>
/// <remarks>
/// Layouts: the kernel's drivers/gpu/drm/amd/include/kgd_pp_interface.h. Format 1 is of cards, formats 2 and 3 of processors with graphics
/// in them. Numbers that a device does not tell have all bits set.
/// </remarks>
internal static class GpuMetrics
{
    /// <summary>So much of the beginning holds all that is used of any version.</summary>
    internal const int Length = 96;

    private const int HeaderLength = 4;

    /// <summary>The older layout of version 1.6, with a row of decoders in front of the energy, is 384 bytes long; the later one some 1,660.</summary>
    private const int LongestWithDecoders = 512;

    /// <summary>Beyond 2^59 units of 2^-16 J, 8.8 TJ, the energy is no number of microjoules that could be held; no device lives to see it.</summary>
    private const ulong MostUnits = 1UL << 59;

    /// <summary>The format of a table: 1 for cards, 2 and 3 for graphics inside a processor; 0 if it is no table.</summary>
    internal static int FormatOf(ReadOnlySpan<byte> table) => table.Length >= HeaderLength && SizeOf(table) >= HeaderLength ? table[2] : 0;

    /// <summary>Whether the kernel says in what unit this version counts energy: from 1.4 on. Before, it is the board's affair.</summary>
    internal static bool NamesItsUnit(ReadOnlySpan<byte> table) => FormatOf(table) == 1 && table[3] >= 4;

    /// <summary>Energy since the device was started, in units of 2^-16 J (15.259 µJ).</summary>
    internal static ReadOutcome TryReadEnergy(ReadOnlySpan<byte> table, out ulong units)
    {
        units = 0;
        if (FormatOf(table) == 0) return ReadOutcome.Malformed;
        int at = EnergyAt(table);
        if (at == 0) return ReadOutcome.NotSupported;
        if (SizeOf(table) < at + sizeof(ulong) || table.Length < at + sizeof(ulong)) return ReadOutcome.Malformed;
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(table[at..]);
        if (value == ulong.MaxValue) return ReadOutcome.NotSupported;
        if (value > MostUnits) return ReadOutcome.Malformed;
        units = value;
        return ReadOutcome.Ok;
    }

    private static int SizeOf(ReadOnlySpan<byte> table) => BinaryPrimitives.ReadUInt16LittleEndian(table);

    /// <summary>Where the energy stands; 0 in versions that are not known or have none. Version 1.0 has it in 32 bits and is of no device with a known unit.</summary>
    private static int EnergyAt(ReadOnlySpan<byte> table) => (table[2], table[3]) switch
    {
        (1, 1 or 2 or 3) => 24,
        (1, 4) => 24,
        (1, 5) => 88,
        (1, 6) => SizeOf(table) <= LongestWithDecoders ? 88 : 16,
        (1, 7 or 8) => 24,
        _ => 0,
    };
}
