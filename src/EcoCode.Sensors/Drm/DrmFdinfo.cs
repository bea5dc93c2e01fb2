using System.Buffers.Text;

namespace EcoCode.Sensors.Drm;

/// <summary>What the kernel tells of one open file of a graphics device: whose it is, how long engines worked for it, what memory it holds.</summary>
/// <remarks>The <c>drm-</c> keys of /proc/pid/fdinfo/fd; the kernel's Documentation/gpu/drm-usage-stats.rst has their meaning.</remarks>
internal readonly record struct DrmFdinfo
{
    /// <summary>300 years of all engines of a device: what is beyond is no reading.</summary>
    private const double Absurd = 1e19;

    /// <summary>The device.</summary>
    internal PciSlot Slot { get; private init; }

    /// <summary>The client, of which several files may be; unique within the device.</summary>
    internal long Client { get; private init; }

    /// <summary>Time that engines worked for it, ns. Of a group of like engines each counts for its part of the group.</summary>
    internal double Nanoseconds { get; private init; }

    /// <summary>The same in cycles of the device's clock, where its driver (xe) tells those.</summary>
    internal double Cycles { get; private init; }

    /// <summary>That clock; 0 where the driver tells none.</summary>
    internal long Clock { get; private init; }

    /// <summary>Memory of the device that it holds, bytes.</summary>
    internal long MemoryBytes { get; private init; }

    /// <summary>Reads the text of a file. False if it is not of a device on PCI, or does not name its client.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out DrmFdinfo info)
    {
        info = default;
        PciSlot? slot = null;
        long? client = null;
        double nanoseconds = 0, cycles = 0;
        long clock = 0, resident = 0, memory = 0, total = 0;
        for (ReadOnlySpan<byte> rest = text; TryTakeLine(ref rest, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value);)
        {
            if (key.SequenceEqual("pdev"u8))
            {
                if (!PciSlot.TryParse(value, out PciSlot found)) return false;
                slot = found;
            }
            else if (key.SequenceEqual("client-id"u8))
            {
                if (TryCount(value, out long id)) client = id;
            }
            else if (key.StartsWith("engine-"u8) && !key.StartsWith("engine-capacity-"u8))
            {
                if (value.EndsWith(" ns"u8) && TryCount(value[..^3], out long count)) nanoseconds += (double)count / CapacityOf(text, key["engine-".Length..]);
            }
            else if (key.StartsWith("cycles-"u8))
            {
                if (TryCount(value, out long count)) cycles += (double)count / CapacityOf(text, key["cycles-".Length..]);
            }
            else if (key.StartsWith("total-cycles-"u8))
            {
                if (TryCount(value, out long count)) clock = Math.Max(clock, count);
            }
            else if (key.StartsWith("resident-"u8))
            {
                if (IsOfDevice(key["resident-".Length..])) resident = Sum(resident, value);
            }
            else if (key.StartsWith("memory-"u8))
            {
                if (IsOfDevice(key["memory-".Length..])) memory = Sum(memory, value);
            }
            else if (key.StartsWith("total-"u8) && IsOfDevice(key["total-".Length..]))
            {
                total = Sum(total, value);
            }
        }

        if (slot is null || client is null || nanoseconds >= Absurd || cycles >= Absurd) return false;

        // The three are of the same buffers: what is there, its older name, and what was asked for.
        long held = resident > 0 ? resident : memory > 0 ? memory : total;
        info = new DrmFdinfo { Slot = slot.Value, Client = client.Value, Nanoseconds = nanoseconds, Cycles = cycles, Clock = clock, MemoryBytes = held };
        return true;
    }

    /// <summary>Whether a region is the device's own memory: <c>vram</c> (amdgpu), <c>vram0</c> (xe), <c>local0</c> (i915).</summary>
    private static bool IsOfDevice(ReadOnlySpan<byte> region) => region.StartsWith("vram"u8) || region.StartsWith("local"u8);

    /// <summary>How many engines a group has, told on a line of its own; 1 where it is not.</summary>
    private static long CapacityOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> engine)
    {
        while (TryTakeLine(ref text, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value))
        {
            if (key.StartsWith("engine-capacity-"u8) && key["engine-capacity-".Length..].SequenceEqual(engine) && TryCount(value, out long count) && count > 0) return count;
        }

        return 1;
    }

    /// <summary>Takes the next line with a <c>drm-</c> key, which is told without that.</summary>
    private static bool TryTakeLine(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            int colon = line.IndexOf((byte)':');
            if (colon < 0 || !line.StartsWith("drm-"u8)) continue;
            key = line["drm-".Length..colon].TrimEnd(" \t"u8);
            value = line[(colon + 1)..].Trim(" \t\r"u8);
            return true;
        }

        key = value = default;
        return false;
    }

    private static long Sum(long before, ReadOnlySpan<byte> value)
    {
        int space = value.IndexOf((byte)' ');
        ReadOnlySpan<byte> unit = space < 0 ? default : value[(space + 1)..];
        int shift = unit.IsEmpty ? 0 : unit.SequenceEqual("KiB"u8) ? 10 : unit.SequenceEqual("MiB"u8) ? 20 : -1;
        return shift >= 0 && TryCount(space < 0 ? value : value[..space], out long count) && count <= long.MaxValue >> (shift + 8) ? before + (count << shift) : before;
    }

    /// <summary>A number of digits only, of at most 63 bits.</summary>
    private static bool TryCount(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        return !text.IsEmpty && text[0] is >= (byte)'0' and <= (byte)'9' && Utf8Parser.TryParse(text, out value, out int used) && used == text.Length;
    }
}
