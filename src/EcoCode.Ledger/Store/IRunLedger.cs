using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Store;

/// <summary>The runs that were measured: found, read, named and removed.</summary>
/// <remarks>Safe to be open in many processes at once. Every call may throw <see cref="LedgerException"/>.</remarks>
public interface IRunLedger : IDisposable
{
    /// <summary>Runs, newest first, by index: the cost grows with the rows given and not with those there are.</summary>
    IReadOnlyList<RunRow> List(RunQuery query);

    /// <summary>What runs amount to from a time on. Of one that began before, the part that fell after it counts, as if it had used its energy evenly; one that
    /// began more than 31 days before is left out. A run that goes on counts as far as its row was saved, which is at least once a minute.</summary>
    RunSum Sum(DateTimeOffset since);

    /// <summary>Every project, in order.</summary>
    IReadOnlyList<string> Projects();

    /// <summary>Finds the one run that a text means: an id, the beginning of one (with or without <c>r-</c>), <c>last</c>, <c>last~1</c>.</summary>
    bool TryResolve(string text, [NotNullWhen(true)] out string? id, [NotNullWhen(false)] out Note? problem);

    /// <summary>Reads a run.</summary>
    /// <param name="id">Its whole id.</param>
    /// <param name="samples">Whether its course is wanted; else <see cref="StoredRun.Samples"/> is empty.</param>
    /// <returns>The run, or null when it is there no more.</returns>
    StoredRun? Load(string id, bool samples);

    /// <summary>Gives a run another name. False when it is there no more.</summary>
    bool Rename(string id, string name);

    /// <summary>Sets tags, and removes those whose value is null. False when the run is there no more.</summary>
    bool Tag(string id, IReadOnlyDictionary<string, string?> tags);

    /// <summary>Puts another record in place of that of a run which is over, whole or not at all; its name, its tags and its course stay.</summary>
    /// <param name="record">The record; its id says which run.</param>
    /// <returns>False when the run is there no more, or goes on.</returns>
    bool Amend(RunRecord record);

    /// <summary>Removes a run and all that belongs to it. False when it was there no more.</summary>
    bool Delete(string id);

    /// <summary>Removes all runs that started before a time and are not running.</summary>
    /// <returns>How many.</returns>
    int Prune(DateTimeOffset before);
}
