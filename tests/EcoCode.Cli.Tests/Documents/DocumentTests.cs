using EcoCode.Cli.Problems;
using EcoCode.Goldens;

namespace EcoCode.Cli.Tests.Documents;

/// <summary>The documents that are generated are those that the code makes; <c>./build.sh docs</c> writes them.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void The_problems_are_documented() => Golden.MatchesDocument("docs/problems.md", ProblemsPage.Write(ProblemCatalogue.Read()));
}
