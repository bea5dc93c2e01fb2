using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Sqlite;

/// <summary>Puts a run into the ledger for the first time.</summary>
internal static class NewRun
{
    /// <summary>Adds its row, its record and its tags; within a transaction.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="record">The record; gets a longer id where its own is taken (eight digits meet again once in some ten thousand runs).</param>
    /// <param name="state">Its state.</param>
    /// <param name="command">The command line, where it is to be kept.</param>
    /// <returns>The run's number.</returns>
    internal static long Add(Database database, ref RunRecord record, RunState state, string? command)
    {
        long? seq;
        while ((seq = RunTable.TryAdd(database, record, state)) is null)
        {
            record = record with { Run = record.Run with { Id = record.Run.Id + Random.Shared.GetHexString(4, lowercase: true) } };
        }

        RecordTable.Save(database, seq.Value, record, command);
        RecordTable.Tag(database, seq.Value, record.Run.Tags);
        return seq.Value;
    }
}
