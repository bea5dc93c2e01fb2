namespace EcoCode.Cli.Tests;

/// <summary>The ledger of all tests that do not ask for another: none writes into the home of whoever runs them.</summary>
internal static class SharedLedger
{
    private static readonly DirectoryInfo Folder = Create();

    internal static string Path { get; } = System.IO.Path.Join(Folder.FullName, "ledger.db");

    private static DirectoryInfo Create()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ecocode-ledger-");

        // Tests take on other users, who would otherwise be told that they may not keep anything.
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0x1ff);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder;
    }
}
