using System.Text;
using System.Text.RegularExpressions;
using EcoCode.Host;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Telemetry.Compat;
using EcoCode.Telemetry.OpenMetrics;
using EcoCode.Telemetry.Tests.OpenMetrics;

namespace EcoCode.Telemetry.Tests.Compat;

public sealed partial class CompatExpositionTests
{
    [Theory]
    [InlineData("scaph_host_power_microwatts{value_source=\"powercap_rapl_pkg\"} 6000000")]
    [InlineData("scaph_host_energy_microjoules{value_source=\"powercap_rapl_pkg\"} 4000001")]
    [InlineData("scaph_socket_power_microwatts{socket_id=\"0\"} 3250000")]
    [InlineData("scaph_socket_energy_microjoules{socket_id=\"0\"} 3000001")]
    [InlineData("scaph_domain_energy_microjoules{socket_id=\"0\",domain_id=\"0\",domain_name=\"dram\"} 500000")]
    [InlineData("scaph_process_power_consumption_microwatts{pid=\"7\",exe=\"python3\",cmdline=\"python3\",container_id=\"0123456789abcdef\",container_runtime=\"docker\",kubernetes_pod_name=\"web-0\",kubernetes_pod_namespace=\"shop\"} 2500000")]
    [InlineData("scaph_process_power_consumption_microwatts{pid=\"\",exe=\"other\",cmdline=\"other\"} 500000")]
    [InlineData("scaph_process_cpu_usage_percentage{pid=\"8\",exe=\"bash\",cmdline=\"bash\"} 25")]
    [InlineData("scaph_host_memory_available_bytes 750")]
    [InlineData("scaph_self_cpu_usage_percent 0.4")]
    [InlineData("kepler_node_cpu_joules_total{zone=\"package\",path=\"aggregated-package\",node_name=\"gpu-07\"} 3.000001")]
    [InlineData("kepler_node_cpu_joules_total{zone=\"dram\",path=\"aggregated-dram\",node_name=\"gpu-07\"} 0.5")]
    [InlineData("kepler_node_cpu_idle_joules_total{zone=\"package\",path=\"aggregated-package\",node_name=\"gpu-07\"} 1")]
    [InlineData("kepler_node_cpu_active_joules_total{zone=\"package\",path=\"aggregated-package\",node_name=\"gpu-07\"} 2.000001")]
    [InlineData("kepler_node_cpu_usage_ratio{node_name=\"gpu-07\"} 0.25")]
    [InlineData("kepler_node_cpu_info{processor=\"1\",vendor_id=\"GenuineIntel\",model_name=\"Xeon\",physical_id=\"0\",core_id=\"\"} 1")]
    [InlineData("kepler_node_gpu_joules_total{gpu=\"0\",gpu_uuid=\"GPU-1\",gpu_name=\"Scripted 100\",vendor=\"nvidia\",node_name=\"gpu-07\"} 0.5")]
    [InlineData("kepler_process_cpu_joules_total{pid=\"7\",comm=\"python3\",exe=\"\",type=\"container\",state=\"running\",container_id=\"0123456789abcdef\",vm_id=\"\",zone=\"package\",node_name=\"gpu-07\"} 1.5")]
    [InlineData("kepler_process_cpu_seconds_total{pid=\"8\",comm=\"bash\",exe=\"\",type=\"regular\",container_id=\"\",vm_id=\"\",node_name=\"gpu-07\"} 1")]
    [InlineData("kepler_process_gpu_joules_total{pid=\"7\",comm=\"python3\",exe=\"\",type=\"container\",state=\"running\",container_id=\"0123456789abcdef\",vm_id=\"\",node_name=\"gpu-07\"} 0.5")]
    [InlineData("kepler_container_cpu_joules_total{container_id=\"0123456789abcdef\",container_name=\"0123456789ab\",runtime=\"docker\",state=\"running\",zone=\"package\",pod_id=\"u1\",node_name=\"gpu-07\"} 1.5")]
    [InlineData("kepler_pod_cpu_watts{pod_id=\"u1\",pod_name=\"web-0\",pod_namespace=\"shop\",state=\"running\",zone=\"package\",node_name=\"gpu-07\"} 2.5")]
    [InlineData("kepler_build_info{arch=\"amd64\",branch=\"\",revision=\"99cf798\",version=\"0.1.0\",goversion=\"\"} 1")]
    public void A_series_has_the_name_the_labels_and_the_unit_of_the_other_program(string line)
        => Assert.Contains($"\n{line}\n", Text(ExpositionFormat.Prometheus), StringComparison.Ordinal);

    /// <summary>Metrics and labels of the queries in Scaphandre's docker-compose dashboard and its Kubernetes one, and in Kepler's compose ones, but those that docs/metrics.md names as empty.</summary>
    [Theory]
    [InlineData("scaph_host_power_microwatts")]
    [InlineData("scaph_host_energy_microjoules")]
    [InlineData("scaph_socket_power_microwatts")]
    [InlineData("scaph_domain_power_microwatts")]
    [InlineData("scaph_process_power_consumption_microwatts", "exe", "cmdline", "pid")]
    [InlineData("scaph_process_cpu_usage_percentage", "cmdline")]
    [InlineData("scaph_process_memory_bytes", "cmdline")]
    [InlineData("scaph_self_cpu_usage_percent")]
    [InlineData("scaph_self_memory_bytes")]
    [InlineData("kepler_build_info")]
    [InlineData("kepler_node_cpu_info", "model_name", "vendor_id")]
    [InlineData("kepler_node_cpu_usage_ratio", "node_name")]
    [InlineData("kepler_node_cpu_watts", "zone", "node_name")]
    [InlineData("kepler_node_cpu_joules_total", "zone", "node_name")]
    [InlineData("kepler_node_cpu_active_watts", "zone", "node_name")]
    [InlineData("kepler_node_cpu_active_joules_total", "zone")]
    [InlineData("kepler_node_cpu_idle_watts", "zone", "node_name")]
    [InlineData("kepler_node_cpu_idle_joules_total", "zone")]
    [InlineData("kepler_process_cpu_watts", "zone", "pid", "comm", "container_id")]
    [InlineData("kepler_process_cpu_joules_total", "zone", "pid", "container_id")]
    [InlineData("kepler_container_cpu_watts", "zone", "container_name")]
    [InlineData("kepler_container_cpu_joules_total", "zone", "container_name", "node_name")]
    [InlineData("kepler_pod_cpu_watts", "zone", "pod_name", "pod_namespace")]
    [InlineData("kepler_pod_cpu_joules_total", "pod_name", "node_name")]
    public void Queries_of_their_dashboards_find_what_they_look_for(string metric, params string[] labels)
    {
        string[] series = [.. Text(ExpositionFormat.Prometheus).Split('\n').Where(line => Name().Match(line).Value == metric)];
        Assert.NotEmpty(series);
        Assert.All(series, line => Assert.All(labels, label => Assert.Contains($"{label}=\"", line, StringComparison.Ordinal)));
    }

    [Fact]
    public void Series_have_the_labels_that_are_documented_in_their_order()
    {
        Dictionary<string, string[]> documented = ScaphandreFamilies.All.Concat(KeplerFamilies.All).ToDictionary(family => family.Sample, family => family.Labels.ToArray());
        var seen = new HashSet<string>();
        foreach (string line in Text(ExpositionFormat.Prometheus).Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            string name = Name().Match(line).Value;
            seen.Add(name);
            string[] labels = [.. Label().Matches(line).Select(match => match.Groups[1].Value)];
            Assert.Equal(documented[name].Select(label => label.Trim('[', ']')).Where(labels.Contains), labels);
            Assert.Empty(documented[name].Where(label => label[0] != '[').Except(labels));
        }

        Assert.Equal(documented.Keys.Order(), seen.Order());
    }

    [Fact]
    public void Processes_are_the_active_part_of_the_node_in_every_zone()
    {
        string text = Text(ExpositionFormat.Prometheus);
        foreach (string zone in new[] { "package", "dram" })
        {
            Assert.Equal(Sum(text, "kepler_node_cpu_active_joules_total", zone), Sum(text, "kepler_process_cpu_joules_total", zone));
        }
    }

    [Fact]
    public void A_counter_that_OpenMetrics_has_no_name_for_is_of_unknown_type_there()
    {
        Assert.Contains("# TYPE scaph_host_energy_microjoules unknown\n", Text(ExpositionFormat.OpenMetrics), StringComparison.Ordinal);
        Assert.Contains("# TYPE scaph_host_energy_microjoules counter\n", Text(ExpositionFormat.Prometheus), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_whom_was_asked_for_is_imitated()
    {
        Assert.DoesNotContain("kepler_", Text(ExpositionFormat.Prometheus, CompatNames.Scaphandre), StringComparison.Ordinal);
        Assert.DoesNotContain("scaph_", Text(ExpositionFormat.Prometheus, CompatNames.Kepler), StringComparison.Ordinal);
        Assert.Empty(Text(ExpositionFormat.Prometheus, CompatNames.None));
    }

    [Fact]
    public void A_scrape_allocates_nothing()
    {
        NodeReading reading = Node();
        CompatExposition exposition = Both;
        var writer = new MetricWriter(ExpositionFormat.Prometheus);
        for (int i = 0; i < 2; i++)
        {
            exposition.Write(reading, Made.Self, writer);
            writer.Clear();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        exposition.Write(reading, Made.Self, writer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static CompatExposition Both => new(CompatNames.Scaphandre | CompatNames.Kepler, Host);

    private static CompatHost Host { get; } = new("gpu-07", new CpuTopology { Vendor = "GenuineIntel", ModelName = "Xeon", SocketOf = [0, 0, -1] });

    /// <summary>A machine of which all is known: 2 J of CPU are of processes, of which 0.5 J are nobody's who has a row.</summary>
    private static NodeReading Node()
    {
        var docker = new ProcessGroup { ContainerId = "0123456789abcdef", Runtime = ContainerRuntime.Docker, PodUid = "u1" };
        var used = new EnergySplit(Energy.FromMicrojoules(1_500_000), Energy.FromMicrojoules(200_000), Energy.FromMicrojoules(500_000), default);
        var power = new PowerSplit(Power.FromWatts(2.5), default, default, default);
        MachineSnapshot snapshot = Made.Snapshot(
            Made.Process(7, 0, 2.5, "python3") with { Energy = used, Group = docker }, Made.Process(8, 0, 0.75, "bash"), Made.Process(9, 300_000, 0.5)) with
        {
            MemoryBytes = 1000,
            MemoryUsedBytes = 250,
            Cores = 1,
            Sources =
            [
                Made.Source(3_000_001, 3.25),
                Made.Source(500_000, 1) with { Id = new SensorId("dram"), Component = Component.Dram, Device = "memory of package 0" },
                Made.Source(500_000, 0) with { Id = new SensorId("gpu"), Component = Component.Gpu, Device = "0", Method = "nvml-energy", Gpu = new GpuReading(new GpuIdentity(0, "Scripted 100", "GPU-1", null), 0.5, null, null, null, null, null) },
                Made.Source(9_000_000, 9) with { Id = new SensorId("psys"), Component = Component.Platform, Device = "psys", State = SourceState.GivenUp },
            ],
            Groups =
            [
                Made.Group(GroupKind.Container, docker.ContainerId, docker.ContainerId, 1_500_000, docker) with { Power = power },
                Made.Group(GroupKind.Container, GroupReading.Gone, GroupReading.Gone, 5),
                Made.Group(GroupKind.Pod, "u1", "u1", 1_500_000, docker) with { Power = power },
            ],
            Energy = new EnergySplit(Energy.FromMicrojoules(3_000_001), Energy.FromMicrojoules(500_000), Energy.FromMicrojoules(500_000), default),
            Power = new PowerSplit(Power.FromWatts(5), Power.FromWatts(1), default, default),
            IdleAndRest = new PartReading(new EnergySplit(Energy.FromMicrojoules(1_000_000), Energy.FromMicrojoules(300_000), default, default), default, 0),
            Unseen = new PartReading(Made.Cpu(200_000), default, 0),
            EcoCode = new PartReading(Made.Cpu(1), default, 0),
        };
        return Made.Node(snapshot, most: 2);
    }

    private static decimal Sum(string text, string metric, string zone)
        => text.Split('\n').Where(line => Name().Match(line).Value == metric && line.Contains($"zone=\"{zone}\"", StringComparison.Ordinal))
            .Sum(line => decimal.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));

    private static string Text(ExpositionFormat format, CompatNames names = CompatNames.Scaphandre | CompatNames.Kepler)
    {
        var writer = new MetricWriter(format);
        new CompatExposition(names, Host).Write(Node(), Made.Self, writer);
        return Encoding.UTF8.GetString(writer.Written);
    }

    [GeneratedRegex("^[a-z0-9_]+")]
    private static partial Regex Name();

    [GeneratedRegex("[{,]([a-z_]+)=\"")]
    private static partial Regex Label();
}
