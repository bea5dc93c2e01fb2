using EcoCode.Cli.Grid;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Cli.Measuring.Predicting;
using EcoCode.Impact;
using EcoCode.Metering.Attribution;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Cli.Measuring;

/// <summary>How something is to be measured, as it was said on the command line.</summary>
internal sealed record MeasureRequest
{
    public string? Name { get; init; }

    public string? Project { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>Share of one core that EcoCode may use: 0.01 is 1 %.</summary>
    public required double Budget { get; init; }

    public required AttributionMode Mode { get; init; }

    public Power? Baseline { get; init; }

    public required CpuPreference CpuSource { get; init; }

    /// <summary>Which GPUs are measured.</summary>
    public GpuSelection Gpus { get; init; } = GpuSelection.All;

    /// <summary>Whether numbers in <see cref="Gpus"/> are those of the driver, and not CUDA's own.</summary>
    public bool GpusInDriverOrder { get; init; } = true;

    /// <summary>A meter of the whole machine, see <see cref="EcoCode.Sensors.External"/>.</summary>
    public string? PlatformSource { get; init; }

    public required ImpactRequest Impact { get; init; }

    /// <summary>Prices that go by the time; null where the price is one.</summary>
    public TariffFile? Tariff { get; init; }

    /// <summary>Address of the machine's metadata service, where it may be asked where the machine is; else null.</summary>
    public string? Metadata { get; init; }

    /// <summary>Where live intensity comes from; by default from nowhere.</summary>
    public GridRequest Grid { get; init; } = GridRequest.None;
    /// <summary>Limits of the run, or null where none is set.</summary>
    public BudgetRequest? Budgets { get; init; }

    /// <summary>Where the command tells how far it is, or null.</summary>
    public ProgressSource? ProgressFrom { get; init; }

    /// <summary>Whether programs of this user may talk to the run.</summary>
    public bool Socket { get; init; } = true;

    /// <summary>Whether the run is kept in the ledger.</summary>
    public required bool Kept { get; init; }

    /// <summary>Whether the files of configuration say where the ledger is, as far as the environment does not.</summary>
    public required bool Configured { get; init; }

    /// <summary>Whether its command line is kept with it, which may hold secrets.</summary>
    public required bool RecordCommand { get; init; }

    public required OutputRequest Output { get; init; }

    public required string HostSys { get; init; }

    public required string HostProc { get; init; }
}
