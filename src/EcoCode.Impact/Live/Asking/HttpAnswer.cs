using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EcoCode.Quantities;

namespace EcoCode.Impact.Live.Asking;

/// <summary>What came back over HTTP: a document, or the reason why there is none.</summary>
/// <param name="Document">Whoever asked disposes of it; null where there is a problem.</param>
/// <param name="Problem">Why there is none.</param>
internal readonly record struct HttpAnswer(JsonDocument? Document, Note? Problem)
{
    /// <summary>Whether it may be worth another try: the network, or a server that is busy or broken.</summary>
    internal bool IsPassing { get; init; }

    /// <summary>How long the server wants to be left alone, where it says so.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the key was refused.</summary>
    internal bool IsRefused { get; init; }

    /// <summary>The document.</summary>
    internal bool TryGet([NotNullWhen(true)] out JsonDocument? document, [NotNullWhen(false)] out Note? problem)
    {
        (document, problem) = (Document, Problem);
        return document is not null;
    }
}
