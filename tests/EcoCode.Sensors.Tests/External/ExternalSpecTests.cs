using System.Text;
using EcoCode.Host;
using EcoCode.Sensors.External;

namespace EcoCode.Sensors.Tests.External;

public sealed class ExternalSpecTests
{
    [Theory]
    [InlineData("W:/run/meter", false, "/run/meter")]
    [InlineData("kWh:relative/plug:1", true, "relative/plug:1")]
    [InlineData("mJ:/a b", true, "/a b")]
    public void A_path_is_a_file(string text, bool isEnergy, string path)
    {
        Assert.True(ExternalSpec.TryParse(text, out ExternalSpec? spec, out string? error), error);
        Assert.Equal((isEnergy, path, 0, text), (spec!.IsEnergy, spec.Path, spec.Command.Count, spec.Text));
    }

    [Theory]
    [InlineData("W:!read-pdu 3", new[] { "read-pdu", "3" }, 1_000)]
    [InlineData("J@100ms:!a  'b c' \"d e\"", new[] { "a", "b c", "d e" }, 100)]
    [InlineData("W@2.5s:! x --a='b c'\t''", new[] { "x", "--a=b c", "" }, 2_500)]
    [InlineData("W@1h:!$HOME/x *", new[] { "$HOME/x", "*" }, 3_600_000)]
    [InlineData("W@5m:!a \"it's\"", new[] { "a", "it's" }, 300_000)]
    public void An_exclamation_mark_is_a_command_without_a_shell(string text, string[] words, int milliseconds)
    {
        Assert.True(ExternalSpec.TryParse(text, out ExternalSpec? spec, out string? error), error);
        Assert.Equal(words, spec!.Command);
        Assert.Equal((null, TimeSpan.FromMilliseconds(milliseconds)), (spec.Path, spec.Period));
    }

    [Theory]
    [InlineData("", "must begin with a unit")]
    [InlineData("/run/meter", "must begin with a unit")]
    [InlineData("w:/run/meter", "`W:`")]
    [InlineData("BTU:/run/meter", "`kWh:`")]
    [InlineData("W:", "neither a file nor a command")]
    [InlineData("W:!", "no command")]
    [InlineData("W:!  ", "no command")]
    [InlineData("W:!'' x", "no command")]
    [InlineData("W:!a 'b", "not closed")]
    [InlineData("W@5s:/run/meter", "needs a command")]
    [InlineData("W@:!a", "no time")]
    [InlineData("W@5:!a", "no time")]
    [InlineData("W@-5s:!a", "no time")]
    [InlineData("W@50ms:!a", "no time")]
    [InlineData("W@2h:!a", "no time")]
    [InlineData("W@NaNs:!a", "no time")]
    [InlineData("W:a\0b", "NUL")]
    public void What_is_wrong_is_said(string text, string expected)
    {
        Assert.False(ExternalSpec.TryParse(text, out ExternalSpec? spec, out string? error));
        Assert.Null(spec);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("231.5\n", "W", 231.5)]
    [InlineData(" 231.5 W \r\n", "W", 231.5)]
    [InlineData("0.2kW", "W", 200)]
    [InlineData("1500 mW", "kW", 1.5)]
    [InlineData("1.5", "kW", 1_500)]
    [InlineData("0", "W", 0)]
    [InlineData("2", "kWh", 7_200_000)]
    [InlineData("2 Wh", "J", 7_200)]
    public void A_value_is_a_number_with_a_unit_or_without(string text, string unit, double expected)
    {
        Assert.Equal(ReadOutcome.Ok, ExternalValue.TryParse(Encoding.UTF8.GetBytes(text), ExternalUnit.Named(unit)!, out double value));
        Assert.Equal(expected, value, 9);
    }

    [Theory]
    [InlineData("", "W")]
    [InlineData("\n", "W")]
    [InlineData("-1", "W")]
    [InlineData("nan", "W")]
    [InlineData("NaN", "W")]
    [InlineData("Infinity", "J")]
    [InlineData("1e300", "J")]
    [InlineData("99999999999999999999", "W")]
    [InlineData("12 J", "W")]
    [InlineData("12 W", "J")]
    [InlineData("12 w", "W")]
    [InlineData("12 13", "W")]
    [InlineData("12,5", "W")]
    [InlineData("1.2.3", "W")]
    [InlineData("12 watts", "W")]
    [InlineData("12 µW", "W")]
    [InlineData("{\"watts\": 12}", "W")]
    [InlineData("error: timeout", "W")]
    public void Anything_else_is_malformed(string text, string unit)
    {
        Assert.Equal(ReadOutcome.Malformed, ExternalValue.TryParse(Encoding.UTF8.GetBytes(text), ExternalUnit.Named(unit)!, out double value));
        Assert.Equal(0, value);
    }

    [Fact]
    public void A_text_longer_than_a_value_is_malformed()
        => Assert.Equal(ReadOutcome.Malformed, ExternalValue.TryParse(Encoding.UTF8.GetBytes(new string('1', 257)), ExternalUnit.Named("W")!, out _));
}
