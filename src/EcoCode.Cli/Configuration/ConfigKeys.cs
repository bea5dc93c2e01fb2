namespace EcoCode.Cli.Configuration;

/// <summary>All keys of <c>ecocode.json</c>: the options for which a lasting value makes sense.</summary>
internal static class ConfigKeys
{
    internal const string Ledger = "ledger";

    internal static IReadOnlyList<ConfigKey> All { get; } =
    [
        new("project", "--project", ValueKind.Text, null, "Project that runs belong to."),
        new("tags", "--tag", ValueKind.Pairs, null, "Tags of runs. Those of all files and of the command line are joined."),
        new("zone", "--zone", ValueKind.Text, null, "Grid zone (DE, US-CA), country, or cloud region (aws:eu-central-1)."),
        new("basis", "--basis", ValueKind.Text, "lifecycle", "What the grid figure counts."),
        new("pue", "--pue", ValueKind.Number, null, "Power usage effectiveness of the building."),
        new("price", "--price", ValueKind.Text, null, "Price of electricity, such as 0.31EUR (per kWh)."),
        new("currency", "--currency", ValueKind.Text, null, "Currency that a cost is wanted in (ISO 4217)."),
        new("tariff", "--tariff", ValueKind.File, null, "A file of prices that go by the time.", OwnFilesOnly: true),
        new("instance_price", "--instance-price", ValueKind.Text, null, "What renting the machine costs, such as 1.20USD/h."),
        new("allow_metadata", "--allow-metadata", ValueKind.Switch, "false", "On a machine of a cloud without a zone, ask its metadata service for the region.", OwnFilesOnly: true),
        new("max_energy", "--max-energy", ValueKind.Text, null, "Most energy that a run may use, such as 2kWh."),
        new("max_co2", "--max-co2", ValueKind.Text, null, "Most emissions that a run may cause, such as 500g (CO2e)."),
        new("max_cost", "--max-cost", ValueKind.Text, null, "Most that a run's electricity may cost, such as 3EUR."),
        new("max_time", "--max-time", ValueKind.Text, null, "Longest time that a run may take, such as 2h."),
        new("on_budget", "--on-budget", ValueKind.Text, "warn", "What is done when a budget is used up.", OwnFilesOnly: true),
        new("grace", "--grace", ValueKind.Text, "10s", "Time between SIGTERM and SIGKILL when a run is stopped."),
        new("budget.daily_energy", null, ValueKind.Text, null, "Most energy that all runs of a day may use, such as 5kWh.", OwnFilesOnly: true),
        new("budget.daily_co2", null, ValueKind.Text, null, "Most emissions that all runs of a day may cause, such as 2kg (CO2e).", OwnFilesOnly: true),
        new("budget.daily_cost", null, ValueKind.Text, null, "Most that the electricity of all runs of a day may cost, such as 2EUR.", OwnFilesOnly: true),
        new("budget.monthly_energy", null, ValueKind.Text, null, "Most energy that all runs of a month may use, such as 100kWh.", OwnFilesOnly: true),
        new("budget.monthly_co2", null, ValueKind.Text, null, "Most emissions that all runs of a month may cause, such as 40kg (CO2e).", OwnFilesOnly: true),
        new("budget.monthly_cost", null, ValueKind.Text, null, "Most that the electricity of all runs of a month may cost, such as 30EUR.", OwnFilesOnly: true),
        new("attribution", "--attribution", ValueKind.Text, "busy", "Who bears idle power."),
        new("baseline", "--baseline", ValueKind.Number, null, "Power of the idle CPUs in watts, for attribution marginal."),
        new("interval", "--interval", ValueKind.Text, "100ms", "Time between samples, 1ms to 1h."),
        new("overhead_budget", "--overhead-budget", ValueKind.Number, "1", "Most per cent of one core that EcoCode itself may use."),
        new("cpu_source", "--cpu-source", ValueKind.Text, "auto", "Where CPU energy comes from."),
        new("gpus", "--gpus", ValueKind.Text, null, "GPUs to measure: all, none, or numbers, UUIDs and PCI addresses."),
        new("color", "--color", ValueKind.Text, "auto", "Whether to use colour."),
        new("ascii", "--ascii", ValueKind.Switch, "false", "Use no characters beyond ASCII."),
        new("no_progress", "--no-progress", ValueKind.Switch, "false", "Show no line of progress."),
        new("no_socket", "--no-socket", ValueKind.Switch, "false", "Let no program of the machine talk to runs, nor to the agent."),
        new("platform_source", "--platform-source", ValueKind.Text, null, "A meter of the whole machine: a file, or a command that is run.", OwnFilesOnly: true),
        new("host_sys", "--host-sys", ValueKind.Text, "/sys", "Where the host's /sys is, in a container.", OwnFilesOnly: true),
        new("host_proc", "--host-proc", ValueKind.Text, "/proc", "Where the host's /proc is, in a container.", OwnFilesOnly: true),
        new("no_ledger", "--no-ledger", ValueKind.Switch, "false", "Keep no record of runs."),
        new("record_command", "--record-command", ValueKind.Switch, "false", "Keep the command lines of runs in the ledger.", OwnFilesOnly: true),
        new("grid.provider", "--grid-provider", ValueKind.Text, null, "Where live carbon intensity comes from.", OwnFilesOnly: true),
        new("grid.zone", "--grid-zone", ValueKind.Text, null, "The zone as the provider calls it, where that is not the zone."),
        new("grid.kind", "--grid-kind", ValueKind.Text, "average", "What the figures of file, exec and static are about; carbon-aware-sdk needs it."),
        new("grid.intensity", "--grid-intensity", ValueKind.Number, null, "Carbon intensity in g/kWh, for the provider static."),
        new("grid.file", "--grid-file", ValueKind.File, null, "A series of carbon intensity, for the provider file.", OwnFilesOnly: true),
        new("grid.command", "--grid-command", ValueKind.Text, null, "A command that prints carbon intensity, for the provider exec.", OwnFilesOnly: true),
        new("grid.url", "--grid-url", ValueKind.Text, null, "Address of your Carbon Aware SDK.", OwnFilesOnly: true),
        new("dashboard.theme", "--theme", ValueKind.Text, "dark", "Colours of the dashboard."),
        new("dashboard.units", "--units", ValueKind.Text, "wh", "Units of energy in the dashboard: wh or si."),
        new("dashboard.filter", "--filter", ValueKind.Text, null, "Rows that the dashboard shows at first."),
        new("dashboard.columns", "--columns", ValueKind.Text, null, "Columns of the dashboard, such as pid,command,power,energy."),
        new("dashboard.no_mouse", "--no-mouse", ValueKind.Switch, "false", "Leave the mouse to the terminal."),
        new("agent.listen", "--listen", ValueKind.Text, "127.0.0.1:9464", "Where the agent serves metrics: addresses with ports, with commas between them.", OwnFilesOnly: true),
        new("agent.no_listen", "--no-listen", ValueKind.Switch, "false", "The agent serves no metrics over HTTP.", OwnFilesOnly: true),
        new("agent.insecure", "--insecure", ValueKind.Switch, "false", "Allow the agent cleartext at addresses that other machines reach.", OwnFilesOnly: true),
        new("agent.tls_cert", "--tls-cert", ValueKind.Text, null, "Certificate of the agent, PEM.", OwnFilesOnly: true),
        new("agent.tls_key", "--tls-key", ValueKind.Text, null, "Key of the agent's certificate, PEM.", OwnFilesOnly: true),
        new("agent.client_ca", "--client-ca", ValueKind.Text, null, "Authorities whose certificates the agent's clients must have, PEM.", OwnFilesOnly: true),
        new("agent.auth_basic_file", "--auth-basic-file", ValueKind.Text, null, "Names and passwords that the agent lets in.", OwnFilesOnly: true),
        new("agent.auth_token_file", "--auth-token-file", ValueKind.Text, null, "Bearer tokens that the agent lets in.", OwnFilesOnly: true),
        new("agent.top", "--top", ValueKind.Number, "50", "Processes with series of their own in the agent's metrics."),
        new("agent.otlp", "--otlp", ValueKind.Text, null, "OpenTelemetry collector that the agent pushes metrics to.", OwnFilesOnly: true),
        new("agent.otlp_protocol", "--otlp-protocol", ValueKind.Text, "auto", "How the collector is spoken to.", OwnFilesOnly: true),
        new("agent.otlp_insecure", "--otlp-insecure", ValueKind.Switch, "false", "Allow the agent cleartext to a collector on another machine.", OwnFilesOnly: true),
        new("agent.compat", "--compat", ValueKind.Text, null, "Programs under whose names the agent tells metrics, too.", OwnFilesOnly: true),
        new(Ledger, null, ValueKind.Text, null, "Path of the ledger of runs.", OwnFilesOnly: true),
        new("ecotrack.log_level", null, ValueKind.Text, null, "Of the Python package: least level of its logger, such as info."),
        new("ecotrack.export_prometheus", null, ValueKind.Switch, "false", "Of the Python package: serve the run's metrics on loopback.", OwnFilesOnly: true),
        new("ecotrack.prometheus_port", null, ValueKind.Number, "9465", "Of the Python package: port of those metrics.", OwnFilesOnly: true),
        new("ecotrack.save_report", null, ValueKind.Switch, "false", "Of the Python package: write a report at the end of a run.", OwnFilesOnly: true),
        new("ecotrack.report_path", null, ValueKind.Text, "ecotrack-report", "Of the Python package: where that report is written.", OwnFilesOnly: true),
    ];

    /// <summary>The key of a name, or null.</summary>
    internal static ConfigKey? Find(string name)
    {
        foreach (ConfigKey key in All)
        {
            if (key.Name == name) return key;
        }

        return null;
    }

    /// <summary>Whether a name is that of an object which holds keys.</summary>
    internal static bool IsGroup(string name)
    {
        foreach (ConfigKey key in All)
        {
            if (key.Name.Length > name.Length && key.Name[name.Length] == '.' && key.Name.StartsWith(name, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
