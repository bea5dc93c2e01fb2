namespace EcoCode.Ledger.Tests.Runs;

/// <summary>The training run, on a rented machine, with an average and a marginal provider that both told a part of it. Invented figures that add up.</summary>
internal static class LiveRun
{
    internal static RunRecord Record => GpuRun.Record with
    {
        Run = GpuRun.Record.Run with { Id = "r-8c99" },
        Impact = GpuRun.Record.Impact with
        {
            Co2eG = 521_400.000001 / 3.6e6 * 312,
            Co2eEmbodiedG = 3.5,
            Embodied =
            [
                new("desktop", "per device", 1, 248_800, 35_064, 0.3523, 2.5, "boavizta-efd"),
                new("gpu-h100-sxm", "per card", 1, 164_000, 35_064, 0.2138, 1, "nvidia-pcf-h100"),
            ],
            WaterOnSiteL = 0.0607,
            WaterOffSiteL = 0.2,
            Cost = new(0.0362083m, "EUR", 0.25m, "night.json"),
            Costs = [new("electricity", 0.0362083m, "EUR", 0.25m, "kWh", "night.json"), new("rental", 0.2536667m, "USD", 1.2m, "h", "given")],
            Grid = new("DE", 312, "lifecycle", "electricity-maps ember-2026", 2025)
            {
                Parts =
                [
                    new("electricity-maps", true, "DE", 304, "lifecycle", 0.8, 0.25, new DateTimeOffset(2026, 8, 22, 11, 54, 20, TimeSpan.Zero), null),
                    new("ember-2026", false, "DE", 344, "lifecycle", 0.2, 0, null, 2025),
                ],
            },
            Marginal = new(521_400.000001 / 3.6e6 * 0.5 * 790, 790, "watttime", "DE", 0.5, 0, new DateTimeOffset(2026, 8, 22, 11, 54, 21, TimeSpan.Zero)),
        },
    };
}
