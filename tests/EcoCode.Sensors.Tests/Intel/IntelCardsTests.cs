using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Tests.Drm;

namespace EcoCode.Sensors.Tests.Intel;

public sealed class IntelCardsTests
{
    [Fact]
    public void Cards_are_counted_once_and_the_graphics_of_the_processor_are_not()
    {
        using var machine = new GpuMachine("gpu-arc-and-igpu");
        Catalogue found = machine.Find();
        Assert.Equal(["0", "1"], found.Slots.Select(slot => slot.Candidates[0].Sources[0].Device));
        Assert.Equal(["0000:03:00.0", "0000:0a:00.0"], found.Slots.Select(slot => slot.Gpu!.Identity.PciAddress));
        Assert.Equal([482_934_567_890, 1_234_567_890], found.Slots.Select(slot => Assert.Single(Assert.Single(slot.Candidates).Sources)).Select(Microjoules));
        Assert.Equal("card0 i915 at 0000:00:02.0: graphics inside the processor, whose energy has it already", Assert.Single(found.Unused));
    }

    [Fact]
    public void The_package_alone_is_less_sure_than_the_card()
    {
        using var machine = new GpuMachine("gpu-arc-and-igpu");
        IReadOnlyList<SensorSlot> slots = machine.Find().Slots;
        Assert.Equal([0.20, 0.05], slots.Select(slot => slot.Candidates[0].Sources[0].RelativeBand));
    }

    [Fact]
    public void Xe_with_the_package_alone_is_counted_by_that()
    {
        using var machine = new GpuMachine();
        string card = machine.Card(0, "xe", "8086:56A0", "0000:03:00.0");
        machine.Write(card + "/hwmon/hwmon3/name", "xe");
        machine.Write(card + "/hwmon/hwmon3/energy2_input", "77");
        machine.Write(card + "/hwmon/hwmon3/energy2_label", "pkg");
        Assert.Equal(77, Microjoules(machine.Find().Slots[0].Candidates[0].Sources[0]));
    }

    [Fact]
    public void The_driver_is_asked_before_its_register_can_wrap_unseen()
    {
        using var machine = new GpuMachine("gpu-arc-and-igpu");

        // 2^32 units of 2^-14 J are 262,144 J.
        Assert.All(machine.Find().Slots, slot =>
        {
            EnergySource source = slot.Candidates[0].Sources[0];
            Assert.True(source.Ceiling.Watts * source.ReadWithin!.Value.TotalSeconds < 262_144);
        });
    }

    [Fact]
    public void A_card_of_which_the_driver_shows_no_energy_is_told()
    {
        using var machine = new GpuMachine();
        machine.Card(0, "i915", "8086:4905", "0000:03:00.0");
        Catalogue found = machine.Find();
        Assert.Empty(found.Slots);
        Assert.StartsWith("card0 i915 at 0000:03:00.0: its driver shows no energy", Assert.Single(found.Unused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage", "Malformed")]
    [InlineData("-7", "Malformed")]
    [InlineData("123456789012345678901234567890", "Malformed")]
    public void A_sensor_that_tells_no_number_is_not_counted(string text, string outcome)
    {
        using var machine = new GpuMachine();
        string card = machine.Card(0, "i915", "8086:56A0", "0000:03:00.0");
        machine.Write(card + "/hwmon/hwmon3/name", "i915");
        machine.Write(card + "/hwmon/hwmon3/energy1_input", text);
        Catalogue found = machine.Find();
        Assert.Empty(found.Slots);
        Assert.Equal($"card0 i915 at 0000:03:00.0: its energy sensor does not answer ({outcome})", Assert.Single(found.Unused));
    }

    private static long Microjoules(EnergySource source)
    {
        Assert.Equal(ReadOutcome.Ok, source.Counter!.TryRead(out Energy energy));
        return energy.Microjoules;
    }
}
