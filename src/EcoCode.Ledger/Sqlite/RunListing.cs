using System.Text;
using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Sqlite;

/// <summary>The statement that gives a page of runs.</summary>
/// <remarks>
/// Each begins in the index that leaves the fewest: of a tag, else of a whole name, else of a project, else of time. All are in the order of the list, so a
/// page is read from its first row to its last, and what follows is never looked at. A pattern of names is held against the names in the index.
/// </remarks>
internal sealed class RunListing
{
    internal const string Columns =
        "r.seq, r.id, r.name, r.project, r.host, r.kind, r.state, r.started, r.zone, r.duration, r.exit_code, r.signal, r.energy, r.co2e, r.cost, r.currency, r.price, r.price_source";

    private readonly StringBuilder _where = new();
    private readonly List<object> _values = [];
    private readonly string _from;
    private readonly string _order;

    /// <param name="query">What is wanted.</param>
    /// <param name="after">Start and number of the run that it goes on behind.</param>
    internal RunListing(RunQuery query, (long Started, long Seq)? after)
    {
        bool whole = query.Name is { } name && name.AsSpan().IndexOfAny('*', '?') < 0;
        string started = "r.started", seq = "r.seq";
        List<KeyValuePair<string, string>> tags = [.. query.Tags];
        if (tags.Count > 0)
        {
            // A cross join is done from left to right.
            (_from, started, seq) = ("tag t INDEXED BY tag_by_value CROSS JOIN run r ON r.seq = t.run", "t.started", "t.run");
            And("t.key = ? AND t.value = ?", tags[0].Key, tags[0].Value);
            for (int i = 1; i < tags.Count; i++) And("EXISTS (SELECT 1 FROM tag o WHERE o.run = t.run AND o.key = ? AND o.value = ?)", tags[i].Key, tags[i].Value);
        }
        else _from = "run r INDEXED BY " + (whole ? "run_by_name" : query.Project is not null ? "run_by_project" : "run_by_time");

        if (query.Project is { } project) And("r.project = ?", project);
        if (query.Name is { } pattern) And(whole ? "r.name = ?" : "r.name GLOB ?", whole ? pattern : pattern.Replace("[", "[[]", StringComparison.Ordinal));
        if (query.Since is { } since) And($"{started} >= ?", Instant.Of(since));
        if (query.Until is { } until) And($"{started} < ?", Instant.Of(until));
        if (after is { } last) And($"{started} <= ? AND ({started} < ? OR {seq} < ?)", last.Started, last.Started, last.Seq);
        _values.Add((long)query.Limit);
        _order = $"{started} DESC, {seq} DESC";
    }

    internal string Sql => $"SELECT {Columns} FROM {_from}{_where} ORDER BY {_order} LIMIT ?";

    /// <summary>Prepares it, with all values bound.</summary>
    internal Statement Prepare(Database database)
    {
        Statement statement = database.Prepare(Sql);
        for (int i = 0; i < _values.Count; i++)
        {
            if (_values[i] is long number) statement.Bind(i + 1, number);
            else statement.Bind(i + 1, (string)_values[i]);
        }

        return statement;
    }

    private void And(string condition, params object[] values)
    {
        _where.Append(_where.Length == 0 ? " WHERE " : " AND ").Append(condition);
        _values.AddRange(values);
    }
}
