using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EcoCode.Quantities;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Telemetry.Local;

/// <summary>What a server sends, each a line.</summary>
public static class LocalLine
{
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>An event that says why there is no server: the only line of one that could not become it.</summary>
    public static byte[] Refusal(Note problem) => Make(writer =>
    {
        writer.WriteString("event"u8, "refused"u8);
        writer.WritePropertyName("error"u8);
        JsonSerializer.Serialize(writer, problem, LocalJson.Default.Note);
    });

    internal static byte[] Of(byte[] id, Action<Utf8JsonWriter> result) => Make(writer =>
    {
        writer.WritePropertyName("id"u8);
        writer.WriteRawValue(id, skipInputValidation: true);
        writer.WritePropertyName("result"u8);
        result(writer);
    });

    /// <param name="id">The request's, or empty where it could not be read.</param>
    /// <param name="problem">What is wrong.</param>
    internal static byte[] Error(byte[] id, Note problem) => Make(writer =>
    {
        writer.WritePropertyName("id"u8);
        if (id.Length > 0) writer.WriteRawValue(id, skipInputValidation: true);
        else writer.WriteNullValue();
        writer.WritePropertyName("error"u8);
        JsonSerializer.Serialize(writer, problem, LocalJson.Default.Note);
    });

    internal static byte[] Event(string topic, int subscription, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> json = data;
        var buffer = new ArrayBufferWriter<byte>(data.Length + 64);
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            writer.WriteStartObject();
            writer.WriteString("event"u8, topic);
            writer.WriteNumber("subscription"u8, subscription);
            writer.WritePropertyName("data"u8);
            writer.WriteRawValue(json, skipInputValidation: true);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Make(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
