using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcoCode.Ledger.Export;

/// <summary>A row of doubles, each as <see cref="FiniteConverter"/> has it.</summary>
/// <remarks>The one that comes with .NET is generic code over a struct, which is compiled anew at each start: 2 ms of a run's end.</remarks>
internal sealed class FiniteListConverter : JsonConverter<IReadOnlyList<double>>
{
    private static readonly FiniteConverter Item = new();

    public override IReadOnlyList<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
        var values = new List<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) values.Add(Item.Read(ref reader, typeof(double), options));
        return values;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (int i = 0; i < value.Count; i++) Item.Write(writer, value[i], options);
        writer.WriteEndArray();
    }
}
