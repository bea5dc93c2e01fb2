using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Tests.Drm;

namespace EcoCode.Sensors.Tests.Amd;

public sealed class AmdCardsTests
{
    [Fact]
    public void A_radeon_is_counted_by_its_power_and_the_graphics_of_the_processor_are_not()
    {
        using var machine = new GpuMachine("gpu-radeon-and-apu");
        Catalogue found = machine.Find();
        SensorSlot slot = Assert.Single(found.Slots);
        EnergySource source = Assert.Single(Assert.Single(slot.Candidates).Sources);
        Assert.Equal((Component.Gpu, "0", "gpu-hwmon", Provenance.Measured), (source.Component, source.Device, source.Method, source.Provenance));
        Assert.Equal(ReadOutcome.Ok, source.Gauge!.TryRead(out Power power));
        Assert.Equal(35, power.Watts);
        Assert.Equal(new GpuIdentity(0, null, "GPU-5f3a0c1b2d4e6f70", "0000:03:00.0"), slot.Gpu!.Identity);
        Assert.Equal("card1 amdgpu at 0000:30:00.0: graphics inside the processor, whose energy has it already", Assert.Single(found.Unused));
        Assert.Empty(found.Notes);
    }

    [Fact]
    public void What_a_board_can_draw_is_twice_its_limit()
    {
        using var machine = new GpuMachine("gpu-radeon-and-apu");
        Assert.Equal(586, machine.Find().Slots[0].Candidates[0].Sources[0].Ceiling.Watts);
    }

    [Fact]
    public void The_second_chip_of_a_board_belongs_to_the_first_that_tells_for_both()
    {
        using var machine = new GpuMachine("gpu-mi250-2-boards");
        Catalogue found = machine.Find(firstIndex: 3);
        Assert.Equal(["3", "4"], found.Slots.Select(slot => slot.Candidates[0].Sources[0].Device));
        Assert.Equal(["0000:c9:00.0", "0000:d1:00.0"], found.Slots.Select(slot => slot.Gpu!.Identity.PciAddress));
        Assert.All(found.Slots, slot => Assert.Equal("AMD INSTINCT MI250 (MCM) OAM AC MBA", slot.Gpu!.Identity.Name));
        Assert.Equal(["amd-gpu-metrics", "gpu-hwmon"], found.Slots[0].Candidates.Select(group => group.Sources[0].Method));
        Assert.Empty(found.Unused);
    }

    [Fact]
    public void A_counter_of_MI200_is_in_units_of_2_to_the_minus_16_joules()
    {
        using var machine = new GpuMachine("gpu-mi250-2-boards");
        Assert.Equal(ReadOutcome.Ok, machine.Find().Slots[0].Candidates[0].Sources[0].Counter!.TryRead(out Energy energy));

        // 13,913,808,507,170 units; AMD's tool calls them 212,881 kJ at its 15.3 µJ each.
        Assert.Equal((long)((Int128)13_913_808_507_170 * 1_000_000 / 65_536), energy.Microjoules);
        Assert.InRange(energy.Joules, 212_881_272 * 0.995, 212_881_272 * 1.005);
    }

    [Fact]
    public void A_board_of_which_one_chip_of_two_is_busy_is_half_busy()
    {
        using var machine = new GpuMachine("gpu-mi250-2-boards");
        var use = new GpuUse();
        IGpuUse gpu = machine.Find().Slots[0].Gpu!;
        Assert.Equal(ReadOutcome.Ok, gpu.TryRead(use));
        TimeSpan before = use.Busy!.Value;
        for (int i = 0; i < 20; i++)
        {
            machine.Time.Advance(TimeSpan.FromMilliseconds(100));
            gpu.TryRead(use);
        }

        Assert.Equal(1, (use.Busy!.Value - before).TotalSeconds, 3);
        Assert.Equal(34_359_738_368 + 10_997_760, use.MemoryBytes);
        Assert.Equal(64, use.Celsius);
    }

    [Theory]
    [InlineData("73BF", 3, false)]
    [InlineData("744C", 3, false)]
    [InlineData("738C", 3, true)]
    [InlineData("740F", 3, true)]
    [InlineData("74A1", 4, true)]
    public void A_counter_counts_only_where_its_unit_is_known(string id, int content, bool counts)
    {
        using var machine = new GpuMachine();
        string card = machine.Radeon(id: id);
        byte[] table = GpuMetricsTests.Table(1, content, 264);
        table[25] = 1;
        machine.Write(card + "/gpu_metrics", table);
        Assert.Equal(counts, machine.Find().Slots[0].Candidates[0].Sources[0].Counter is not null);
    }

    [Fact]
    public void A_counter_has_the_power_sensor_behind_it_to_be_held_against()
    {
        using var machine = new GpuMachine();
        string card = machine.Radeon(id: "74A1");
        machine.Write(card + "/gpu_metrics", GpuMetricsTests.Table(1, 4, 264));
        Assert.Equal([true, false], machine.Find().Slots[0].Candidates.Select(group => group.Sources[0].Counter is not null));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 0)]
    public void A_table_of_a_processor_makes_it_graphics_inside_one(int format, int content)
    {
        using var machine = new GpuMachine();
        string card = machine.Radeon();
        machine.Write(card + "/gpu_metrics", GpuMetricsTests.Table(format, content, 128));
        Assert.Empty(machine.Find().Slots);
    }

    [Fact]
    public void A_node_of_the_compute_driver_that_has_cores_makes_it_graphics_inside_a_processor()
    {
        using var machine = new GpuMachine();
        machine.Radeon();
        machine.Write("class/kfd/kfd/topology/nodes/0/gpu_id", "45054");
        machine.Write("class/kfd/kfd/topology/nodes/0/properties", "cpu_cores_count 16\nsimd_count 32\nlocation_id 768\ndomain 0");
        Assert.Empty(machine.Find().Slots);
    }

    [Fact]
    public void A_socket_with_processors_in_its_power_is_told_and_not_counted()
    {
        using var machine = new GpuMachine();
        machine.Radeon(id: "74A0");
        Catalogue found = machine.Find();
        Assert.Empty(found.Slots);
        Assert.EndsWith("its power is that of the whole socket, processors included", Assert.Single(found.Unused), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_without_sensors_is_told()
    {
        using var machine = new GpuMachine();
        machine.Card(0, "amdgpu", "1002:73BF", "0000:03:00.0");
        Catalogue found = machine.Find();
        Assert.Empty(found.Slots);
        Assert.Equal("card0 amdgpu at 0000:03:00.0: it tells neither energy nor power", Assert.Single(found.Unused));
    }

    [Fact]
    public void A_second_chip_without_a_first_is_told()
    {
        using var machine = new GpuMachine();
        machine.Radeon(id: "740C", microwatts: 0);
        Catalogue found = machine.Find();
        Assert.Empty(found.Slots);
        Assert.Contains("the other chip of its board", Assert.Single(found.Unused), StringComparison.Ordinal);
    }
}
