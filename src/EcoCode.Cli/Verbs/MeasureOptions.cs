using System.CommandLine;
using System.CommandLine.Parsing;
using EcoCode.Cli.Grid;
using EcoCode.Cli.Measuring;
using EcoCode.Impact;
using EcoCode.Metering.Attribution;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Cli.Verbs;

/// <summary>The options of every verb that measures.</summary>
internal sealed class MeasureOptions
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Per cent of one core.</summary>
    private const double DefaultBudget = 1;

    private readonly Option<TimeSpan?> _interval = new("--interval", "-i")
    {
        Description = "Time between samples, 1ms to 1h (default: 100ms).",
        HelpName = "time",
        CustomParser = result => Values.Duration(result, ShortestInterval, LongestInterval, "a time from 1ms to 1h, such as `100ms`"),
    };

    private readonly Option<double?> _budget = new("--overhead-budget")
    {
        Description = "Most of one core that EcoCode itself may use; it samples more rarely to stay below (default: 1).",
        HelpName = "percent",
        CustomParser = result => Values.Number(result, "%", 0.01, 100, "a percentage of one core from 0.01 to 100, such as `1`"),
    };

    private readonly Option<AttributionMode> _attribution = Values.Choice(
        ["--attribution", "-a"],
        "Who bears idle power: busy has whoever ran bear it, capacity and marginal nobody",
        ("busy", AttributionMode.Busy), ("capacity", AttributionMode.Capacity), ("marginal", AttributionMode.Marginal));

    private readonly Option<double?> _baseline = new("--baseline")
    {
        Description = "With --attribution marginal: power of the idle CPUs. Left out, it is measured for 2 s before the start.",
        HelpName = "watts",
        CustomParser = result => Values.Number(result, "W", 0, 1e5, "a power in watts, such as `12.5`"),
    };

    private readonly Option<CpuPreference> _cpuSource = Values.Choice(
        ["--cpu-source"], "Where CPU energy comes from", ("auto", CpuPreference.Auto), ("sensor", CpuPreference.Sensor), ("model", CpuPreference.Model));

    private readonly Option<string?> _platform = new("--platform-source") { Description = "A meter of the whole machine: a file or command that yields watts or joules (docs/hardware.md).", HelpName = "meter" };
    private readonly Option<GpuSelection?> _gpus = new("--gpus")
    {
        Description = "GPUs to measure: all, none, or numbers, UUIDs and PCI addresses. Left out: all, or what CUDA_VISIBLE_DEVICES shows a command.",
        HelpName = "gpu[,gpu…]",
        CustomParser = result => Values.Gpus(result),
    };

    private readonly Option<string?> _zone = new("--zone", "-z") { Description = "Grid zone (DE, US-CA), country, or cloud region (aws:eu-central-1).", HelpName = "zone" };
    private readonly Option<GridBasis> _basis = Values.Choice(["--basis"], "What the grid figure counts", ("lifecycle", GridBasis.Lifecycle), ("direct", GridBasis.Direct));
    private readonly Option<double?> _pue = new("--pue") { Description = "Power usage effectiveness of the building.", HelpName = "ratio", CustomParser = result => Values.Number(result, "", double.MinValue, double.MaxValue, "a number, such as `1.2`") };
    private readonly Option<string?> _price = new("--price") { Description = "Price of electricity, such as 0.31EUR (per kWh).", HelpName = "price" };
    private readonly Option<string?> _currency = new("--currency") { Description = "Currency that a cost is wanted in (ISO 4217).", HelpName = "code" };
    private readonly Option<string?> _tariff = new("--tariff") { Description = "A file of prices that go by the time: JSON of hours and days, or CSV of a market's (docs/impact.md).", HelpName = "file" };
    private readonly Option<string?> _instancePrice = new("--instance-price") { Description = "What renting the machine costs, such as 1.20USD/h; shown apart from the electricity.", HelpName = "price" };
    private readonly Option<bool> _allowMetadata = new("--allow-metadata") { Description = "On a machine of a cloud without --zone, ask its metadata service (169.254.169.254) for the region.", Arity = ArgumentArity.Zero };
    private readonly GridOptions _grid = new();
    private readonly Option<string?> _name;
    private readonly bool _startsCommand;
    private readonly Option<string?> _project = new("--project") { Description = "Project that the run belongs to.", HelpName = "name" };
    private readonly Option<SortedDictionary<string, string>?> _tag = new("--tag") { Description = "A tag, key=value. May be repeated.", HelpName = "key=value", AllowMultipleArgumentsPerToken = false, Arity = new ArgumentArity(1, 100), CustomParser = Values.Pairs };
    private readonly Option<string?> _json = new("--json") { Description = "Write the result as JSON to a file, - for standard output; without a value to standard error, instead of the summary.", HelpName = "file", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _noLedger = new("--no-ledger") { Description = "Do not keep the run in the ledger.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _recordCommand = new("--record-command") { Description = "Keep the command line in the ledger as well. It may hold secrets.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "One line; -qq for nothing but errors.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Say how each figure was got.", Arity = ArgumentArity.Zero };
    private readonly Option<string?> _color = Values.Choice<string?>(["--color"], "Whether to use colour", ("auto", "auto"), ("always", "always"), ("never", "never"));
    private readonly Option<bool> _ascii = new("--ascii") { Description = "Use no characters beyond ASCII.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _noProgress = new("--no-progress") { Description = "Show no line of progress.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _noSocket = new("--no-socket") { Description = "Let no program talk to this run (docs/api.md).", Arity = ArgumentArity.Zero };
    private readonly BudgetOptions _budgets = new();
    private readonly Option<string> _hostSys = new("--host-sys") { Description = "Where the host's /sys is, in a container.", HelpName = "folder", DefaultValueFactory = _ => "/sys" };
    private readonly Option<string> _hostProc = new("--host-proc") { Description = "Where the host's /proc is, in a container.", HelpName = "folder", DefaultValueFactory = _ => "/proc" };

    /// <summary>Has <c>ecocode.json</c> left out.</summary>
    internal Option<bool> NoConfig { get; } = new("--no-config") { Description = "Read no ecocode.json (docs/configuration.md).", Arity = ArgumentArity.Zero };

    /// <param name="nameOption">What the option for the run's name is called.</param>
    /// <param name="startsCommand">Whether a command is started, so that what the environment says to it holds.</param>
    internal MeasureOptions(string nameOption, bool startsCommand)
        => (_name, _startsCommand) = (new(nameOption) { Description = "Name of the run.", HelpName = "name" }, startsCommand);

    /// <summary>All of them, in the order of the help.</summary>
    internal IReadOnlyList<Option> All =>
    [
        _name, _project, _tag, _interval, _attribution, _baseline, _zone, _basis, _pue, _price, _currency, _tariff, _instancePrice, .. _budgets.All, _json, _noLedger, _recordCommand, _quiet, _verbose,
        _color, _ascii, _noProgress, _noSocket, _cpuSource, _gpus, _platform, _budget, .. _grid.All, _allowMetadata, _hostSys, _hostProc, NoConfig,
    ];

    /// <summary>Those that say what energy is judged by.</summary>
    internal IReadOnlyList<Option> OfImpact => [_zone, _basis, _pue, _price, _currency, _tariff, _instancePrice];

    /// <summary>Those that say where live intensity comes from.</summary>
    internal IReadOnlyList<Option> OfGrid => _grid.All;

    /// <summary>Those that say what is measured and by what it is judged, and nothing of a run.</summary>
    internal IReadOnlyList<Option> OfMachine => [_interval, .. OfImpact, _color, _ascii, _cpuSource, _platform, _budget, .. _grid.All, _allowMetadata, _hostSys, _hostProc, NoConfig];

    /// <summary>Those that say which grid it is.</summary>
    internal IReadOnlyList<Option> OfPlace => [_zone, _basis];

    /// <summary>Those of a dashboard, which has another interval.</summary>
    internal IReadOnlyList<Option> OfDashboard => [_attribution, _baseline, .. OfMachine.Where(option => option != _interval), _gpus];

    /// <summary>What was said.</summary>
    internal MeasureRequest Read(ParseResult parsed)
    {
        int quiet = parsed.GetResult(_quiet)?.IdentifierTokenCount ?? 0;
        OptionResult? json = parsed.GetResult(_json);
        return new MeasureRequest
        {
            Name = parsed.GetValue(_name),
            Project = parsed.GetValue(_project),
            Tags = parsed.GetValue(_tag) ?? [],
            Interval = parsed.GetValue(_interval) ?? DefaultInterval,
            Budget = (parsed.GetValue(_budget) ?? DefaultBudget) / 100,
            Mode = parsed.GetValue(_attribution),
            Baseline = parsed.GetValue(_baseline) is { } watts ? Power.FromWatts(watts) : null,
            CpuSource = parsed.GetValue(_cpuSource),
            Gpus = parsed.GetValue(_gpus) ?? (_startsCommand ? GpuSelection.OfCuda(Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES")) : GpuSelection.All),
            GpusInDriverOrder = parsed.GetValue(_gpus) is not null || Environment.GetEnvironmentVariable("CUDA_DEVICE_ORDER") == "PCI_BUS_ID",
            PlatformSource = parsed.GetValue(_platform),
            Impact = new ImpactRequest
            {
                Zone = parsed.GetValue(_zone),
                Basis = parsed.GetValue(_basis),
                Pue = parsed.GetValue(_pue),
                Price = parsed.GetValue(_price),
                Currency = parsed.GetValue(_currency),
                InstancePrice = parsed.GetValue(_instancePrice),
            },
            Tariff = parsed.GetValue(_tariff) is { } tariff ? new TariffFile(tariff) : null,
            Metadata = parsed.GetValue(_allowMetadata) ? Placing.MetadataService.LinkLocal : null,
            Grid = _grid.Read(parsed) with { Basis = parsed.GetValue(_basis) },
            Budgets = _budgets.Read(parsed),
            Socket = !parsed.GetValue(_noSocket),
            Kept = !parsed.GetValue(_noLedger),
            Configured = !parsed.GetValue(NoConfig),
            RecordCommand = parsed.GetValue(_recordCommand),
            Output = new OutputRequest
            {
                Json = json is null || json.Implicit ? JsonTarget.None : parsed.GetValue(_json) is { } file ? JsonTarget.To(file) : JsonTarget.InsteadOfSummary,
                Quiet = quiet,
                Verbose = parsed.GetValue(_verbose),
                Color = parsed.GetValue(_color) ?? "auto",
                Ascii = parsed.GetValue(_ascii),
                Progress = !parsed.GetValue(_noProgress),
            },
            HostSys = parsed.GetValue(_hostSys)!,
            HostProc = parsed.GetValue(_hostProc)!,
        };
    }
}
