namespace EcoCode.Tui.Dashboards;

/// <summary>What the dashboard is of.</summary>
public sealed record Subject
{
    /// <summary>The machine's name.</summary>
    public required string Host { get; init; }

    /// <summary>The run that is replayed: <c>resnet-b256 r-8c41</c>; null of the machine as it is now.</summary>
    public string? Run { get; init; }

    /// <summary>Time between snapshots, of a run that between its samples.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Named windows of a run.</summary>
    public IReadOnlyList<Marked> Phases { get; init; } = [];

    /// <summary>The time zone that times are shown in.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}
