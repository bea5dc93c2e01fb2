using EcoCode.Ledger;

namespace EcoCode.Report.Sections;

/// <summary>What a component is called among the others: its device is named where the kind alone would not tell.</summary>
internal static class ComponentName
{
    internal static string Of(RunComponent component, IReadOnlyList<RunComponent> among)
    {
        string kind = Kind(component.Component);
        if (component.Component == "platform" && among.Any(other => other.Component != "platform")) kind = "Rest";
        bool named = component.Component is "gpu" or "other" || among.Count(other => other.Component == component.Component) > 1;
        return named && component.Device.Length > 0 ? $"{kind} {component.Device}" : kind;
    }

    internal static string Kind(string component) => component switch
    {
        "cpu" => "CPU",
        "dram" => "Memory",
        "gpu" => "GPU",
        "platform" => "Platform",
        "other" => "Other",
        _ => component,
    };
}
