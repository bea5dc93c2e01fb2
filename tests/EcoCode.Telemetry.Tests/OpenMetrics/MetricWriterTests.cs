using System.Text;
using EcoCode.Quantities;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Tests.OpenMetrics;

public sealed class MetricWriterTests
{
    private static readonly MetricFamily Family = new("x", MetricType.Gauge, "", "X.");

    private readonly MetricWriter _writer = new(ExpositionFormat.OpenMetrics);

    public MetricWriterTests()
    {
        _writer.Begin(Family);
        int head = _writer.Written.Length;
        Assert.Equal("# TYPE x gauge\n# HELP x X.\n", Encoding.UTF8.GetString(_writer.Written[..head]));
    }

    private string Line => Encoding.UTF8.GetString(_writer.Written).Split('\n')[2];

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "0.000001")]
    [InlineData(1_000_000, "1")]
    [InlineData(1_020_300, "1.0203")]
    [InlineData(long.MaxValue, "9223372036854.775807")]
    public void Energy_is_written_to_the_microjoule(long microjoules, string text)
    {
        _writer.Series().Value(Energy.FromMicrojoules(microjoules));
        Assert.Equal($"x {text}", Line);
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void Numbers_are_written_as_they_are_read(double value, string text)
    {
        _writer.Series().Value(value);
        Assert.Equal($"x {text}", Line);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\\\"\n", "\\\\\\\"\\n")]
    [InlineData("ends in \\", "ends in \\\\")]
    [InlineData("żółć 火", "żółć 火")]
    public void Labels_are_escaped(string value, string text)
    {
        _writer.Series().Label("a"u8, value).Label("b"u8, 5).Value(1L);
        Assert.Equal($"x{{a=\"{text}\",b=\"5\"}} 1", Line);
    }

    [Fact]
    public void Half_a_character_is_written_as_none()
    {
        _writer.Series().Label("a"u8, new string('\ud800', 1)).Value(1L);
        Assert.Equal("x{a=\"\ufffd\"} 1", Line);
    }

    [Fact]
    public void Text_of_any_length_fits()
    {
        string label = new('x', 300_000);
        _writer.Series().Label("a"u8, label).Value(1L);
        Assert.Equal($"x{{a=\"{label}\"}} 1", Line);
    }
}
