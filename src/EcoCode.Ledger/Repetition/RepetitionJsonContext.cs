using System.Text.Json.Serialization;
using EcoCode.Ledger.Export;

namespace EcoCode.Ledger.Repetition;

/// <summary>The shape of repetitions in JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, Converters = [typeof(FiniteConverter)])]
[JsonSerializable(typeof(RepeatedRuns))]
internal sealed partial class RepetitionJsonContext : JsonSerializerContext;
