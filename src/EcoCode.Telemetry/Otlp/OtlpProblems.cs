using EcoCode.Quantities;

namespace EcoCode.Telemetry.Otlp;

/// <summary>What can be wrong with pushing metrics.</summary>
internal static class OtlpProblems
{
    internal static Note NotAUrl(string text) => new(
        "ECO7041", $"`{text}` is no address of a collector", "give scheme and host: `https://collector.example.com:4317`");

    internal static Note UnknownProtocol(string text) => new(
        "ECO7042", $"`{text}` is no protocol of OTLP that is spoken here", "one of `grpc` and `http/protobuf`");

    internal static Note MalformedVariable(string variable, string expected) => new(
        "ECO7043", $"`{variable}` can not be read", $"it has to be {expected}");

    internal static Note NoCertificate(string path, string reason) => new(
        "ECO7044", $"the certificate `{path}` can not be used: {reason}", "it has to be a file in PEM form that this user may read");

    internal static Note Unencrypted(Uri endpoint) => new(
        "ECO7045", $"`{endpoint.OriginalString}` would send metrics over the network unencrypted",
        "use `https://`, or `--otlp-insecure` where the network can be trusted");

    internal static Note Failing(Uri endpoint, string reason) => new(
        "ECO7046", $"the collector at `{endpoint.GetLeftPart(UriPartial.Authority)}` does not take metrics: {reason}",
        "nothing is lost: as soon as it does, it gets all totals");
}
