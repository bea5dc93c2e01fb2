namespace EcoCode.Sensors.Hwmon;

/// <summary>What a channel of a hwmon driver stands for.</summary>
/// <remarks>A driver tells what it measures by its name and the channel's label, never by a standard field.</remarks>
/// <param name="Drivers">Contents of <c>name</c>; one that ends in <c>*</c> stands for all that begin so.</param>
/// <param name="Labels">Beginnings of the channel's label; empty for any.</param>
/// <param name="Component">What it counts for; <c>null</c> when it is not used.</param>
/// <param name="What">The device for people when it is used; the reason when it is not. <c>{0}</c> is the number that ends the label.</param>
/// <param name="Band">Relative half-width of the uncertainty.</param>
/// <param name="CeilingWatts">More than one channel of this kind can't show.</param>
internal sealed record HwmonRule(string[] Drivers, string[] Labels, Component? Component, string What, double Band = 0, double CeilingWatts = 0)
{
    /// <summary>Channels that tell nothing of what they measure: of two, one may contain the other, so only a single one is used.</summary>
    internal bool OnlyIfSingle { get; init; }

    /// <summary>Whether each channel is the whole of the socket that its label ends with.</summary>
    internal bool BySocket { get; init; }

    /// <summary>Whether it is of a GPU, which the search for GPUs tells of.</summary>
    internal bool IsGpu { get; init; }

    /// <summary>Whether what it measures contains the memory.</summary>
    internal bool IncludesMemory { get; init; }

    private static readonly string[] PowerSupplies = ["pfe1100", "pfe3000", "ibm_cffps*", "ym2151e", "ipsps1", "bpa-rs600", "bpd-rs600"];

    /// <summary>The table: the first rule that fits a channel holds; of several that give one component, the earlier is the better.</summary>
    /// <remarks>
    /// Sources: the kernel's Documentation/hwmon for each driver; NVIDIA's Grace performance tuning guide for the meters of Grace; NVIDIA's Jetson
    /// developer guides for the rails. A channel is summed with the others of its rule.
    /// </remarks>
    internal static readonly HwmonRule[] All =
    [
        new(["amd_energy"], ["Esocket"], Sensors.Component.Cpu, "package {0}", 0.1, 1_000) { BySocket = true },
        new(["amd_energy"], [], null, "inside the counter of its socket"),

        new(["power_meter"], ["Grace Power Socket"], Sensors.Component.Cpu, "package {0} with its memory", 0.05, 1_000) { BySocket = true, IncludesMemory = true },
        new(["power_meter"], ["CPU Power Socket", "SysIO Power Socket"], null, "inside the meter of the Grace socket"),
        new(["power_meter"], ["Module Power Socket"], Sensors.Component.Platform, "module {0}", 0.05, 3_000),
        new(["power_meter"], [], Sensors.Component.Platform, "ACPI power meter", 0.05, 20_000) { OnlyIfSingle = true },

        // Drivers of power supplies; a PMBus regulator on the board has the same labels, but is no measure of the machine.
        new(PowerSupplies, ["pin"], Sensors.Component.Platform, "input of a power supply", 0.05, 5_000),
        new(PowerSupplies, [], null, "not the input of the power supply"),

        // The losses of the supply itself, some 5 to 15 %, are not in it.
        new(["corsairpsu"], ["power total"], Sensors.Component.Platform, "DC side of the power supply", 0.15, 3_000),
        new(["corsairpsu"], [], null, "inside the total of the power supply"),

        new(["ina3221"], ["VDD_IN", "POM_5V_IN"], Sensors.Component.Platform, "input of the module", 0.05, 500),
        new(["ina3221"], ["VDD_CPU", "POM_5V_CPU", "CPU"], Sensors.Component.Cpu, "CPU rail", 0.05, 300),
        new(["ina3221"], [], null, "a rail that is inside the input of the module, or not known"),

        // Found by way of the device that they belong to, and counted or listed there.
        new(["amdgpu", "i915*", "xe"], [], null, "") { IsGpu = true },
        new(["nouveau", "radeon"], [], null, "graphics: not read here"),
        new(["*"], [], null, "what this driver measures is not known"),
    ];

    /// <summary>The rule that holds for a channel.</summary>
    internal static HwmonRule For(string driver, string label)
        => All.First(rule => rule.Drivers.Any(name => name[^1] == '*' ? driver.StartsWith(name[..^1], StringComparison.Ordinal) : name == driver)
            && (rule.Labels.Length == 0 || rule.Labels.Any(start => label.StartsWith(start, StringComparison.Ordinal))));
}
