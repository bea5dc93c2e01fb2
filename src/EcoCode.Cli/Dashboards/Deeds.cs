using EcoCode.Cli.Configuration;
using EcoCode.Cli.Diagnosing;
using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;
using EcoCode.Impact;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;
using EcoCode.Report.Diagnoses;
using EcoCode.Sensors.External;
using EcoCode.Tui;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Replays;

namespace EcoCode.Cli.Dashboards;

/// <summary>What the dashboard has done by the rest of EcoCode.</summary>
internal static class Deeds
{
    /// <summary>What a page over the panels has room for on 120 columns.</summary>
    private const int LineWidth = 108;

    internal static DashboardDeeds Of(DashboardRequest request, MeasureRequest measure, TimeProvider time)
        => new(() => Diagnose(measure, time), run => Open(run, request, time), Save);

    private static string[] Diagnose(MeasureRequest request, TimeProvider time)
    {
        if (!Preparation.TryCheck(request, out ExternalSpec? platform, out Note? problem) || !ImpactModel.Shipped.TryResolve(Judgement.Of(request, Placing.Whereabouts.Unknown), out ImpactFactors? factors, out problem))
        {
            return [$"{problem.Code}: {problem.Message}"];
        }

        var text = new StringWriter { NewLine = "\n" };
        DiagnosisText.Write(text, Doctor.Examine(request, platform, factors, Placing.Whereabouts.Unknown, time), Display.Style("never", request.Output.Ascii) with { Width = LineWidth });
        return text.ToString().TrimEnd('\n').Split('\n');
    }

    private static Message.Opened Open(string run, DashboardRequest request, TimeProvider time)
    {
        try
        {
            using var ledger = OwnLedger.Open(time);
            return ledger.TryResolve(run, out string? id, out Note? problem)
                ? new(RunReplay.Of(LedgerUse.Read(ledger, id, samples: true), time.LocalTimeZone).Set(null, request.Joules, request.Columns), null)
                : new(null, problem.Message);
        }
        catch (LedgerException fault)
        {
            return new(null, fault.Problem.Message);
        }
    }

    private static string Save(IReadOnlyList<KeyValuePair<string, string>> values)
    {
        ConfigFile? file = ConfigPlaces.All(ConfigPlaces.WorkingDirectory, Environment.GetEnvironmentVariable).Find(place => place.Level == ConfigLevel.User);
        if (file is null) return "there is no home to keep a configuration in";
        foreach ((string key, string value) in values)
        {
            if (!ConfigChange.TryWrite(file, key, value, out Note? problem)) return problem.Message;
        }

        return $"kept in {file.Path}";
    }
}
