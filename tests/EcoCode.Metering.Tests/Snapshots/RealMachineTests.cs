using EcoCode.Host;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Linux;
using EcoCode.Sensors;

namespace EcoCode.Metering.Tests.Snapshots;

/// <summary>The machine that the tests run on, whatever sensors it has.</summary>
public sealed class RealMachineTests
{
    [Fact]
    public void Its_snapshots_hold_to_the_laws()
    {
        PseudoFs sys = new("/sys"), proc = new("/proc");
        CpuTopology topology = CpuTopology.Read(sys, proc);
        IMachineCpu cpu = MachineCpu.OfHost(sys, proc, topology, TimeProvider.System);
        Catalogue catalogue = new SensorSearch(sys, proc, topology, TimeProvider.System).Find(CpuPreference.Auto, CgroupLimits.None, new MachineLoad(cpu), external: null);
        using MachineProcesses processes = MachineProcesses.Open(new PseudoFs("/"), proc, cpu, TimeProvider.System);
        var machine = new MeteredMachine(catalogue.Slots, cpu, new MemoryUse(proc), () => OwnUse.CpuTime, () => Boot.Suspended);
        var meter = new MachineMeter(machine, processes, topology.SocketOf, new MeterOptions(), TimeProvider.System);
        meter.Begin();
        MachineSnapshot? before = null;
        for (int i = 0; i < 20; i++)
        {
            meter.Tick(last: false, TimeSpan.Zero);
            SnapshotLaws.Hold(meter.Latest!, before);
            before = meter.Latest;
        }

        Assert.NotEmpty(before!.Sources);
        Assert.True(before.Energy.Total > Quantities.Energy.Zero);
        Assert.Contains(before.Processes, process => process.Energy.Total > Quantities.Energy.Zero);
        Assert.All(before.Processes, process => Assert.InRange(process.Cores, 0, before.Processors * 2));
    }
}
