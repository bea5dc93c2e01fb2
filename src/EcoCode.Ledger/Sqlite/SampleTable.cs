using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Sqlite;

/// <summary>The course of a run: a row for each stretch, begin and length in µs.</summary>
internal static class SampleTable
{
    internal const string Insert = "INSERT INTO sample (run, at, span, energies) VALUES (?, ?, ?, ?)";

    internal static void Add(Statement insert, long seq, long from, long until, ReadOnlySpan<Energy> energies)
    {
        Span<byte> blob = stackalloc byte[EnergyBlob.Longest * energies.Length];
        int length = EnergyBlob.Write(energies, blob);
        insert.Bind(1, seq).Bind(2, from).Bind(3, until - from).Bind(4, blob[..length]).Run();
    }

    internal static List<RunSample> Read(Database database, long seq)
    {
        using Statement read = database.Prepare("SELECT at, span, energies FROM sample WHERE run = ? ORDER BY at").Bind(1, seq);
        var samples = new List<RunSample>();
        while (read.Step()) samples.Add(new RunSample(read.Integer(0) / 1e6, read.Integer(1) / 1e6, EnergyBlob.Read(read.Bytes(2))));
        return samples;
    }

    internal static long Microseconds(double seconds) => (long)Math.Round(seconds * 1e6);
}
