using EcoCode.Architecture.Tests.Rules;

namespace EcoCode.Architecture.Tests;

/// <summary>The rules of the house, held against the repository. That each rule can be broken is tested beside it, in RuleTests.</summary>
public sealed class RepositoryTests
{
    [Fact]
    public void Projects_refer_only_to_the_layers_below_them()
        => AllHold(Repository.Projects.Where(project => project.IsShipped).SelectMany(Layers.BrokenBy));

    [Fact]
    public void Sources_name_only_the_layers_below_them() => AllHold(Repository.Shipped.SelectMany(Layers.BrokenBy));

    [Fact]
    public void No_file_is_longer_than_400_lines() => AllHold(Repository.Sources.SelectMany(Lengths.BrokenBy));

    [Fact]
    public void Most_files_are_much_shorter()
    {
        (int median, int ninetieth) = Lengths.Spread(Repository.Shipped);
        Assert.InRange(median, 1, Lengths.MostOfTheMedian);
        Assert.InRange(ninetieth, 1, Lengths.MostOfTheNinetiethPercentile);
    }

    [Fact]
    public void Files_have_one_public_type_in_the_namespace_of_their_folder() => AllHold(Repository.Sources.SelectMany(Shape.BrokenBy));

    [Fact]
    public void Unmanaged_code_is_reached_only_from_Interop() => AllHold(Repository.Shipped.SelectMany(Interop.BrokenBy));

    [Fact]
    public void Projects_say_only_what_they_are_and_what_they_use()
        => AllHold(Repository.Projects.Where(project => project.IsShipped).SelectMany(Projects.SaidTooMuchBy));

    [Fact]
    public void Every_shipped_project_has_tests() => AllHold(Projects.Untested(Repository.Projects, Repository.Sources));

    [Fact]
    public void Every_project_is_in_the_solution_and_has_a_lock_file()
    {
        string solution = File.ReadAllText(Path.Join(Repository.Root, "EcoCode.slnx"));
        Assert.All(Repository.Projects, project =>
        {
            Assert.Contains($"\"{project.Path}\"", solution, StringComparison.Ordinal);
            Assert.True(Repository.Has($"{project.Folder}/packages.lock.json"), $"{project.Folder} has no packages.lock.json");
        });
    }

    [Fact]
    public void A_code_is_said_in_one_file() => AllHold(Codes.SaidTwice(Repository.Shipped));

    [Fact]
    public void Every_code_is_explained()
        => AllHold(Explained.BrokenBy(
            Repository.Shipped,
            Repository.Paths("*.md").Where(path => path.StartsWith("src/EcoCode.Cli/Problems/Texts/", StringComparison.Ordinal)).Select(path => File.ReadAllText(Path.Join(Repository.Root, path)))));

    [Fact]
    public void Nothing_names_a_path_of_one_machine()
        => AllHold(Repository.Paths("*")
            .Where(path => !path.StartsWith("data/", StringComparison.Ordinal))
            .SelectMany(path => Wording.BrokenBy(path, File.ReadAllText(Path.Join(Repository.Root, path)), Repository.Root)));

    [Fact]
    public void The_repository_was_found()
    {
        Assert.Contains(Repository.Shipped, file => file.Path == "src/EcoCode.Quantities/Energy.cs");
        Assert.Contains(Repository.Projects, project => project.Path == "src/EcoCode.Cli/EcoCode.Cli.csproj");
        Assert.Contains("build.sh", Repository.Paths("*"));
        Assert.DoesNotContain(Repository.Sources, file => file.Path.Contains("/obj/", StringComparison.Ordinal));
    }

    /// <summary>Fails with all that was broken, one a line; a collection assertion would cut it short.</summary>
    private static void AllHold(IEnumerable<string> broken)
    {
        string[] lines = [.. broken];
        if (lines.Length > 0) Assert.Fail(string.Join('\n', lines));
    }
}
