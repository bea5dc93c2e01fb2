using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EcoCode.Ledger.Export.Writing;

namespace EcoCode.Ledger.Export;

/// <summary>Run records as JSON: one indented UTF-8 object with a line feed at its end, described by <c>docs/schema/ecocode.run.1.json</c>.</summary>
public static class RunJson
{
    // The relaxed encoder still escapes quotes and control characters, but leaves `+` and letters of all scripts readable.
    internal static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the record; the stream is left open.</summary>
    public static void Write(Stream utf8, RunRecord record) => Write(utf8, record, Layout);

    /// <summary>Writes the record in one line; the stream is left open.</summary>
    public static void WriteLine(Stream utf8, RunRecord record) => Write(utf8, record, OneLine);

    /// <summary>Writes an array of records, one by one as they come; the stream is left open.</summary>
    public static void WriteArray(Stream utf8, IEnumerable<RunRecord> records)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(records);
        using (var writer = new Utf8JsonWriter(utf8, Layout))
        {
            writer.WriteStartArray();
            foreach (RunRecord record in records)
            {
                RecordFields.Write(writer, record);
                writer.Flush();
            }

            writer.WriteEndArray();
        }

        utf8.Write("\n"u8);
    }

    /// <summary>Writes the record as characters; the encoding is the writer's own.</summary>
    public static void Write(TextWriter writer, RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using var buffer = new MemoryStream();
        Write(buffer, record);
        writer.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Reads a record back. Keys that this version does not know are passed over.</summary>
    /// <param name="utf8">The whole document; a byte order mark is allowed.</param>
    /// <param name="record">The record, when there is one.</param>
    /// <param name="error">Otherwise what is wrong and where: lower case, no full stop.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out RunRecord? record, [NotNullWhen(false)] out string? error)
    {
        record = null;
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (!TryReadSchema(utf8, out string? schema, out error)) return false;
        if (schema != RunRecord.SchemaName)
        {
            error = $"the record's schema is `{schema}`, and this version reads `{RunRecord.SchemaName}` only";
            return false;
        }

        try
        {
            var read = JsonSerializer.Deserialize(utf8, RunJsonContext.Default.RunRecord)!;
            if (HasAllItems(read)) record = read;
            else error = "not a run record: an item of a list is `null`";
            return record is not null;
        }
        catch (JsonException problem)
        {
            error = $"`{problem.Path}` does not fit `{RunRecord.SchemaName}`{Place(problem)}: a key is missing, doubled or of the wrong kind";
            return false;
        }
    }

    private static void Write(Stream utf8, RunRecord record, JsonWriterOptions layout)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        using (var writer = new Utf8JsonWriter(utf8, layout))
        {
            RecordFields.Write(writer, record);
        }

        utf8.Write("\n"u8);
    }

    /// <summary>Reads the top level only, so that a record of another version is named as such and not called broken.</summary>
    private static bool TryReadSchema(ReadOnlySpan<byte> utf8, out string? schema, [NotNullWhen(false)] out string? error)
    {
        schema = null;
        error = null;
        try
        {
            var reader = new Utf8JsonReader(utf8);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                error = "not a run record: the document is not an object";
                return false;
            }

            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;
                bool wanted = reader.ValueTextEquals("schema"u8);
                reader.Read();
                if (wanted && reader.TokenType == JsonTokenType.String) schema ??= reader.GetString();
                else reader.TrySkip();
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            error = $"not JSON{(problem is JsonException syntax ? Place(syntax) : ", but bytes that are not UTF-8")}";
            return false;
        }

        if (schema is null) error = "not a run record: it has no `schema`";
        return schema is not null;
    }

    // Nullable annotations, which the serializer respects, do not reach the items of collections.
    private static bool HasAllItems(RunRecord record)
        => !record.Components.Contains(null!) && !record.Machine.Components.Contains(null!) && !record.Processes.Contains(null!)
            && !record.Phases.Contains(null!) && !record.Total.Missing.Contains(null!) && !record.Warnings.Contains(null!)
            && !record.Impact.Costs.Contains(null!) && !record.Impact.Embodied.Contains(null!) && !record.Impact.Grid.Parts.Contains(null!)
            && !record.Run.Tags.Values.Contains(null!) && !record.Budgets.Contains(null!)
            && !record.Steps.Contains(null!) && !record.Metrics.Contains(null!);

    private static string Place(JsonException problem)
        => problem.LineNumber is { } line ? $", line {line + 1}, byte {problem.BytePositionInLine + 1}" : "";
}
