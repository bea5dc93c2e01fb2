using System.Globalization;
using System.Runtime.InteropServices;
using EcoCode.Cli.Configuration;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Placing;
using EcoCode.Host;
using EcoCode.Impact;
using EcoCode.Ledger;
using EcoCode.Ledger.Store;
using EcoCode.Report.Diagnoses;
using EcoCode.Sensors.External;

namespace EcoCode.Cli.Diagnosing;

/// <summary>Looks at everything that a measurement here would rest on.</summary>
internal static class Doctor
{
    internal static Diagnosis Examine(MeasureRequest request, ExternalSpec? platform, ImpactFactors factors, Whereabouts place, TimeProvider time)
    {
        using Instruments instruments = Instruments.Find(request, platform, time);
        Trial trial = Trial.Take(instruments, factors, time);
        var own = new PseudoFs("/proc");
        Finding[] findings =
        [
            .. SensorFindings.Of(instruments.Catalogue, instruments.Topology.IsVirtual),
            .. ProcessFindings.Of(new PseudoFs("/sys"), own, instruments.Machine.Cpu.Method, instruments.Machine.Cpu.Processors),
            .. ImpactFindings.Of(request, factors, place),
            .. GridFindings.Of(request.Grid, time),
            LedgerFindings.Of(LedgerPath.Of(Configured.LedgerEnvironment)),
            .. SelfFindings.Of(trial, request.Interval, request.Budget, time),
        ];
        return new(Heading(instruments.Topology, new PseudoFs(request.HostProc)), findings, [.. Closing(trial.Record.Total, findings)]);
    }

    private static string[] Heading(CpuTopology topology, PseudoFs proc)
    {
        proc.TryReadText("sys/kernel/osrelease", out string kernel);
        return
        [
            $"EcoCode {ProductVersion.Text}",
            $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}",
            $"kernel {kernel}",
            topology.IsVirtual ? "virtual machine" : "no hypervisor seen",
            Environment.IsPrivilegedProcess ? "root" : "not root",
        ];
    }

    private static IEnumerable<string> Closing(RunTotal total, Finding[] findings)
    {
        string band = double.IsFinite(total.BandJ) && total.EnergyJ.Joules > 0 ? string.Create(CultureInfo.InvariantCulture, $", ± {total.BandJ / total.EnergyJ.Joules * 100:0} %") : "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"A run like the trial would be {total.Provenance.Measured * 100:0} % measured, {total.Provenance.Apportioned * 100:0} % apportioned, {total.Provenance.Modelled * 100:0} % modelled{band}.");
        string[] mendable = [.. findings.Where(finding => finding is { Level: FindingLevel.Fail, Provenance: not null, Fix: not null }).Select(finding => finding.Subject)];
        if (mendable.Length > 0) yield return $"After the fix this would be measured that is modelled now: {string.Join(", ", mendable)}.";
    }
}
