namespace EcoCode.Telemetry.Otlp;

/// <summary>How OTLP is spoken.</summary>
public enum OtlpProtocol
{
    /// <summary>gRPC over HTTP/2; by convention on port 4317.</summary>
    Grpc,

    /// <summary>Protobuf in POST requests; by convention on port 4318, under <c>/v1/metrics</c>.</summary>
    Http,
}
