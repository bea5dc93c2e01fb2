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
[JsonSerializable(typeof(BeginRequest))]
[JsonSerializable(typeof(BeginResult))]
[JsonSerializable(typeof(WindowRequest))]
[JsonSerializable(typeof(MarksRequest))]
[JsonSerializable(typeof(MarksResult))]
[JsonSerializable(typeof(LogRequest))]
[JsonSerializable(typeof(LogResult))]
[JsonSerializable(typeof(ProgressRequest))]
[JsonSerializable(typeof(LocalPrediction))]
[JsonSerializable(typeof(LocalResult))]
[JsonSerializable(typeof(Note))]
public sealed partial class LocalJson : JsonSerializerContext;
