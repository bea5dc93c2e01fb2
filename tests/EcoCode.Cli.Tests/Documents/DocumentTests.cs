using System.Text.Json;
using EcoCode.Cli.Problems;
using EcoCode.Goldens;
using EcoCode.Ledger.Tests;

namespace EcoCode.Cli.Tests.Documents;

/// <summary>The documents that are generated are those that the code makes; <c>./build.sh docs</c> writes them.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void The_problems_are_documented() => Golden.MatchesDocument("docs/problems.md", ProblemsPage.Write(ProblemCatalogue.Read()));

    [Fact]
    public void The_commands_are_documented() => Golden.MatchesDocument("docs/cli.md", CommandPage.Write());

    [Fact]
    public void The_manual_page_is_that_of_the_commands() => Golden.MatchesDocument("docs/man/ecocode.1", ManPage.Write());

    [Fact]
    public void The_manual_page_is_well_formed()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/groff"), "groff is not installed");
        using Started groff = Started.Start(["/usr/bin/groff", "-Kutf8", "-man", "-ww", "-z", "-Tutf8"]);
        groff.Input.Write(ManPage.Write());
        groff.Input.Close();
        Assert.Equal(new Ended(0, "", ""), groff.End());
    }

    [Fact]
    public void The_schema_of_configuration_is_that_of_its_keys() => Golden.MatchesDocument("docs/schema/ecocode.config.json", ConfigSchema.Write());

    [Theory]
    [InlineData("{ \"$schema\": \"x\", \"zone\": \"DE\", \"pue\": 1.2, \"ascii\": true, \"tags\": { \"a\": \"b\" }, \"basis\": \"direct\" }", true)]
    [InlineData("{ \"zoen\": \"DE\" }", false)]
    [InlineData("{ \"pue\": \"1.2\" }", false)]
    [InlineData("{ \"zone\": \"\" }", false)]
    [InlineData("{ \"basis\": \"all\" }", false)]
    [InlineData("{ \"tags\": { \"a\": 1 } }", false)]
    [InlineData("[]", false)]
    public void The_schema_of_configuration_allows_what_is_read(string text, bool allowed)
    {
        using var schema = JsonDocument.Parse(ConfigSchema.Write());
        using var document = JsonDocument.Parse(text);
        Assert.Equal(allowed, SchemaCheck.Faults(schema.RootElement, document.RootElement).Count == 0);
    }
}
