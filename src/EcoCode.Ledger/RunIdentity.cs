using System.Text.Json.Serialization;

namespace EcoCode.Ledger;

/// <summary>Which run it was, and how it was measured.</summary>
public sealed record RunIdentity
{
    /// <summary>Short id: <c>r-</c> and hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The name given with <c>--name</c>, else the program's name.</summary>
    public required string Name { get; init; }

    public string? Project { get; init; }

    [JsonRequired]
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>File name of the program, or of the root process that was watched. Never its arguments.</summary>
    public required string Program { get; init; }

    /// <summary><c>run</c> (a command that EcoCode started), <c>monitor</c> (processes it was attached to) or <c>sidecar</c> (a program that had itself measured).</summary>
    public required string Kind { get; init; }

    public required string Host { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>Wall time, s, by the monotonic clock.</summary>
    public required double DurationS { get; init; }

    /// <summary>The command's exit code; <c>null</c> when a signal ended it, and for <c>monitor</c>.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended the command (<c>SIGKILL</c>), or <c>null</c>.</summary>
    public string? Signal { get; init; }

    /// <summary>True when EcoCode was told to stop before the command had ended by itself.</summary>
    [JsonRequired]
    public bool Interrupted { get; init; }

    /// <summary><c>busy</c>, <c>capacity</c> or <c>marginal</c>.</summary>
    public required string Attribution { get; init; }

    /// <summary>How the tree's CPU time was got: <c>cgroup</c>, <c>wait4+perf</c>, <c>wait4</c>, <c>clocks</c>.</summary>
    public required string TreeMethod { get; init; }

    /// <summary>How the machine's CPU time was got: <c>cgroup</c>, <c>idle</c>.</summary>
    public required string MachineMethod { get; init; }

    /// <summary>Time between samples that was asked for, s.</summary>
    public required double IntervalS { get; init; }
}
