using EcoCode.Quantities;

namespace EcoCode.Ledger.Sqlite;

/// <summary>Keeps the course of a long run small: what is older than an hour is put together to 10 s, what is older than a day to a minute.</summary>
/// <remarks>Sums of energies lose nothing. It goes on with the run, some rows at a time, so that no save takes long.</remarks>
internal sealed class SampleRollup : IDisposable
{
    private const long Second = 1_000_000;

    // Age from which samples are put together, and the width that they are put together to, µs.
    private static readonly long[] Ages = [3600 * Second, 24 * 3600 * Second];
    private static readonly long[] Widths = [10 * Second, 60 * Second];

    private readonly Statement _read;
    private readonly Statement _remove;
    private readonly Statement _insert;
    private readonly List<Energy> _sum = [];

    internal SampleRollup(Database database)
    {
        _read = database.Prepare("SELECT at, span, energies FROM sample WHERE run = ? AND at >= ? AND at < ? ORDER BY at");
        _remove = database.Prepare("DELETE FROM sample WHERE run = ? AND at >= ? AND at < ?");
        _insert = database.Prepare(SampleTable.Insert);
    }

    /// <summary>Nothing is put together yet.</summary>
    internal static long[] Start() => new long[Ages.Length];

    /// <summary>Puts together what has become old enough.</summary>
    /// <param name="seq">Number of the run.</param>
    /// <param name="until">How far the run has come, µs.</param>
    /// <param name="done">How far each level has come, µs; is moved on.</param>
    internal void Advance(long seq, long until, long[] done)
    {
        for (int level = 0; level < Ages.Length; level++)
        {
            for (; until - Ages[level] >= done[level] + Widths[level]; done[level] += Widths[level]) Merge(seq, done[level], done[level] + Widths[level]);
        }
    }

    public void Dispose()
    {
        _read.Dispose();
        _remove.Dispose();
        _insert.Dispose();
    }

    private void Merge(long seq, long from, long to)
    {
        (long first, long end, int rows) = (0, 0, 0);
        _sum.Clear();
        _read.Bind(1, seq).Bind(2, from).Bind(3, to);
        for (; _read.Step(); rows++)
        {
            if (rows == 0) first = _read.Integer(0);
            end = _read.Integer(0) + _read.Integer(1);
            List<Energy> energies = EnergyBlob.Read(_read.Bytes(2));
            while (_sum.Count < energies.Count) _sum.Add(Energy.Zero);
            for (int i = 0; i < energies.Count; i++) _sum[i] += energies[i];
        }

        _read.Reset();
        if (rows < 2) return;
        _remove.Bind(1, seq).Bind(2, from).Bind(3, to).Run();
        SampleTable.Add(_insert, seq, first, end, [.. _sum]);
    }
}
