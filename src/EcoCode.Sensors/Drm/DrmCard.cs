using System.Globalization;
using System.Text;
using EcoCode.Host;

namespace EcoCode.Sensors.Drm;

/// <summary>A graphics device of the kernel's Direct Rendering Manager that sits on PCI.</summary>
/// <param name="Number">Its number in /sys/class/drm: 0 for <c>card0</c>.</param>
/// <param name="Driver">The driver that has it: <c>amdgpu</c>, <c>i915</c>, <c>xe</c>.</param>
/// <param name="DeviceId">The maker's number of the product, of PCI.</param>
/// <param name="Slot">Where it sits.</param>
internal sealed record DrmCard(int Number, string Driver, int DeviceId, PciSlot Slot)
{
    /// <summary>The folder of the device, below /sys.</summary>
    internal string Folder { get; } = string.Create(CultureInfo.InvariantCulture, $"class/drm/card{Number}/device");

    /// <summary>For people, where it is not counted: <c>card0 amdgpu at 0000:03:00.0</c>.</summary>
    internal string Name => string.Create(CultureInfo.InvariantCulture, $"card{Number} {Driver} at {Slot}");

    /// <summary>All of a machine, by where they sit. Where there are none, the folder is not even listed.</summary>
    internal static DrmCard[] All(PseudoFs sys)
    {
        var cards = new List<DrmCard>();
        foreach (string name in sys.Names("class/drm"))
        {
            // Connectors (card0-DP-1) and render nodes stand beside the cards.
            if (name.StartsWith("card", StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && sys.TryReadText($"class/drm/{name}/device/uevent", out string text) == ReadOutcome.Ok
                && Read(number, text) is { } card)
            {
                cards.Add(card);
            }
        }

        cards.Sort((left, right) => left.Slot.CompareTo(right.Slot));
        return [.. cards];
    }

    /// <summary>Reads the uevent of a device: <c>DRIVER=amdgpu</c>, <c>PCI_ID=1002:73BF</c>, <c>PCI_SLOT_NAME=0000:03:00.0</c>, a line each.</summary>
    private static DrmCard? Read(int number, string text)
    {
        string driver = "", id = "", address = "";
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("DRIVER=", StringComparison.Ordinal)) driver = line["DRIVER=".Length..].Trim();
            else if (line.StartsWith("PCI_ID=", StringComparison.Ordinal)) id = line["PCI_ID=".Length..].Trim();
            else if (line.StartsWith("PCI_SLOT_NAME=", StringComparison.Ordinal)) address = line["PCI_SLOT_NAME=".Length..].Trim();
        }

        int colon = id.IndexOf(':', StringComparison.Ordinal);
        return int.TryParse(id.AsSpan(colon + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int device)
            && PciSlot.TryParse(Encoding.UTF8.GetBytes(address), out PciSlot slot)
            ? new DrmCard(number, driver, device, slot)
            : null;
    }
}
