using System.Text.Json.Serialization;
using EcoCode.Ledger.Export;

namespace EcoCode.Agent.Local.Messages;

/// <summary>The shapes of the agent's messages in JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false, MaxDepth = 16, Converters = [typeof(EnergyConverter), typeof(FiniteConverter)])]
[JsonSerializable(typeof(AgentCounters))]
internal sealed partial class AgentJson : JsonSerializerContext;
