using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Sqlite;

/// <summary>Lists give what was asked for, newest first, and look at no more rows than they give.</summary>
public sealed class RunListingTests(RunListingTests.Many many) : IClassFixture<RunListingTests.Many>
{
    private static readonly Dictionary<string, string> Nightly = new() { ["branch"] = "nightly" };

    public static TheoryData<RunQuery> Queries =>
    [
        new RunQuery(),
        new RunQuery { Name = "name-17" },
        new RunQuery { Name = "name-1*" },
        new RunQuery { Name = "*7" },
        new RunQuery { Name = "name-?" },
        new RunQuery { Project = "vision" },
        new RunQuery { Project = "vision", Name = "name-1*" },
        new RunQuery { Project = "vision", Name = "name-12" },
        new RunQuery { Tags = Nightly },
        new RunQuery { Tags = Nightly, Name = "name-*4", Project = "vision" },
        new RunQuery { Tags = new Dictionary<string, string> { ["branch"] = "nightly", ["odd"] = "yes" } },
        new RunQuery { Since = Many.At(500), Until = Many.At(900) },
        new RunQuery { Since = Many.At(500), Name = "name-3", Project = "vision" },
        new RunQuery { Until = Many.At(300), Tags = Nightly },
        new RunQuery { Name = "no such name" },
    ];

    [Theory]
    [MemberData(nameof(Queries))]
    public void All_pages_together_are_what_a_plain_filter_finds(RunQuery query)
    {
        var found = new List<string>();
        for (string? after = null; ;)
        {
            IReadOnlyList<RunRow> page = many.Ledger.List(query with { Limit = 7, After = after });
            Assert.InRange(page.Count, 0, 7);
            found.AddRange(page.Select(row => row.Id));
            if (page.Count == 0) break;
            after = page[^1].Id;
        }

        Assert.Equal(many.Runs.Where(run => Fits(run, query)).OrderByDescending(run => run.Started).ThenByDescending(run => run.Number).Select(run => run.Id), found);
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_page_is_read_by_an_index_and_never_sorted(RunQuery query)
    {
        using Database database = LedgerFile.Open(many.Path);
        var listing = new RunListing(query, (1, 1));
        using Statement explain = database.Prepare("EXPLAIN QUERY PLAN " + listing.Sql);
        var plan = new List<string>();
        while (explain.Step()) plan.Add(explain.Text(3));
        Assert.All(plan, line => Assert.DoesNotContain("TEMP B-TREE", line, StringComparison.Ordinal));
        Assert.All(plan, line => Assert.True(line.StartsWith("SEARCH", StringComparison.Ordinal) || line.StartsWith("CORRELATED", StringComparison.Ordinal), line));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public void The_work_for_a_page_is_that_of_its_rows_wherever_it_begins(int behind)
    {
        using Database database = LedgerFile.Open(many.Path);
        string[] ids = [.. many.Ledger.List(new RunQuery { Limit = 1000 }).Select(row => row.Id)];
        (long, long)? after = behind == 0 ? null : Place(database, ids[behind]);
        int[] work = [.. new[] { 10, 20 }.Select(limit => Work(database, new RunQuery { Limit = limit }, after))];

        // 40 instructions a row are some columns and the step to the next; 1,200 rows that are walked over would be tens of thousands.
        Assert.InRange(work[0], 10, 600);
        Assert.InRange(work[1], work[0], 1200);
    }

    [Fact]
    public void To_find_the_projects_not_every_run_is_looked_at()
    {
        Assert.Equal(["speech", "vision"], many.Ledger.Projects());
    }

    [Fact]
    public void A_page_behind_a_run_that_is_gone_is_a_problem_and_not_an_empty_page()
        => Assert.Equal("ECO5016", Assert.Throws<LedgerException>(() => many.Ledger.List(new RunQuery { After = "r-none" })).Problem.Code);

    [Theory]
    [InlineData("r-000000a5", "r-000000a5")]
    [InlineData("000000a5", "r-000000a5")]
    [InlineData("R-000000A5", "r-000000a5")]
    [InlineData("last", "r-000004a5")]
    [InlineData("last~0", "r-000004a5")]
    [InlineData("last~3", "r-000004a2")]
    public void A_text_that_means_one_run_finds_it(string text, string expected)
    {
        Assert.True(many.Ledger.TryResolve(text, out string? id, out _), text);
        Assert.Equal(expected, id);
    }

    [Theory]
    [InlineData("r-000000a", "ECO5014")]
    [InlineData("0", "ECO5014")]
    [InlineData("r-", "ECO5013")]
    [InlineData("", "ECO5013")]
    [InlineData("r-ffffffff", "ECO5013")]
    [InlineData("x%_*", "ECO5013")]
    [InlineData("\uffff", "ECO5013")]
    [InlineData("last~99999", "ECO5013")]
    [InlineData("last~-1", "ECO5013")]
    public void A_text_that_means_none_or_several_says_so(string text, string code)
    {
        Assert.False(many.Ledger.TryResolve(text, out _, out Note? problem));
        Assert.Equal(code, problem!.Code);
    }

    [Fact]
    public void An_ambiguous_text_is_answered_with_some_of_what_it_may_mean()
    {
        Assert.False(many.Ledger.TryResolve("r-000000a", out _, out Note? problem));
        Assert.Equal("`r-000000a` may be `r-000000a0`, `r-000000a1`, `r-000000a2`, `r-000000a3` and others", problem!.Message);
    }

    private static int Work(Database database, RunQuery query, (long, long)? after)
    {
        using Statement page = new RunListing(query, after).Prepare(database);
        while (page.Step())
        {
            // To the last row.
        }

        return page.Work;
    }

    private static (long, long) Place(Database database, string id)
    {
        using Statement find = database.Prepare("SELECT started, seq FROM run WHERE id = ?").Bind(1, id);
        Assert.True(find.Step());
        return (find.Integer(0), find.Integer(1));
    }

    private static bool Fits(Listed run, RunQuery query)
        => (query.Project is null || run.Project == query.Project)
            && (query.Name is null || System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(query.Name, run.Name, ignoreCase: false))
            && query.Tags.All(tag => run.Tags.Any(own => own.Key == tag.Key && own.Value == tag.Value))
            && (query.Since is not { } since || run.Started >= since)
            && (query.Until is not { } until || run.Started < until);

    public sealed record Listed(int Number, string Id, string Name, string? Project, DateTimeOffset Started, IReadOnlyList<(string Key, string Value)> Tags);

    /// <summary>1,190 runs, of which some started in the same moment.</summary>
    public sealed class Many : IDisposable
    {
        private readonly TemporaryLedger _file = new();

        public Many()
        {
            Runs =
            [
                .. Enumerable.Range(0, 0x4a6).Select(i => new Listed(
                    i,
                    $"r-{i:x8}",
                    $"name-{i % 23}",
                    (i % 5) switch { 0 => "vision", 1 => "speech", _ => null },
                    At(i),
                    [.. i % 4 == 0 ? [("branch", "nightly")] : Array.Empty<(string, string)>(), .. i % 3 == 0 ? [("odd", "yes")] : Array.Empty<(string, string)>()])),
            ];
            Ledger = _file.Open();
            foreach (Listed run in Runs)
            {
                StoredRun stored = TemporaryLedger.Run(run.Id, 0, run.Name, run.Project, [.. run.Tags]);
                RunRecord record = stored.Record with { Run = stored.Record.Run with { Started = run.Started } };
                Ledger.Add(stored with { Record = record, Samples = [], Parts = [] });
            }
        }

        public IReadOnlyList<Listed> Runs { get; }

        internal EcoCode.Ledger.Sqlite.SqliteLedger Ledger { get; }

        internal string Path => _file.Path;

        /// <summary>Start of a run: three at a time.</summary>
        public static DateTimeOffset At(int number) => TemporaryLedger.Begin.AddSeconds(number / 3);

        public void Dispose()
        {
            Ledger.Dispose();
            _file.Dispose();
        }
    }
}
