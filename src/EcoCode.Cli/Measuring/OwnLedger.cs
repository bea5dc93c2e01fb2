using EcoCode.Cli.Configuration;
using EcoCode.Host;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Processes.Linux;

namespace EcoCode.Cli.Measuring;

/// <summary>The ledger of whoever runs EcoCode, and who measures the runs in it.</summary>
internal static class OwnLedger
{
    /// <summary>A run that another PID namespace measures is taken for ended after so long without a word: it saves every second.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    /// <summary>Where it is; null where there is no home.</summary>
    internal static string? Location => Of(configured: true);

    /// <summary>Where a run is kept.</summary>
    /// <param name="configured">Whether the files of configuration count.</param>
    internal static string? Of(bool configured) => LedgerPath.Of(configured ? Configured.LedgerEnvironment : Environment.GetEnvironmentVariable);

    /// <summary>Opens it. Runs whose measuring process is gone are shown as interrupted.</summary>
    /// <exception cref="LedgerException">It can't be used.</exception>
    internal static SqliteLedger Open(TimeProvider time)
        => SqliteLedger.Open(Location ?? throw new LedgerException(LedgerPath.Unknown), measurer => IsAlive(measurer, new PseudoFs("/proc"), time));

    /// <summary>This process, as one that measures.</summary>
    internal static RunMeasurer Measurer(TimeProvider time)
    {
        var proc = new PseudoFs("/proc");
        ProcessIdentity.TryStarted(proc, Environment.ProcessId, out long started);
        return new RunMeasurer(Boot.Id(proc), ProcessIdentity.Space, Environment.ProcessId, started, time.GetUtcNow());
    }

    /// <summary>Whether the process that measures a run lives.</summary>
    internal static bool IsAlive(RunMeasurer measurer, PseudoFs proc, TimeProvider time)
    {
        if (measurer.Boot != Boot.Id(proc)) return false;
        return measurer.Space == ProcessIdentity.Space
            ? ProcessIdentity.TryStarted(proc, measurer.Pid, out long started) && started == measurer.Started
            : time.GetUtcNow() - measurer.Saved < LongestSilence;
    }
}
