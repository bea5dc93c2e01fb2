using System.Text;
using EcoCode.Cli.Configuration;
using EcoCode.Quantities;

namespace EcoCode.Cli.Tests.Configuration;

public sealed class ConfigReaderTests
{
    private const string Commented = """
        // Ours.
        {
          "$schema": "https://example.org/x.json", /* for
          the editor */
          "zone": "DE", // where it runs
          "pue": 1.20,
          "ascii": true,
          "tags": {
            "team": "vision",
            "room": "a = b",
          },
        }
        """;

    [Fact]
    public void Comments_and_trailing_commas_are_passed_over_and_lines_counted()
        => Assert.Equal(
            ["zone=DE at 5", "pue=1.2 at 6", "ascii=true at 7", "tags=team=vision at 9", "tags=room=a = b at 10"],
            Read(Commented).Select(setting => $"{setting.Key.Name}={setting.Value} at {setting.Line}"));

    [Fact]
    public void A_byte_order_mark_is_no_mistake() => Assert.Equal("DE", Assert.Single(Read("\ufeff{ \"zone\": \"DE\" }")).Value);

    [Fact]
    public void A_dot_in_a_name_is_an_object()
        => Assert.Equal(
            ["grid.provider=static at 2", "grid.intensity=250 at 4", "zone=DE at 6"],
            Read("{ \"grid\": {\n\"provider\": \"static\", // ours\n\n\"intensity\": 250,\n},\n\"zone\": \"DE\" }", ConfigLevel.User).Select(setting => $"{setting.Key.Name}={setting.Value} at {setting.Line}"));

    [Theory]
    [InlineData("{ \"grid.provider\": \"neso\" }", "ECO6003", "`grid.provider` is a string", "such as `\"grid\": { \"provider\": \"text\" }`")]
    [InlineData("{ \"grid\": \"neso\" }", "ECO6010", "`grid` is an object of keys", "such as `\"grid\": { \"provider\": \"text\" }`")]
    [InlineData("{ \"grid\": {\n \"provide\": \"neso\" } }", "ECO6002", "line 2: there is no key `grid.provide`", "did you mean `grid.provider`?")]
    [InlineData("{ \"grid\": {\n \"zone\": \"A\",\n \"zone\": \"B\" } }", "ECO6006", "line 3: `grid.zone` is given twice")]
    [InlineData("{ \"grid\": {}, \"grid\": {} }", "ECO6006", "`grid` is given twice")]
    [InlineData("{ \"grid\": { \"zone\": { \"x\": 1 } }, \"zone\": \"DE\" }", "ECO6003", "`grid.zone` is a string")]
    [InlineData("{ \"grid\": { \"zone\": \"A\"", "ECO6001", "this is not JSON")]
    [InlineData("{ \"grid\": { \"provider\": \"neso\" } }", "ECO6004", "`grid.provider` counts only")]
    [InlineData("{ \"grid\": {\n \"token\": \"hunter2\" } }", "ECO3130", "line 2: `grid.token` sounds like a key of a provider")]
    [InlineData("{ \"electricitymaps_token\": \"hunter2\" }", "ECO3130", "`electricitymaps_token` sounds like a key of a provider")]
    [InlineData("{ \"grid\": { \"command\": \"rm -rf x\" } }", "ECO6004", "`grid.command` counts only")]
    [InlineData("{ \"grid\": { \"file\": \"/x\" } }", "ECO6004", "`grid.file` counts only")]
    [InlineData("{ \"grid\": { \"url\": \"https://x\" } }", "ECO6004", "`grid.url` counts only")]
    [InlineData("{\n\"zoen\": \"DE\" }", "ECO6002", "line 2: there is no key `zoen`", "did you mean `zone`?")]
    [InlineData("{\n\n\"pue\": \"1.2\" }", "ECO6003", "line 3: `pue` is a number")]
    [InlineData("{ \"zone\": 3 }", "ECO6003", "line 1: `zone` is a string")]
    [InlineData("{ \"zone\": \"\" }", "ECO6003", "line 1: `zone` is a string")]
    [InlineData("{ \"ascii\": \"yes\" }", "ECO6003", "`ascii` is `true` or `false`")]
    [InlineData("{ \"tags\": [1] }", "ECO6003", "`tags` is an object of strings")]
    [InlineData("{ \"tags\": {\n \"a\": { \"b\": {} } }, \"zone\": \"DE\" }", "ECO6003", "line 2: `tags` is an object of strings")]
    [InlineData("{ \"tags\": { \"a=b\": \"c\" } }", "ECO6003", "`tags` is an object of strings")]
    [InlineData("{ \"zone\": null }", "ECO6003", "`zone` is a string")]
    [InlineData("{ \"zone\": \"DE\",\n \"zone\": \"FR\" }", "ECO6006", "line 2: `zone` is given twice")]
    [InlineData("{ \"zone\": \"DE\"\n \"pue\": 1 }", "ECO6001", "line 2: this is not JSON")]
    [InlineData("{ \"zone\": \"DE\" }\n}", "ECO6001", "line 2: this is not JSON")]
    [InlineData("{ \"zone\": \"DE\"", "ECO6001", "line 1: this is not JSON")]
    [InlineData("[]", "ECO6001", "the file is not an object")]
    [InlineData("   \n", "ECO6001", "this is not JSON")]
    [InlineData("{ \"platform_source\": \"W:!rm -rf x\" }", "ECO6004", "line 1: `platform_source` counts only in the user's and the system's file")]
    [InlineData("{ \"host_sys\": \"/x\" }", "ECO6004", "`host_sys` counts only")]
    [InlineData("{ \"ledger\": \"/x\" }", "ECO6004", "`ledger` counts only")]
    public void A_mistake_is_told_with_its_line(string text, string code, string message, string? hint = null)
    {
        Assert.False(ConfigReader.TryParse(Encoding.UTF8.GetBytes(text), new(ConfigLevel.Project, "/x/ecocode.json"), out _, out Note? problem));
        Assert.Equal(code, problem.Code);
        Assert.StartsWith("`/x/ecocode.json`, line ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        if (hint is not null) Assert.Equal(hint, problem.Hint);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_a_mistake()
    {
        Assert.False(ConfigReader.TryParse([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}'], new(ConfigLevel.User, "x"), out _, out Note? problem));
        Assert.Contains("not UTF-8", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_own_files_a_program_may_be_named()
        => Assert.All([ConfigLevel.User, ConfigLevel.System], level => Assert.Equal("W:!meter", Assert.Single(Read("{ \"platform_source\": \"W:!meter\" }", level)).Value));

    private static List<Setting> Read(string text, ConfigLevel level = ConfigLevel.Project)
    {
        Assert.True(ConfigReader.TryParse(Encoding.UTF8.GetBytes(text), new(level, "x"), out List<Setting> settings, out Note? problem), problem?.Message);
        return settings;
    }
}
