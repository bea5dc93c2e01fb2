using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Drm;
using EcoCode.Sensors.Hwmon;

namespace EcoCode.Sensors.Intel;

/// <summary>The GPUs that the drivers i915 and xe have.</summary>
/// <remarks>
/// Files: the kernel's Documentation/ABI/testing/sysfs-driver-intel-i915-hwmon and -xe-hwmon. Both drivers sum a register of 32 bits up, and
/// notice that it wrapped when they are asked (i915_hwmon.c, xe_hwmon.c): after 262 kJ, 4 minutes at 1,000 W.
/// </remarks>
internal sealed class IntelCards(PseudoFs sys, TimeProvider time)
{
    /// <summary>Where Intel's processors have their graphics, all of them since the first ones.</summary>
    private static readonly PciSlot InsideTheProcessor = new(0, 0, 2, 0);

    /// <summary>The whole card, measured at its input.</summary>
    private const double CardBand = 0.05;

    /// <summary>The package of the chip, or not said of what: memory and voltage regulators of the board may be missing.</summary>
    private const double PackageBand = 0.20;

    private static readonly TimeSpan RegisterWrapsAfter = TimeSpan.FromSeconds(30);

    /// <summary>Sorts the cards into boards that are counted and cards that are not.</summary>
    internal void Find(IReadOnlyList<DrmCard> cards, List<GpuBoard> boards, List<Note> notes, List<string> unused)
    {
        foreach (DrmCard card in cards)
        {
            var sensors = new CardSensors(sys, card, time);
            if (card.Slot == InsideTheProcessor)
            {
                unused.Add($"{card.Name}: graphics inside the processor, whose energy has it already");
            }
            else if (Channel(sensors) is not { } channel)
            {
                unused.Add($"{card.Name}: its driver shows no energy (i915 does since Linux 6.2, xe since 6.5, on some products)");
            }
            else
            {
                bool isCard = channel.Label == "card";
                EnergySource source = sensors.Source(channel, isCard ? CardBand : PackageBand, RegisterWrapsAfter);
                ReadOutcome outcome = source.Counter!.TryRead(out _);
                if (outcome == ReadOutcome.Denied) notes.Add(new Note("ECO1322", $"cannot read the energy sensor `{source.Origin}`", "run as root, or let a group of yours read it"));
                if (outcome == ReadOutcome.Ok) boards.Add(new GpuBoard([card], null, null, [source]));
                else unused.Add($"{card.Name}: its energy sensor does not answer ({outcome})");
            }
        }
    }

    /// <summary>What is asked of a card while a measurement runs. How busy it is these drivers tell to perf alone.</summary>
    internal DrmDevice Device(DrmCard card)
        => new(sys, card, new DrmDeviceFiles(null, null, new CardSensors(sys, card, time).Temperature), new DrmUsers(time), time);

    /// <summary>The card if it is told, else the package: xe counts both on some products, one within the other.</summary>
    private static HwmonChannel? Channel(CardSensors sensors)
        => Array.Find(sensors.Channels, channel => channel.CountsEnergy && channel.Label == "card")
            ?? Array.Find(sensors.Channels, channel => channel.CountsEnergy);
}
