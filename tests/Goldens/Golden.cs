namespace EcoCode.Goldens;

/// <summary>Outward texts that are kept as files beside this one and compared exactly; <c>./build.sh golden --accept</c> rewrites them.</summary>
internal static class Golden
{
    private static readonly bool Accepting = Environment.GetEnvironmentVariable("ECOCODE_ACCEPT_GOLDENS") == "1";

    /// <summary>Fails when the text differs from the file <c>tests/Goldens/{name}</c>, and shows the first line that does.</summary>
    internal static void Matches(string name, string text) => Compare($"tests/Goldens/{name}", text);

    /// <summary>Fails when a document that is generated from the code is not what the code says; <c>./build.sh docs</c> rewrites those.</summary>
    internal static void MatchesDocument(string path, string text) => Compare(path, text);

    private static void Compare(string name, string text)
    {
        string path = Path.Combine(Root(), name);
        if (Accepting)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"{name} does not exist; `./build.sh golden --accept` makes it");
        string expected = File.ReadAllText(path);
        if (expected == text) return;

        string[] want = expected.Split('\n'), have = text.Split('\n');
        int line = 0;
        while (line < want.Length && line < have.Length && want[line] == have[line]) line++;
        string Shown(string[] lines) => line < lines.Length ? lines[line] : "(no such line)";
        Assert.Fail($"{name}, line {line + 1}\nexpected: {Shown(want)}\nactual:   {Shown(have)}\n"
            + "if the new text is right: `./build.sh golden --accept`");
    }

    /// <summary>The source tree, so that accepting changes what is committed.</summary>
    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EcoCode.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("EcoCode.slnx is in no folder above the tests");
    }
}
