using System.Text.Json.Serialization;
using EcoCode.Ledger.Export;

namespace EcoCode.Ledger.Comparison;

/// <summary>The shape of comparisons in JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, Converters = [typeof(FiniteConverter)])]
[JsonSerializable(typeof(RunComparison))]
internal sealed partial class ComparisonJsonContext : JsonSerializerContext;
