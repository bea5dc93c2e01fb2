using System.Text.Json;
using EcoCode.Quantities;

namespace EcoCode.Report.Grids;

/// <summary>What the JSON of grids and of plans have in common.</summary>
internal static class GridParts
{
    internal static void Write(Utf8JsonWriter json, string name, GridSource? source)
    {
        json.WritePropertyName(name);
        if (source is null) json.WriteNullValue();
        else Write(json, source);
    }

    internal static void Write(Utf8JsonWriter json, GridSource source)
    {
        json.WriteStartObject();
        json.WriteString("zone", source.Zone);
        json.WriteString("provider", source.Provider);
        json.WriteString("kind", source.Kind);
        json.WriteString("basis", source.Basis);
        json.WriteString("by", source.By);
        if (source.Retrieved is { } retrieved) json.WriteString("retrieved", retrieved);
        else json.WriteNull("retrieved");
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, IReadOnlyList<Note> notes)
    {
        json.WriteStartArray("notes");
        foreach (Note note in notes)
        {
            json.WriteStartObject();
            json.WriteString("code", note.Code);
            json.WriteString("message", note.Message);
            json.WriteString("hint", note.Hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
