using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcoCode.Ledger.Export;

/// <summary>A double as a number that reads back to the same bits; what is not finite is unknown, and is <c>null</c> in JSON.</summary>
public sealed class FiniteConverter : JsonConverter<double>
{
    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null) return double.NaN;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out double value)) throw new JsonException();

        // The reader turns 1e999 into infinity.
        return double.IsFinite(value) ? value : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteNullValue();
    }
}
