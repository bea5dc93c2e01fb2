using System.Diagnostics.CodeAnalysis;
using EcoCode.Cli.Grid;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Cli.Measuring.Predicting;
using EcoCode.Impact;
using EcoCode.Quantities;
using EcoCode.Sensors.External;

namespace EcoCode.Cli.Measuring;

/// <summary>Looks for mistakes in a request while nothing has been started yet.</summary>
internal static class Preparation
{
    /// <summary>Checks what can be checked without measuring.</summary>
    internal static bool TryCheck(MeasureRequest request, out ExternalSpec? platform, [NotNullWhen(false)] out Note? problem)
    {
        platform = null;
        problem = null;
        if (request.PlatformSource is { } text && !ExternalSpec.TryParse(text, out platform, out string? error))
        {
            problem = new Note("ECO4003", error ?? $"`{text}` is not a meter", "`--platform-source W:/path/to/file`");
            return false;
        }

        if (new[] { request.HostSys, request.HostProc }.FirstOrDefault(folder => !Directory.Exists(folder)) is { } absent)
        {
            problem = new Note("ECO4008", $"there is no folder `{absent}`", "mount the host's /sys and /proc into the container, and name them with `--host-sys` and `--host-proc`");
            return false;
        }

        if (request.Output.Json is { File: { } file, IsOutput: false } && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
        {
            problem = new Note("ECO4004", $"cannot write JSON to `{file}`: there is no folder `{folder}`", $"`mkdir -p {folder}`");
            return false;
        }

        problem = request.ProgressFrom is { } progress ? Foresight.Check(progress) : null;
        if (problem is not null) return false;

        // Tables are only read before the start when something was said that may be wrong.
        ImpactRequest impact = request.Impact;
        if (request.Tariff is { } tariff)
        {
            if (!tariff.TryRead(out ITimedPrice? prices, out problem)) return false;
            impact = impact with { Prices = prices };
        }

        if (request.Budgets is { } limits && !BudgetChoice.TryMake(limits, new BudgetBasis(impact, impact.Prices, null, TimeProvider.System), out _, out problem)) return false;

        bool said = impact.Zone is not null || impact.Pue is not null || impact.Price is not null || impact.Currency is not null || impact.Basis != GridBasis.Lifecycle
            || impact.Prices is not null || impact.InstancePrice is not null;
        if (said && !ImpactModel.Shipped.TryResolve(impact, out _, out problem)) return false;
        problem = GridAccess.Mistake(request.Grid);
        return problem is null;
    }
}
