using EcoCode.Cli.Grid;
using EcoCode.Impact.Live;
using EcoCode.Quantities;
using EcoCode.Report.Diagnoses;

namespace EcoCode.Cli.Diagnosing;

/// <summary>Where live intensity comes from. Nothing is asked: that would need the network.</summary>
internal static class GridFindings
{
    private const string Section = "Impact", Subject = "live grid";

    /// <summary>A line for the provider that was chosen; none where none was.</summary>
    internal static IEnumerable<Finding> Of(GridRequest request, TimeProvider time)
    {
        if (!GridAccess.TryOpen(request, time, out IGridProvider? provider, out Note? problem))
        {
            return [new(Section, FindingLevel.Warn, Subject, $"{problem!.Message}; the offline table is used") { Fix = problem.Hint, Code = problem.Code }];
        }

        if (provider is null) return [];
        string key = string.Concat(Keys(provider.Name).Select(name => GridSecrets.TryFind(name, Environment.GetEnvironmentVariable, out Secret? secret, out _) ? $", {name.Key} of {secret.Origin}" : ""));
        return [new(Section, FindingLevel.Ok, Subject, $"{provider.Name}, {(provider.Kind == SignalKind.Marginal ? "marginal" : "average")}{key}; not asked here")];
    }

    private static SecretName[] Keys(string provider) => provider switch
    {
        "electricity-maps" => [GridSecrets.ElectricityMapsToken],
        "watttime" => [GridSecrets.WattTimeUser, GridSecrets.WattTimePassword],
        _ => [],
    };
}
