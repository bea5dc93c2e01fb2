using System.Text.Json;
using System.Text.Json.Serialization;
using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Export;

/// <summary>How far a run has come, as its word. Lists of runs are written and never read back.</summary>
internal sealed class StateConverter : JsonConverter<RunState>
{
    public override RunState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, RunState value, JsonSerializerOptions options) => writer.WriteStringValue(StateText.Of(value));
}
