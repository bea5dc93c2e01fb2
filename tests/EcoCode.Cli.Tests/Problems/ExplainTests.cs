using System.Text.Json;
using EcoCode.Cli.Problems;

namespace EcoCode.Cli.Tests.Problems;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("ECO1003")]
    [InlineData("eco1003")]
    [InlineData("1003")]
    public void A_code_is_explained_however_it_is_typed(string typed)
    {
        Ended ended = Ecocode.Run("explain", typed);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Goldens.Golden.Matches("explain.txt", ended.Output);
    }

    [Fact]
    public void Without_a_code_all_are_listed()
    {
        Ended ended = Ecocode.Run("explain");
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(ProblemCatalogue.Read().Count, ended.Output.Split('\n').Length - 1);
        Assert.Contains("ECO1003  the energy counter is readable by root only\n", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ECO1030", "did you mean `ECO1003`")]
    [InlineData("4O07", "`ECO4007`")]
    [InlineData("nonsense", "`ecocode explain` lists all")]
    public void An_unknown_code_gets_a_suggestion(string typed, string hint)
    {
        Ended ended = Ecocode.Run("explain", typed);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains($"there is no problem `{typed}`", ended.Error, StringComparison.Ordinal);
        Assert.Contains(hint, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_explanation_is_to_be_had_as_json()
    {
        using var one = JsonDocument.Parse(Ecocode.Run("explain", "1003", "--json").Output);
        Assert.Equal("ECO1003", one.RootElement.GetProperty("code").GetString());
        Assert.StartsWith("`sudo ecocode doctor --fix rapl`", one.RootElement.GetProperty("fix").GetString(), StringComparison.Ordinal);
        using var all = JsonDocument.Parse(Ecocode.Run("explain", "--json").Output);
        Assert.Equal(ProblemCatalogue.Read().Count, all.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData(125, "ECO4007", "run", "--json", "--intervall=1s", "--", "true")]
    [InlineData(125, "ECO3001", "run", "--json=x.json", "--zone", "Germny", "--", "true")]
    [InlineData(2, "ECO4015", "monitor", "--json")]
    [InlineData(2, "ECO6051", "explain", "9999", "--json")]
    public void With_json_asked_for_a_problem_is_an_object(int code, string problem, params string[] words)
    {
        Ended ended = Ecocode.Run(words);
        Assert.Equal(code, ended.ExitCode);
        using var json = JsonDocument.Parse(ended.Error);
        Assert.Equal(["code", "message", "cause", "hint", "more"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(problem, json.RootElement.GetProperty("code").GetString());
        Assert.Equal($"ecocode explain {problem}", json.RootElement.GetProperty("more").GetString());
    }

    [Theory]
    [InlineData("## ECO1\n\nMeans: a\n\nWhy: b\n\nFix: c\n", "no title")]
    [InlineData("## ECO1 t\n\nMeans: a\n\nFix: c\n", "lacks a paragraph `Why: `")]
    public void A_section_that_lacks_something_is_refused(string markdown, string reason)
        => Assert.Contains(reason, Assert.Throws<FormatException>(() => ProblemCatalogue.Parse(markdown).ToList()).Message, StringComparison.Ordinal);
}
