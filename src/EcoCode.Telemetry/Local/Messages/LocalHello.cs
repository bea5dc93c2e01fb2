namespace EcoCode.Telemetry.Local.Messages;

/// <summary>Who is there, and what it can do.</summary>
public sealed record LocalHello
{
    public int Protocol { get; init; } = LocalProtocol.Version;

    /// <summary>Name and version: <c>ecocode 0.1.0</c>.</summary>
    public required string Server { get; init; }

    public required string Role { get; init; }

    public required string Host { get; init; }

    public required string BootId { get; init; }

    /// <summary>Now, by CLOCK_MONOTONIC, ns.</summary>
    public required long NowNs { get; init; }

    /// <summary>Time between ticks, s.</summary>
    public required double IntervalS { get; init; }

    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>The run that is measured; <c>null</c> for an agent.</summary>
    public LocalRun? Run { get; init; }
}
