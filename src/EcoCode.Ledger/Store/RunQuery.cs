namespace EcoCode.Ledger.Store;

/// <summary>Which runs are wanted. What is null does not matter; all that is given must hold.</summary>
public sealed record RunQuery
{
    public string? Project { get; init; }

    /// <summary>The name; <c>*</c> and <c>?</c> stand for any characters.</summary>
    public string? Name { get; init; }

    /// <summary>Tags that a run must bear, with these values.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Started then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Started before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Most rows to give, 1 or more.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Go on behind this run, the last of the page before.</summary>
    public string? After { get; init; }
}
