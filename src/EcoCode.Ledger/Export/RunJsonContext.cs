using System.Text.Json.Serialization;
using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Export;

/// <summary>The shape of a run record in JSON, generated at build time so that trimming can't change it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(EnergyConverter), typeof(FiniteConverter), typeof(FiniteListConverter), typeof(StateConverter)])]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(IReadOnlyList<RunRow>))]
internal sealed partial class RunJsonContext : JsonSerializerContext;
