namespace EcoCode.Goldens;

/// <summary>Outward texts that are kept as files beside this one and compared exactly; <c>./build.sh golden --accept</c> rewrites them.</summary>
internal static class Golden
{
    private static readonly bool Accepting = Environment.GetEnvironmentVariable("ECOCODE_ACCEPT_GOLDENS") == "1";

    /// <summary>Fails when the text differs from the file <c>tests/Goldens/{name}</c>, and shows the first line that does.</summary>
    internal static void Matches(string name, string text)
    {
        string path = Path.Combine(Folder(), name);
        if (Accepting)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"tests/Goldens/{name} does not exist; `./build.sh golden --accept` makes it");
        string expected = File.ReadAllText(path);
        if (expected == text) return;

        string[] want = expected.Split('\n'), have = text.Split('\n');
        int line = 0;
        while (line < want.Length && line < have.Length && want[line] == have[line]) line++;
        string Shown(string[] lines) => line < lines.Length ? lines[line] : "(no such line)";
        Assert.Fail($"tests/Goldens/{name}, line {line + 1}\nexpected: {Shown(want)}\nactual:   {Shown(have)}\n"
            + "if the new text is right: `./build.sh golden --accept`");
    }

    /// <summary>The folder in the source tree, so that accepting changes what is committed.</summary>
    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EcoCode.slnx"))) return Path.Combine(folder.FullName, "tests", "Goldens");
        }

        throw new DirectoryNotFoundException("EcoCode.slnx is in no folder above the tests");
    }
}
