using System.Diagnostics.CodeAnalysis;
using EcoCode.Agent.Running;
using EcoCode.Host;
using EcoCode.Impact.Accounting;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Telemetry;
using EcoCode.Telemetry.Otlp;

namespace EcoCode.Cli.Agents;

/// <summary>A push of metrics as it was asked for.</summary>
/// <param name="Url">The collector; empty for what OpenTelemetry's variables say.</param>
/// <param name="Protocol">How it is spoken to; null where the address tells.</param>
/// <param name="Insecure">Whether metrics may cross the network in cleartext.</param>
internal sealed record PushRequest(string Url, string? Protocol, bool Insecure)
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    internal Note? Mistake => TrySettings(out _, out Note? problem) ? null : problem;

    /// <summary>Makes the push, which connects to nobody yet.</summary>
    /// <param name="accounts">What there is to tell.</param>
    /// <param name="grid">The grid, which may name a cloud's region.</param>
    /// <param name="version">The agent's version.</param>
    /// <param name="root">The root of the host.</param>
    /// <param name="time">The clock.</param>
    /// <param name="push">The push.</param>
    /// <param name="problem">Otherwise why there is none.</param>
    internal bool TryOpen(NodeAccounts accounts, GridNow grid, string version, PseudoFs root, TimeProvider time, [NotNullWhen(true)] out OtlpPush? push, [NotNullWhen(false)] out Note? problem)
    {
        push = null;
        if (!TrySettings(out OtlpSettings? settings, out problem)) return false;
        new PseudoFs("/proc").TryReadText("self/cgroup", out string own);
        IReadOnlyDictionary<string, string> resource = OtlpResource.Find(settings, root, Environment.GetEnvironmentVariable, version, Environment.MachineName, CgroupText.Parse(own).ContainerId, grid);
        return OtlpPush.TryOpen(settings, resource, () => accounts.Latest, time, out push, out problem);
    }

    /// <summary>Says in the log when pushes begin to fail, and when they reach the collector again.</summary>
    internal static Action<Note?> Say(AgentLog log) => problem =>
    {
        if (problem is not null) log.Warn(problem);
        else log.Tell("metrics reach the collector again, with all totals");
    };

    private bool TrySettings([NotNullWhen(true)] out OtlpSettings? settings, [NotNullWhen(false)] out Note? problem)
        => new OtlpEnvironment(Environment.GetEnvironmentVariable).TryRead(Url, Protocol, Insecure, out settings, out problem);
}
