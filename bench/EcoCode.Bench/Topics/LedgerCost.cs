using System.Diagnostics;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Bench.Topics;

/// <summary>How long it takes to find runs among a million, and how much a run takes on the disk.</summary>
internal static class LedgerCost
{
    private const int Runs = 1_000_000, Rounds = 11;
    private const double KiloByte = 1e3;

    internal static void Measure(Workshop workshop)
    {
        string path = workshop.PathOf("million.db");
        SqliteLedger.Open(path).Dispose();
        Fill(path);
        Times(path);
        Sizes(workshop);
    }

    private static void Fill(string path)
    {
        using Database database = LedgerFile.Open(path);
        database.Execute($$"""
            PRAGMA synchronous = OFF;
            BEGIN;
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {{Runs - 1}})
            INSERT INTO run (id, started, zone, state, name, project, host, kind, duration, exit_code, energy, co2e)
            SELECT printf('r-%08x', i * 4294), i * 1000000, 0, 1, 'name-' || (i % 1000), 'project-' || (i % 40), 'host', 'run', 12.5, 0, 1000000 + i, 0.5 FROM n;
            INSERT INTO tag (run, key, value, started) SELECT seq, 'branch', 'branch-' || (seq % 100), started FROM run;
            COMMIT;
            """);
    }

    private static void Times(string path)
    {
        var table = new Table("ledger", "", $"A page of 20 out of {Runs:N0} runs: medians of {Rounds}, the opening of the ledger included.");
        Dictionary<string, string> branch = new() { ["branch"] = "branch-42" };
        Page("the last runs", new RunQuery());
        Page("behind half of all", new RunQuery { After = $"r-{Runs / 2 * 4294L:x8}" });
        Page("of a name", new RunQuery { Name = "name-500" });
        Page("of a project", new RunQuery { Project = "project-7" });
        Page("of a tag", new RunQuery { Tags = branch });
        Page("of a tag and a project", new RunQuery { Tags = branch, Project = "project-1" });
        Page("of a day", new RunQuery { Since = DateTimeOffset.UnixEpoch.AddDays(5), Until = DateTimeOffset.UnixEpoch.AddDays(6) });
        Page("of a pattern that fits one in ten", new RunQuery { Name = "name-1*" });
        Page("of a pattern that fits none", new RunQuery { Name = "*none*" });
        Time("all projects", ledger => ledger.Projects());
        Time("the beginning of an id", ledger => ledger.TryResolve("r-7a1", out _, out _));

        void Page(string what, RunQuery query) => Time(what, ledger => ledger.List(query));
        void Time(string what, Action<SqliteLedger> use)
        {
            var times = new List<double>();
            for (int i = 0; i < Rounds; i++)
            {
                long start = Stopwatch.GetTimestamp();
                using (SqliteLedger ledger = SqliteLedger.Open(path)) use(ledger);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            table.Figure(what, Median.Of(times), "0.0 ms", 1000);
        }
    }

    private static void Sizes(Workshop workshop)
    {
        var table = new Table("course of a run", "", "Samples of a run of 30 W and 3 W in two components, as they are once put together.");
        table.Figure("an hour of seconds, 1 component", Size(workshop, 1, 3600, 1), "0.0 kB");
        table.Figure("an hour of seconds, 2 components", Size(workshop, 2, 3600, 1), "0.0 kB");
        table.Figure("an hour of seconds, 8 components", Size(workshop, 8, 3600, 1), "0.0 kB");
        table.Figure("an hour of tens of seconds, 2 components", Size(workshop, 2, 360, 10), "0.0 kB");
        table.Figure("an hour of minutes, 2 components", Size(workshop, 2, 60, 60), "0.0 kB");
    }

    /// <summary>What ten such hours add to a ledger, by the hour: a page more or less does not count.</summary>
    private static double Size(Workshop workshop, int parts, int rows, int width)
    {
        const int Hours = 10;
        string path = workshop.PathOf($"size-{parts}-{rows}.db");
        var random = new Random(1);
        var energies = new Energy[parts];
        using Database database = LedgerFile.Open(path);
        database.Execute("INSERT INTO run (seq, id, started, zone, state, name, host, kind, duration, energy, co2e) VALUES (1, 'r-1', 0, 0, 1, 'name', 'host', 'run', 1, 1, 1)");
        long before = database.Number("PRAGMA page_count");
        using (Statement insert = database.Prepare(SampleTable.Insert))
        {
            database.Transact(() =>
            {
                for (long i = 0; i < rows * Hours; i++)
                {
                    for (int part = 0; part < parts; part++) energies[part] = Energy.FromJoules((part == 0 ? 30 : 3) * width * (0.8 + (0.4 * random.NextDouble())));
                    SampleTable.Add(insert, 1, (i * width * 1_000_000) + random.Next(1000), (i + 1) * width * 1_000_000, energies);
                }
            });
        }

        return (database.Number("PRAGMA page_count") - before) * 4096 / KiloByte / Hours;
    }
}
