using EcoCode.Host;
using EcoCode.Impact;
using EcoCode.Impact.Accounting;
using EcoCode.Quantities;
using EcoCode.Telemetry.Otlp;

namespace EcoCode.Telemetry.Tests.Otlp;

public sealed class OtlpEnvironmentTests
{
    private readonly Dictionary<string, string> _set = [];

    [Theory]
    [InlineData("https://c.example:4317", null, OtlpProtocol.Grpc, "https://c.example:4317/")]
    [InlineData("https://c.example:4318", null, OtlpProtocol.Http, "https://c.example:4318/v1/metrics")]
    [InlineData("https://c.example/otlp/v1/metrics", null, OtlpProtocol.Http, "https://c.example/otlp/v1/metrics")]
    [InlineData("https://c.example", "http/protobuf", OtlpProtocol.Http, "https://c.example/v1/metrics")]
    [InlineData("", null, OtlpProtocol.Grpc, "http://127.0.0.1:4317/")]
    public void An_address_alone_is_enough(string url, string? protocol, OtlpProtocol spoken, string endpoint)
    {
        OtlpSettings settings = Read(url, protocol);
        Assert.Equal((spoken, endpoint), (settings.Protocol, settings.Endpoint.AbsoluteUri));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "https://c.example:4318/base", "https://c.example:4318/base/v1/metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "https://c.example:4318", "https://c.example:4318/v1/metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "https://c.example:4318/as/it/is", "https://c.example:4318/as/it/is")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "https://c.example:4318", "https://c.example:4318/")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "http://127.0.0.1:4318/v1/metrics")]
    public void An_address_of_the_environment_is_read_as_OpenTelemetry_has_it(string variable, string value, string endpoint)
    {
        _set[variable] = value;
        Assert.Equal(endpoint, Read("").Endpoint.AbsoluteUri);
    }

    [Fact]
    public void What_is_set_for_metrics_goes_before_what_is_set_for_all()
    {
        _set["OTEL_EXPORTER_OTLP_HEADERS"] = "a=1";
        _set["OTEL_EXPORTER_OTLP_METRICS_HEADERS"] = "b=2";
        _set["OTEL_EXPORTER_OTLP_TIMEOUT"] = "2500";
        _set["OTEL_METRIC_EXPORT_INTERVAL"] = "60000";
        _set["OTEL_EXPORTER_OTLP_COMPRESSION"] = "gzip";
        _set["OTEL_EXPORTER_OTLP_CERTIFICATE"] = "";
        OtlpSettings settings = Read("");
        Assert.Equal(("b=2", 2.5, 60.0, true, null), (settings.Headers, settings.Timeout.TotalSeconds, settings.Interval.TotalSeconds, settings.Compressed, settings.Trusted));
    }

    [Theory]
    [InlineData("collector:4317", "ECO7041")]
    [InlineData("ftp://c.example", "ECO7041")]
    [InlineData("https://user:secret@c.example", "ECO7041")]
    [InlineData("http://c.example:4317", "ECO7045")]
    public void An_address_that_will_not_do_is_told(string url, string code) => Assert.Equal(code, Problem(url).Code);

    [Theory]
    [InlineData("http://127.0.0.1:4317")]
    [InlineData("http://localhost:4317")]
    [InlineData("http://[::1]:4317")]
    public void On_this_machine_nothing_has_to_be_encrypted(string url) => Read(url);

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "ECO7042")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "soon", "ECO7043")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "service.name", "ECO7043")]
    public void A_variable_that_can_not_be_read_is_told(string variable, string value, string code)
    {
        _set[variable] = value;
        Assert.Equal(code, Problem("").Code);
    }

    [Fact]
    public void Metrics_leave_the_machine_unencrypted_where_that_was_asked_for()
    {
        Assert.True(new OtlpEnvironment(_set.GetValueOrDefault).TryRead("http://c.example:4317", null, insecure: true, out _, out _));
        _set["OTEL_EXPORTER_OTLP_INSECURE"] = "true";
        Read("http://c.example:4317");
    }

    [Fact]
    public void The_resource_is_what_is_known_of_the_machine_and_what_the_user_says_goes_first()
    {
        string root = Directory.CreateTempSubdirectory("otlp").FullName;
        Directory.CreateDirectory(Path.Join(root, "etc"));
        File.WriteAllText(Path.Join(root, "etc/os-release"), "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n");
        File.WriteAllText(Path.Join(root, "etc/machine-id"), "0123456789abcdef0123456789abcdef\n");
        _set["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=prod,service.name=first,team=a%20b";
        _set["OTEL_SERVICE_NAME"] = "node-energy";
        _set["NODE_NAME"] = "worker-3";
        IReadOnlyDictionary<string, string> found = OtlpResource.Find(
            Read(""), new PseudoFs(root), _set.GetValueOrDefault, "0.1.0", "gpu-07", "c1", new GridNow("aws:eu-west-1", new(300), GridBasis.Lifecycle, "x", Live: false));
        Directory.Delete(root, recursive: true);
        foreach ((string attribute, string value) in new[]
        {
            ("service.name", "node-energy"), ("service.version", "0.1.0"), ("service.instance.id", "gpu-07"), ("host.name", "gpu-07"), ("os.type", "linux"), ("os.name", "debian"),
            ("os.version", "12"), ("os.description", "Debian GNU/Linux 12 (bookworm)"), ("container.id", "c1"), ("k8s.node.name", "worker-3"), ("cloud.provider", "aws"),
            ("cloud.region", "eu-west-1"), ("deployment.environment.name", "prod"), ("team", "a b"),
        })
        {
            Assert.Equal(value, found[attribute]);
        }

        Assert.DoesNotContain(found.Values, value => value.Contains("0123456789abcdef", StringComparison.Ordinal));
    }

    private OtlpSettings Read(string url, string? protocol = null)
    {
        Assert.True(new OtlpEnvironment(_set.GetValueOrDefault).TryRead(url, protocol, insecure: false, out OtlpSettings? settings, out Note? problem), problem?.Message);
        return settings;
    }

    private Note Problem(string url)
    {
        Assert.False(new OtlpEnvironment(_set.GetValueOrDefault).TryRead(url, null, insecure: false, out _, out Note? problem));
        return problem;
    }
}
