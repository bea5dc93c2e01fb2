using System.Globalization;
using EcoCode.Bench;
using EcoCode.Bench.Topics;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var topics = new Dictionary<string, Action<Workshop>>
{
    ["truth"] = Truth.Measure,
    ["frame"] = FrameCost.Measure,
    ["own"] = OwnCpu.Measure,
    ["ledger"] = LedgerCost.Measure,
    ["machine"] = MachineCost.Measure,
    ["scan"] = ScanCost.Measure,
    ["screen"] = ScreenCost.Measure,
    ["sidecar"] = SidecarCost.Measure,
    ["start"] = StartUp.Measure,
    ["tick"] = TickCost.Measure,
};
if (args.FirstOrDefault(word => !topics.ContainsKey(word)) is { } unknown)
{
    Console.Error.WriteLine($"`{unknown}` is not a topic; there are {string.Join(", ", topics.Keys)}");
    return 2;
}

try
{
    using var workshop = Workshop.Open();
    Console.WriteLine(HostText.Describe());
    foreach ((string name, Action<Workshop> measure) in topics)
    {
        if (args.Length == 0 || args.Contains(name)) measure(workshop);
    }

    return 0;
}
catch (InvalidOperationException problem)
{
    Console.Error.WriteLine($"bench: {problem.Message}");
    return 1;
}
