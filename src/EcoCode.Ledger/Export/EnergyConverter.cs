using System.Text.Json;
using System.Text.Json.Serialization;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Export;

/// <summary>Energy as a decimal number of joules, exact to the microjoule, so that sums of printed numbers stay exact.</summary>
public sealed class EnergyConverter : JsonConverter<Energy>
{
    private const decimal MicrojoulesPerJoule = 1_000_000;

    public override Energy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDecimal(out decimal joules)) throw new JsonException();

        // Compared before the multiplication, which could overflow even a decimal.
        if (joules is < long.MinValue / MicrojoulesPerJoule or > long.MaxValue / MicrojoulesPerJoule) throw new JsonException();
        decimal microjoules = joules * MicrojoulesPerJoule;
        if (!decimal.IsInteger(microjoules)) throw new JsonException();
        return Energy.FromMicrojoules((long)microjoules);
    }

    // A decimal holds 28 digits, a long of microjoules 19; the quotient is exact and comes without trailing zeros.
    public override void Write(Utf8JsonWriter writer, Energy value, JsonSerializerOptions options)
        => writer.WriteNumberValue(value.Microjoules / MicrojoulesPerJoule);
}
