using EcoCode.Architecture.Tests.Rules;

namespace EcoCode.Architecture.Tests;

/// <summary>Each rule, broken and kept by small examples.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("Report", "Ledger", true)]
    [InlineData("Report", "Sensors", false)]
    [InlineData("Quantities", "Host", false)]
    [InlineData("Sensors", "Processes", false)]
    [InlineData("Impact", "Metering", false)]
    [InlineData("Ledger", "Cli", false)]
    [InlineData("Cli", "Sensors", true)]
    [InlineData("Unknown", "Quantities", false)]
    public void A_layer_knows_only_those_below(string user, string used, bool allowed)
    {
        var project = new ProjectFile($"src/EcoCode.{user}/EcoCode.{user}.csproj", $"<Project><ItemGroup><ProjectReference Include=\"../EcoCode.{used}/EcoCode.{used}.csproj\" /></ItemGroup></Project>");
        Assert.Equal(allowed, !Layers.BrokenBy(project).Any());
        Assert.Equal(allowed, !Layers.BrokenBy(Source($"using EcoCode.{used}.Folder;", $"src/EcoCode.{user}/A.cs")).Any());
        Assert.Equal(allowed, !Layers.BrokenBy(Source($"var x = new global::EcoCode.{used}.Thing();", $"src/EcoCode.{user}/A.cs")).Any());
    }

    [Fact]
    public void Prose_may_name_any_layer()
        => Assert.Empty(Layers.BrokenBy(Source("// as EcoCode.Cli does\n/* EcoCode.Cli */ var x = \"EcoCode.Cli\"; // EcoCode.Cli", "src/EcoCode.Host/A.cs")));

    [Fact]
    public void A_property_of_the_name_is_no_layer()
        => Assert.Empty(Layers.BrokenBy(Source("var x = snapshot.EcoCode.Energy;", "src/EcoCode.Host/A.cs")));

    [Theory]
    [InlineData(400, true)]
    [InlineData(401, false)]
    public void The_longest_file_has_400_lines(int lines, bool allowed)
        => Assert.Equal(allowed, !Lengths.BrokenBy(Source(string.Concat(Enumerable.Repeat("x\n", lines)))).Any());

    [Fact]
    public void The_spread_is_that_of_the_lines()
    {
        IEnumerable<SourceFile> files = Enumerable.Range(1, 10).Select(lines => Source(string.Concat(Enumerable.Repeat("x\n", lines * 10))));
        Assert.Equal((50, 90), Lengths.Spread(files));
    }

    [Theory]
    [InlineData("namespace EcoCode.Host;\npublic sealed class A;\ninternal sealed class B;\n", true)]
    [InlineData("namespace EcoCode.Host;\npublic sealed class A\n{\n    public enum Inner { None }\n}\n", true)]
    [InlineData("namespace EcoCode.Host;\npublic sealed class A;\npublic readonly record struct B;\n", false)]
    [InlineData("namespace EcoCode.Host;\npublic interface IA;\npublic delegate void B();\n", false)]
    [InlineData("namespace EcoCode.Sensors;\npublic sealed class A;\n", false)]
    [InlineData("namespace EcoCode.Host.Deeper;\npublic sealed class A;\n", false)]
    [InlineData("namespace EcoCode.Host\n{\n    public sealed class A;\n}\n", false)]
    [InlineData("public sealed class A;\n", false)]
    [InlineData("using System;\nreturn 0;\n", true)]
    [InlineData("namespace EcoCode.Host;\n#region Fields\ninternal class A;\n", false)]
    [InlineData("namespace EcoCode.Host;\n#pragma warning disable CA1000\ninternal class A;\n", false)]
    [InlineData("namespace EcoCode.Host;\n#pragma warning disable CA1000 // As the interface demands.\ninternal class A;\n", true)]
    public void A_file_has_one_public_type_and_the_namespace_of_its_folder(string text, bool allowed)
        => Assert.Equal(allowed, !Shape.BrokenBy(Source(text)).Any());

    [Theory]
    [InlineData("src/EcoCode.Host/Interop/A.cs", "EcoCode.Host.Interop", true)]
    [InlineData("src/EcoCode.Host/Interop/A.cs", "EcoCode.Host", false)]
    [InlineData("src/EcoCode.Impact/Water/A.cs", "EcoCode.Impact", true)]
    [InlineData("src/EcoCode.Impact/Live/A.cs", "EcoCode.Impact.Live", true)]
    [InlineData("src/EcoCode.Impact/Live/A.cs", "EcoCode.Live", false)]
    [InlineData("src/EcoCode.Impact/Live/A.cs", "EcoCode.Impact.Grid", false)]
    [InlineData("tests/EcoCode.Impact.Tests/A.cs", "EcoCode.Impact.Tests", true)]
    [InlineData("tests/Goldens/A.cs", "EcoCode.Goldens", true)]
    [InlineData("tests/Goldens/A.cs", "Goldens", false)]
    public void A_namespace_follows_the_folders(string path, string name, bool allowed)
        => Assert.Equal(allowed, !Shape.BrokenBy(Source($"namespace {name};\ninternal class A;\n", path)).Any());

    [Theory]
    [InlineData("src/EcoCode.Host/A.cs", "fixed (byte* p = x) { }\nunsafe void F() { }", false)]
    [InlineData("src/EcoCode.Host/A.cs", "[LibraryImport(\"libc\")] static partial int getpid();", false)]
    [InlineData("src/EcoCode.Host/A.cs", "[DllImport(\"libc\")] static extern int getpid();", false)]
    [InlineData("src/EcoCode.Host/A.cs", "// unsafe\nvar x = \"unsafe\"; Unsafe.As<A>(x);", true)]
    [InlineData("src/EcoCode.Host/Interop/A.cs", "unsafe void F() { }", true)]
    public void Unmanaged_code_belongs_in_Interop(string path, string text, bool allowed)
        => Assert.Equal(allowed, !Interop.BrokenBy(new SourceFile(path, text)).Any());

    [Theory]
    [InlineData("<PropertyGroup><ProjectType>Library</ProjectType><AllowUnsafeBlocks>true</AllowUnsafeBlocks></PropertyGroup>", true)]
    [InlineData("<PropertyGroup><ProjectType>Tool</ProjectType><OutputType>Exe</OutputType></PropertyGroup>", true)]
    [InlineData("<PropertyGroup><ProjectType>Library</ProjectType><OutputType>Exe</OutputType></PropertyGroup>", false)]
    [InlineData("<PropertyGroup><ProjectType>Library</ProjectType><NoWarn>CA1000</NoWarn></PropertyGroup>", false)]
    [InlineData("<ItemGroup><PackageReference Include=\"P\" /><EmbeddedResource Include=\"a.csv\" /></ItemGroup>", true)]
    [InlineData("<ItemGroup><PackageReference Include=\"P\" Version=\"1.0\" /></ItemGroup>", false)]
    [InlineData("<ItemGroup><Compile Remove=\"A.cs\" /></ItemGroup>", false)]
    [InlineData("<Target Name=\"T\" />", false)]
    public void A_project_says_only_what_it_is(string content, bool allowed)
        => Assert.Equal(allowed, !Projects.SaidTooMuchBy(new ProjectFile("src/EcoCode.Host/EcoCode.Host.csproj", $"<Project>{content}</Project>")).Any());

    [Theory]
    [InlineData("tests/EcoCode.Host.Tests", "[Fact] public void T() { }", true)]
    [InlineData("tests/EcoCode.Host.Tests", "internal sealed class Fixture;", false)]
    [InlineData("tests/EcoCode.Host.Tests", "// [Fact]", false)]
    [InlineData("tests/EcoCode.Other.Tests", "[Theory] public void T() { }", false)]
    public void A_shipped_project_has_a_test(string folder, string text, bool allowed)
    {
        ProjectFile[] projects =
        [
            new("src/EcoCode.Host/EcoCode.Host.csproj", "<Project />"),
            new($"{folder}/{Path.GetFileName(folder)}.csproj", "<Project />"),
        ];
        Assert.Equal(allowed, !Projects.Untested(projects, [Source(text, $"{folder}/Deeper/A.cs")]).Any());
    }

    [Fact]
    public void A_code_is_said_by_one_file()
    {
        SourceFile one = Source("\"ECO1001\" \"ECO1002\" \"ECO1001\"", "src/EcoCode.Host/A.cs"), other = Source("\"ECO1002\" // ECO1001", "src/EcoCode.Host/B.cs");
        Assert.Equal(["ECO1002 is said in src/EcoCode.Host/A.cs and in src/EcoCode.Host/B.cs"], Codes.SaidTwice([one, other]));
    }

    [Fact]
    public void Codes_are_explained_once_and_only_where_they_are_said()
        => Assert.Equal(
            [
                "ECO1002 is said, and no section of src/EcoCode.Cli/Problems/Texts explains it",
                "ECO1003 is explained, and no source says it",
                "ECO1001 is explained twice",
            ],
            Explained.BrokenBy([Source("\"ECO1001\" \"ECO1002\" // ECO1009")], ["## ECO1001 a\n\nsee ECO1007\n\n## ECO1003 b\n", "## ECO1001 a\n"]));

    [Theory]
    [InlineData("/home", "/alice/src", false)]
    [InlineData("`/root", "/ecocode`", false)]
    [InlineData("/Users", "/alice", false)]
    [InlineData(@"C:\Users", @"\alice", false)]
    [InlineData(@"""d:\\Users", @"\\alice""", false)]
    [InlineData("https://example.org/home", "/alice", true)]
    [InlineData("path/home", "/alice", true)]
    [InlineData("$PWD/home", "/alice", true)]
    [InlineData("/root", "", true)]
    public void A_path_in_somebodys_home_is_found(string start, string end, bool allowed) // In halves, because this file is searched, too.
        => Assert.Equal(allowed, !Wording.BrokenBy("README.md", start + end, "/opt/copy").Any());

    [Theory]
    [InlineData("/built/here/copy", "see /built/here/copy/README.md", false)]
    [InlineData("/built/here/copy", "cd /built/here", false)]
    [InlineData("/built/here/copy/", "see /built/here/notes.md", false)]
    [InlineData("/built/here/copy", "see /built/elsewhere", true)]
    [InlineData("/built/here/copy", "https://example.org/built/here/copy", true)]
    [InlineData("/built/here/copy", "/built/hereafter", true)]
    [InlineData("/copy", "cd /copy", false)]
    [InlineData("/tmp/copy", "cd /tmp/copy", false)]
    [InlineData("/tmp/copy", "writes /tmp/out.json", true)]
    public void The_place_where_the_tests_were_built_is_found(string root, string text, bool allowed)
        => Assert.Equal(allowed, !Wording.BrokenBy("README.md", text, root).Any());

    private static SourceFile Source(string text, string path = "src/EcoCode.Host/A.cs") => new(path, text);
}
