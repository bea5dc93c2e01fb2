using System.Text.Json;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Export.Writing;

/// <summary>Fields of a JSON object in the forms that records have them.</summary>
internal static class JsonFields
{
    private const decimal MicrojoulesPerJoule = 1_000_000;

    /// <summary>A number that reads back to the same bits; what is unknown or not finite is <c>null</c>.</summary>
    internal static void Number(this Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } known && double.IsFinite(known)) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    internal static void Whole(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    /// <summary>Joules, exact to the microjoule, so that sums of printed numbers stay exact.</summary>
    internal static void Joules(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Energy? value)
    {
        // A decimal holds 28 digits, a long of microjoules 19; the quotient is exact and comes without trailing zeros.
        if (value is { } known) json.WriteNumber(name, known.Microjoules / MicrojoulesPerJoule);
        else json.WriteNull(name);
    }

    internal static void Text(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, value);
    }

    internal static void Time(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } known) json.WriteString(name, known);
        else json.WriteNull(name);
    }

    /// <summary>An array of objects.</summary>
    internal static void Objects<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> fields)
        where T : class
    {
        json.WriteStartArray(name);
        for (int i = 0; i < items.Count; i++)
        {
            json.WriteStartObject();
            fields(json, items[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>An object, or <c>null</c>.</summary>
    internal static void Object<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, T? item, Action<Utf8JsonWriter, T> fields)
        where T : class
    {
        if (item is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        fields(json, item);
        json.WriteEndObject();
    }

    internal static void Numbers(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<double> values)
    {
        json.WriteStartArray(name);
        for (int i = 0; i < values.Count; i++)
        {
            if (double.IsFinite(values[i])) json.WriteNumberValue(values[i]);
            else json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    internal static void Texts(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        for (int i = 0; i < values.Count; i++) json.WriteStringValue(values[i]);
        json.WriteEndArray();
    }

    internal static void Texts(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, string> values)
    {
        json.WriteStartObject(name);
        foreach ((string key, string value) in values) json.WriteString(key, value);
        json.WriteEndObject();
    }
}
