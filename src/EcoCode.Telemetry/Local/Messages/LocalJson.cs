using System.Text.Json.Serialization;
using EcoCode.Ledger.Export;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.Local.Messages;

/// <summary>The shapes of the messages in JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    MaxDepth = 16,
    Converters = [typeof(EnergyConverter), typeof(FiniteConverter)])]
[JsonSerializable(typeof(HelloRequest))]
[JsonSerializable(typeof(LocalHello))]
[JsonSerializable(typeof(SubscribeRequest))]
[JsonSerializable(typeof(UnsubscribeRequest))]
[JsonSerializable(typeof(SubscribeResult))]
[JsonSerializable(typeof(Note))]
public sealed partial class LocalJson : JsonSerializerContext;
