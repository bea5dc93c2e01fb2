using System.Diagnostics.CodeAnalysis;
using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;
using EcoCode.Ledger;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Cli.Planning;

/// <summary>A run of the ledger that something is expected to be like.</summary>
/// <param name="Duration">How long it took.</param>
/// <param name="Power">Its mean power; null where none was measured.</param>
internal sealed record LikeRun(TimeSpan Duration, Power? Power)
{
    /// <summary>Finds it.</summary>
    /// <param name="text">What the user called it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="run">The run.</param>
    /// <param name="problem">Why there is none.</param>
    internal static bool TryFind(string text, TimeProvider time, [NotNullWhen(true)] out LikeRun? run, [NotNullWhen(false)] out Note? problem)
    {
        run = null;
        try
        {
            using SqliteLedger ledger = OwnLedger.Open(time);
            if (!ledger.TryResolve(text, out string? id, out problem)) return false;
            RunRecord record = LedgerUse.Read(ledger, id).Record;
            problem = record.Run.DurationS > 0 ? null : PlanningProblems.NoLength(id);
            if (problem is not null) return false;
            run = new(TimeSpan.FromSeconds(record.Run.DurationS), record.Total.MeanPowerW > 0 ? Quantities.Power.FromWatts(record.Total.MeanPowerW) : null);
            return true;
        }
        catch (LedgerException fault)
        {
            problem = fault.Problem;
            return false;
        }
    }
}
