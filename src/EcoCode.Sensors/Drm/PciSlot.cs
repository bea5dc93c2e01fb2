using System.Buffers.Text;
using System.Globalization;

namespace EcoCode.Sensors.Drm;

/// <summary>Where a device sits on PCI. Held as numbers, so that addresses are compared without making texts of them.</summary>
internal readonly record struct PciSlot(int Domain, int Bus, int Device, int Function) : IComparable<PciSlot>
{
    /// <summary>Reads <c>0000:03:00.0</c>: hexadecimal, the domain of four digits or more.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out PciSlot slot)
    {
        slot = default;
        return TryTake(ref text, (byte)':', out int domain) && TryTake(ref text, (byte)':', out int bus) && TryTake(ref text, (byte)'.', out int device)
            && Utf8Parser.TryParse(text, out int function, out int used, 'x') && used == text.Length
            && TryMake(domain, bus, device, function, out slot);
    }

    public int CompareTo(PciSlot other)
    {
        int domain = Domain.CompareTo(other.Domain);
        if (domain != 0) return domain;
        return ((Bus << 8) | (Device << 3) | Function).CompareTo((other.Bus << 8) | (other.Device << 3) | other.Function);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Domain:x4}:{Bus:x2}:{Device:x2}.{Function:x}");

    private static bool TryMake(int domain, int bus, int device, int function, out PciSlot slot)
    {
        slot = new PciSlot(domain, bus, device, function);
        return domain >= 0 && bus is >= 0 and <= 0xff && device is >= 0 and <= 0x1f && function is >= 0 and <= 7;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, byte end, out int value)
    {
        value = 0;
        int length = text.IndexOf(end);
        if (length <= 0 || !Utf8Parser.TryParse(text[..length], out value, out int used, 'x') || used != length) return false;
        text = text[(length + 1)..];
        return true;
    }
}
