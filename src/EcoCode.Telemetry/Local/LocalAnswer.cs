using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.Local;

/// <summary>The answer to a request.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Result">The result, where there is one.</param>
/// <param name="Problem">Why there is none, where the server says it.</param>
public readonly record struct LocalAnswer(LocalOutcome Outcome, JsonElement Result, Note? Problem)
{
    /// <summary>Reads the result; null where there is none, or it does not fit.</summary>
    public T? Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (Outcome != LocalOutcome.Answered) return null;
        try
        {
            return Result.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
