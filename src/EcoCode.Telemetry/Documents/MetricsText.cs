namespace EcoCode.Telemetry.Documents;

/// <summary>What docs/metrics.md says beside its tables.</summary>
internal static class MetricsText
{
    internal const string Head = """
        # Metrics

        What `ecocode agent` tells, at `/metrics` and by OTLP. This page is made from the code: `./build.sh docs`.

        `/metrics` speaks OpenMetrics 1.0 and the older Prometheus text, whichever is asked for. Units are base units, in the name; what counts ends in `_total`
        and never falls while the agent runs, and what is not known has no series instead of 0. Watts are means over the last interval
        (`ecocode_self_interval_seconds`): for anything but a glance take `rate()` of the joules. A scrape reads the last snapshot and no sensor.

        **Sums are exact.** At one scrape, to the microjoule:

        - `sum(ecocode_energy_joules_total)` = `sum(ecocode_process_energy_joules_total)` + `sum(ecocode_unattributed_energy_joules_total)`
        - the sum of each of `ecocode_{process,tree,user,unit,container,pod,job}_energy_joules_total` is the same: that of all processes, ended ones included.

        **There are never more than so many series.** Of processes, and of trees of them, the `--top` that draw most have series of their own; the rest is in one with
        the name `other`. A series begins at 0 when its owner is chosen. When it goes, all that it told of goes to the series `gone` at once, so that sums
        stay whole: **take rates without it**, or what was used long ago counts again when a process ends:

            sum(rate(ecocode_process_energy_joules_total{comm!="gone"}[5m]))
            sum by (pod) (rate(ecocode_pod_energy_joules_total{pod_uid!="(gone)"}[5m]))

        Users, units, containers, pods and jobs have a series as long as they have processes, and ten minutes more (at most 500 without processes); then they
        go to `(gone)`. An empty label is of processes that belong to none of the kind. No label has a process's arguments.

        """;

    internal const string Trees = """

        **A tree** is a process with all below it, named by its root. A process is a root if its parent can't be seen or is pid 1; is a user's own systemd; or
        is in another systemd unit or another container: what `systemctl --user` starts, a login by `sshd`, and whatever a container runtime starts are trees of their own. A
        process that is orphaned becomes a root, and what it used before stays with the tree that it was in.

        """;

    internal const string Compat = """

        Grams and litres add up by the tick, each part of the energy at the intensity, PUE and price of its time; an intensity that changes later does not change
        what was counted. Intensities are per kilowatt-hour, as all who publish them do, and not per joule. The two bases count different parts of
        the energy: pick one, never add them. Names that begin with `process_` are those that all exporters share.
        """;

    internal const string NotOfScaphandre = """

        These have the names, labels and units of Scaphandre 1.0, so that its dashboards go on working. `cmdline` has the name of a process and not its arguments, which may hold
        secrets; filters on a program's name find it. Powers are of all that is measured, GPUs too. Panels of its sample dashboard that stay empty: load averages
        (`scaph_host_load_avg_*`), disks (`scaph_host_disk_*`) and virtual memory (`scaph_process_memory_virtual_bytes`,
        `scaph_self_memory_virtual_bytes`), which EcoCode does not measure; node_exporter does.
        """;

    internal const string NotOfKepler = """

        These have the names, labels and units of Kepler 0.10 and later. What processes are charged is `active`, what nobody is charged is `idle`: by default
        (`--attribution busy`) all that was used while anything ran is active, while Kepler calls active what `--attribution capacity` does.
        Containers have the first 12 digits of their id for a name, as `docker ps` shows them; `exe` is empty.
        Queries of its dashboards that stay empty: virtual machines (`kepler_vm_*`), a management controller (`kepler_platform_watts`), active and idle parts of
        one GPU, and the names that it had before 0.10 (`kepler_container_joules_total`, `kepler_node_package_joules_total` and the like).
        """;

    internal const string Otlp = """


        ## OTLP

        `--otlp URL` pushes the same figures to an OpenTelemetry collector, or to anything that speaks OTLP: over gRPC, or as protobuf over HTTP where the address
        has port 4318 or a path. Nothing is pushed, and no variable is read, without it. With it hold
        `OTEL_EXPORTER_OTLP_{ENDPOINT,PROTOCOL,HEADERS,TIMEOUT,COMPRESSION,CERTIFICATE,CLIENT_CERTIFICATE,CLIENT_KEY,INSECURE}`, before them the same with `METRICS_` after `OTLP_`,
        and `OTEL_METRIC_EXPORT_INTERVAL`, `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`. A push is every 15 s unless that says otherwise.

        All sums are monotonic and cumulative: a collector that is down for an hour gets all totals by the first push that it takes. Failed pushes are counted in
        `ecocode_otlp_exports_total{outcome="failed"}`. A whole-machine meter is told as `hw.host.*` only, as the conventions demand, so that `hw.energy` can be
        added up. There is no convention yet for what a process or a container uses; those names are EcoCode's own. Points with `ecocode.rest` are of the `other`, of those
        that are `gone` (leave these out of rates, as above), and of processes that belong to `none`. Series of processes and groups begin anew, with a new start time, when 1,000 of a kind
        are gone: they then tell what came in since the last push that was taken, and the sum over all begins is exact. A receiver goes on showing a series that is gone for a while (Prometheus for
        five minutes, `--query.lookback-delta`): for so long a sum over processes counts what it had twice, in it and in `gone`; sums over `hw.energy` never do. Attributes in brackets are there where they are known.

        """;

    internal const string Resource = """

        The resource has `service.name` (`ecocode`), `service.version`, `service.instance.id` and `host.name` (the machine's name), `host.arch`, `os.type`, `os.name`, `os.version`,
        `os.description`, `container.id` of the agent, `cloud.provider` and `cloud.region` where the zone names a cloud's, and of Kubernetes what the downward API puts
        into the environment: `k8s.node.name` (`K8S_NODE_NAME` or `NODE_NAME`), `k8s.pod.name` (`K8S_POD_NAME`, `POD_NAME`), `k8s.pod.uid` (`K8S_POD_UID`, `POD_UID`),
        `k8s.namespace.name` (`K8S_NAMESPACE_NAME`, `POD_NAMESPACE`), `k8s.cluster.name` (`K8S_CLUSTER_NAME`). `OTEL_RESOURCE_ATTRIBUTES` adds to them and goes first.
        The machine's id is not told.

        """;
}
