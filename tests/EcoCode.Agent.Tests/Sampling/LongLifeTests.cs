using System.Buffers;
using System.Text;
using EcoCode.Agent.Scraping;
using EcoCode.Impact;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Telemetry;
using EcoCode.Telemetry.OpenMetrics;
using EcoCode.Telemetry.Tests.OpenMetrics;

namespace EcoCode.Agent.Tests.Sampling;

/// <summary>An agent that runs for long, on a clock that needs no time.</summary>
public sealed class LongLifeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedMachine _machine = new();
    private readonly ScriptedCounter _counter;
    private readonly MachineMeter _meter;
    private readonly NodeAccounts _accounts = new(10);
    private readonly AgentExposition _exposition;
    private readonly ImpactFactors _factors;
    private int _pids = 1000;

    public LongLifeTests()
    {
        _counter = _machine.HasCpuCounter();
        _meter = _machine.BeginWhole();
        Assert.True(ImpactModel.Shipped.TryResolve(new ImpactRequest { Zone = "DE" }, out ImpactFactors? factors, out _));
        _factors = factors;
        _exposition = new AgentExposition(() => _accounts.Latest, () => Made.Self, Second, compat: null, new ScrapeCount(), _machine.Clock);
    }

    [Fact]
    public void A_day_of_ticks_leaves_memory_and_series_as_they_were()
    {
        TreeProcess[] services = [.. Enumerable.Range(1, 20).Select(pid => _machine.Tree.Bear(pid, pid == 1 ? 0 : 1))];
        foreach (TreeProcess service in services) service.Group = new ProcessGroup { Unit = $"{service.Key.Pid}.service" };
        int ticks = 0;
        Live(900);
        (long memory, int series) = (Memory(), Series().Count);
        Live(21_600 - 900);
        Assert.Equal(TimeSpan.FromHours(24), _meter.Latest!.Elapsed);
        Assert.InRange(Memory(), 0, memory + (2 << 20));
        Assert.InRange(Series().Count, series - 40, series + 40);
        SumsHold();

        void Live(int more)
        {
            for (int end = ticks + more; ticks < end; ticks++)
            {
                TreeProcess job = _machine.Tree.Bear(++_pids, 1);
                job.Group = new ProcessGroup { SlurmJob = $"{ticks / 1000}", ContainerId = $"c{ticks / 100}" };
                _machine.Work(services[ticks % services.Length], 0.3 * Second);
                _machine.Work(job, 0.1 * Second);
                ScriptedTree.End(job);
                Tick(30, 4 * Second);
                if (ticks % 15 == 0) Scrape();
            }
        }
    }

    [Fact]
    public void A_storm_of_short_processes_neither_grows_the_text_nor_loses_energy()
    {
        TreeProcess shell = _machine.Tree.Bear(1, 0);
        long before = 0;
        for (int second = 0; second < 120; second++)
        {
            for (int i = 0; i < 500; i++)
            {
                TreeProcess brief = _machine.Tree.Bear(++_pids, 1);
                _machine.Work(brief, 0.0005 * Second);
                ScriptedTree.End(brief);
            }

            // As many again that no scan has seen.
            _machine.Cpu.Work(0.25 * Second);
            _machine.Work(shell, 0.1 * Second);
            Tick(40, Second);
            SumsHold();
            if (second == 60) before = Memory();
        }

        Assert.InRange(_accounts.Latest!.Processes.Shown.Count, 0, 10);
        Assert.InRange(Memory(), 0, before + (8 << 20));
        Assert.Equal(120 * 40_000_000L, Values("ecocode_energy_joules_total").Sum());
    }

    private void Tick(double joules, TimeSpan after)
    {
        _counter.Count(Energy.FromJoules(joules));
        _machine.Tick(_meter, after);
        _accounts.Take(_meter.Latest!, _factors, null);
    }

    /// <summary>Of one scrape, to the microjoule: whoever is charged is all there is, by whatever label it is put together.</summary>
    private void SumsHold()
    {
        long whole = Values("ecocode_energy_joules_total").Sum(), nobody = Values("ecocode_unattributed_energy_joules_total").Sum();
        foreach (string kind in new[] { "process", "tree", "user", "unit", "container", "pod", "job" })
        {
            Assert.Equal(whole, Values($"ecocode_{kind}_energy_joules_total").Sum() + nobody);
        }
    }

    private IEnumerable<long> Values(string name) => Telemetry.Tests.OpenMetrics.Scrape.Values(Scrape(), name);

    private List<string> Series() => [.. Scrape().Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    private string Scrape()
    {
        var text = new ArrayBufferWriter<byte>();
        Assert.True(_exposition.TryTell(ExpositionFormat.OpenMetrics, compressed: false, static (bytes, into) => into.Write(bytes), text));
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);
}
