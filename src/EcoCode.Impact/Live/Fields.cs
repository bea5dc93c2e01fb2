using System.Text.Json;

namespace EcoCode.Impact.Live;

/// <summary>Looks into JSON of others, where anything may be missing or of another kind.</summary>
internal static class Fields
{
    /// <summary>A string; empty where it is none.</summary>
    internal static string Text(this JsonElement element, string name)
    {
        try
        {
            return element.Field(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
        }
        catch (InvalidOperationException)
        {
            // It is not UTF-8, or half of a surrogate pair: JsonElement tells only now.
            return "";
        }
    }

    /// <summary>A number; null where it is none.</summary>
    internal static double? Number(this JsonElement element, string name)
        => element.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out double value) ? value : null;

    /// <summary>Whether it is there, and <c>true</c>.</summary>
    internal static bool IsTrue(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.True };

    /// <summary>The elements of a list; none where it is no list.</summary>
    internal static IEnumerable<JsonElement> List(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A field; null where there is none.</summary>
    internal static JsonElement? Field(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement field) ? field : null;
        }
        catch (InvalidOperationException)
        {
            // The name of a field beside it is not UTF-8.
            return null;
        }
    }
}
