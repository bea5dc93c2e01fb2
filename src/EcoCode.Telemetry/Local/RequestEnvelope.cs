using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.Local;

/// <summary>What all requests have.</summary>
/// <param name="Operation">What is asked for.</param>
/// <param name="Id">What the answer repeats, as JSON; empty where none is wanted.</param>
internal readonly record struct RequestEnvelope(string Operation, byte[] Id)
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 8 };

    /// <summary>Reads it. What is no request at all is a problem after which nothing more is believed of that client.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> line, out RequestEnvelope envelope, [NotNullWhen(false)] out Note? problem)
    {
        envelope = default;
        try
        {
            problem = Utf8.IsValid(line) ? Read(line, out envelope) : LocalProblems.NotJson("it is not UTF-8");
        }
        catch (JsonException)
        {
            problem = LocalProblems.NotJson("it is not JSON");
        }

        return problem is null;
    }

    private static Note? Read(ReadOnlySpan<byte> line, out RequestEnvelope envelope)
    {
        string? operation = null;
        byte[] id = [];
        bool plain = true;
        var reader = new Utf8JsonReader(line, Strict);
        envelope = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return LocalProblems.NotJson("it is not an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isOperation = reader.ValueTextEquals("op"u8), isId = reader.ValueTextEquals("id"u8);
            reader.Read();
            if (isOperation) operation = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            else if (isId)
            {
                plain = reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null;
                id = reader.TokenType == JsonTokenType.Null || !plain ? [] : line[(int)reader.TokenStartIndex..(int)reader.BytesConsumed].ToArray();
            }
            else reader.Skip();
        }

        // What follows the object is read, too, so that it is found to be no JSON.
        while (reader.Read())
        {
        }

        if (!plain) return LocalProblems.NotJson("`id` is neither a number nor a string");
        if (operation is null) return LocalProblems.NotJson("it has no `op`");
        envelope = new RequestEnvelope(operation, id);
        return null;
    }
}
