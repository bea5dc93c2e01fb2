using System.Buffers.Binary;
using EcoCode.Host;
using EcoCode.Sensors.Amd;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Sensors.Tests.Amd;

/// <summary>Offsets and sizes were counted by hand in the kernel's kgd_pp_interface.h, apart from the code.</summary>
public sealed class GpuMetricsTests
{
    [Theory]
    [InlineData(1, 1, 96, 24)]
    [InlineData(1, 2, 104, 24)]
    [InlineData(1, 3, 120, 24)]
    [InlineData(1, 4, 264, 24)]
    [InlineData(1, 5, 336, 88)]
    [InlineData(1, 6, 384, 88)]
    [InlineData(1, 6, 1664, 16)]
    [InlineData(1, 7, 1900, 24)]
    [InlineData(1, 8, 3000, 24)]
    public void Energy_stands_where_the_version_has_it(int format, int content, int size, int offset)
    {
        byte[] table = Table(format, content, size);
        BinaryPrimitives.WriteUInt64LittleEndian(table.AsSpan(offset), 0x0123_4567_89ab);
        Assert.Equal(ReadOutcome.Ok, GpuMetrics.TryReadEnergy(table, out ulong units));
        Assert.Equal(0x0123_4567_89abUL, units);
    }

    [Theory]
    [InlineData(1, 0, 80)]
    [InlineData(1, 9, 96)]
    [InlineData(2, 2, 128)]
    [InlineData(2, 4, 170)]
    [InlineData(3, 0, 264)]
    public void Versions_without_energy_or_not_known_say_so(int format, int content, int size)
        => Assert.Equal(ReadOutcome.NotSupported, GpuMetrics.TryReadEnergy(Table(format, content, size), out _));

    [Fact]
    public void All_bits_set_is_not_a_number_but_not_told()
    {
        byte[] table = Table(1, 4, 264);
        table.AsSpan(24, 8).Fill(0xff);
        Assert.Equal(ReadOutcome.NotSupported, GpuMetrics.TryReadEnergy(table, out _));
    }

    [Fact]
    public void More_than_any_device_can_have_drawn_is_malformed()
    {
        byte[] table = Table(1, 4, 264);
        table[31] = 0x70;
        Assert.Equal(ReadOutcome.Malformed, GpuMetrics.TryReadEnergy(table, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(31)]
    public void A_table_that_is_cut_off_is_malformed(int length)
        => Assert.Equal(ReadOutcome.Malformed, GpuMetrics.TryReadEnergy(Table(1, 4, 264).AsSpan(0, length), out _));

    [Fact]
    public void A_table_that_calls_itself_too_short_for_its_version_is_malformed()
        => Assert.Equal(ReadOutcome.Malformed, GpuMetrics.TryReadEnergy(Table(1, 5, 90), out _));

    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(1, 4, true)]
    [InlineData(1, 8, true)]
    [InlineData(2, 4, false)]
    [InlineData(3, 0, false)]
    public void The_unit_is_named_from_version_1_4_on(int format, int content, bool named)
        => Assert.Equal(named, GpuMetrics.NamesItsUnit(Table(format, content, 96)));

    [Fact]
    public void No_bytes_make_it_fail_or_tell_an_energy_that_can_not_be_held()
    {
        Prop.ForAll<byte[]>(bytes => GpuMetrics.TryReadEnergy(bytes ?? [], out ulong units) == ReadOutcome.Ok
            ? (UInt128)units * 1_000_000 / 65_536 <= long.MaxValue
            : units == 0).QuickCheckThrowOnFailure();
    }

    internal static byte[] Table(int format, int content, int size)
    {
        byte[] table = new byte[Math.Max(size, GpuMetrics.Length)];
        BinaryPrimitives.WriteUInt16LittleEndian(table, (ushort)size);
        (table[2], table[3]) = ((byte)format, (byte)content);
        return table;
    }
}
