using EcoCode.Cli.Measuring;
using EcoCode.Host;
using EcoCode.Impact;
using EcoCode.Ledger;
using EcoCode.Ledger.Composition;
using EcoCode.Metering;
using EcoCode.Processes.Linux;

namespace EcoCode.Cli.Diagnosing;

/// <summary>A short measurement of EcoCode itself: what a sample costs on this machine, and how sure its figures are.</summary>
/// <param name="CostOfSample">CPU time of EcoCode for one sample.</param>
/// <param name="Processes">Processes that there were to look through.</param>
/// <param name="Record">What a run would have been told.</param>
internal sealed record Trial(TimeSpan CostOfSample, int Processes, RunRecord Record)
{
    private const int Warming = 20, Samples = 30;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Takes about a second.</summary>
    internal static Trial Take(Instruments instruments, ImpactFactors factors, TimeProvider time)
    {
        var proc = new PseudoFs("/proc");
        using var never = new ManualResetEvent(false);
        using ProcessTree tree = ProcessTree.OfRunning(proc, [Environment.ProcessId]);
        var meter = new Meter(instruments.Machine, tree, instruments.Topology.SocketOf, new MeterOptions(), time);
        DateTimeOffset started = time.GetLocalNow();
        meter.Begin();
        TimeSpan spent = TimeSpan.Zero;
        for (int i = 0; i < Warming + Samples; i++)
        {
            never.WaitOne(Step);
            TimeSpan before = OwnUse.CpuTime;
            meter.Tick(i == Warming + Samples - 1, Step);
            if (i >= Warming) spent += OwnUse.CpuTime - before;
        }

        RunRecord record = RunComposition.Compose(
            new RunFacts
            {
                Id = "", Name = "", Program = "", Kind = "monitor", Host = "", Started = started, Interval = Step,
                PeakResidentBytes = OwnUse.PeakResidentBytes, Stretched = false, Notes = [],
            },
            meter.Result(),
            factors);
        return new Trial(spent / Samples, proc.Names("").Count(name => name.All(char.IsAsciiDigit)), record);
    }
}
