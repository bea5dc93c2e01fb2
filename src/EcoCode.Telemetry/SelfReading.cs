namespace EcoCode.Telemetry;

/// <summary>What the agent has to tell of itself.</summary>
public sealed record SelfReading
{
    /// <summary>Its version: <c>0.1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The commit that it was built of; empty when not known.</summary>
    public string Revision { get; init; } = "";

    /// <summary>When its process started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>CPU time of its process.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>Resident memory of its process, bytes.</summary>
    public required long ResidentBytes { get; init; }

    /// <summary>Files that its process has open; <c>null</c> when not known.</summary>
    public int? OpenFiles { get; init; }

    /// <summary>Files that its process may have open; <c>null</c> when not known.</summary>
    public int? MostFiles { get; init; }

    /// <summary>Ticks that made a snapshot.</summary>
    public required long Ticks { get; init; }

    /// <summary>Ticks that came more than half an interval late.</summary>
    public required long LateTicks { get; init; }

    /// <summary>Time since the last snapshot.</summary>
    public required TimeSpan SinceTick { get; init; }

    /// <summary>Time between ticks that was asked for.</summary>
    public required TimeSpan AskedInterval { get; init; }

    /// <summary>Time between ticks now: longer than asked for where ticks would cost too much.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>CPU time of measuring over time, of late: 0.01 is 1 % of a core.</summary>
    public required double Overhead { get; init; }

    /// <summary>What <see cref="Overhead"/> may be.</summary>
    public required double OverheadBudget { get; init; }

    /// <summary>Scrapes that were answered.</summary>
    public required long Scrapes { get; init; }

    /// <summary>CPU time or, where that is not known, time that they took.</summary>
    public required TimeSpan ScrapeTime { get; init; }

    /// <summary>Connections and requests that were refused: too many, too large, too slow, not allowed.</summary>
    public required long Refused { get; init; }

    /// <summary>What is pushed by OTLP; <c>null</c> when nothing is.</summary>
    public PushReading? Push { get; init; }
}
