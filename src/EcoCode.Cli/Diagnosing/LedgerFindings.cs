using EcoCode.Report.Diagnoses;

namespace EcoCode.Cli.Diagnosing;

/// <summary>Whether runs can be kept. Looks at the file, and does not open it as a ledger.</summary>
internal static class LedgerFindings
{
    private const string Section = "Ledger";
    private const string Subject = "runs";

    /// <param name="path">Where the ledger is, or null where no home is known.</param>
    internal static Finding Of(string? path)
    {
        if (path is null) return new(Section, FindingLevel.Warn, Subject, "no home is known, so runs are not kept") { Fix = "set `ECOCODE_LEDGER` to a path" };
        if (Directory.Exists(path)) return new(Section, FindingLevel.Fail, Subject, $"`{path}` is a folder") { Fix = "give the path of a file: `ECOCODE_LEDGER`" };
        try
        {
            if (File.Exists(path)) return OfFile(path);
            string folder = Path.GetDirectoryName(path)!;
            while (!Directory.Exists(folder)) folder = Path.GetDirectoryName(folder)!;
            using (File.Create(Path.Join(folder, ".ecocode-" + Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose))
            {
                return new(Section, FindingLevel.Ok, Subject, $"none yet; they will be kept in `{path}`");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception is UnauthorizedAccessException ? "permission denied" : "it can't be written";
            return new(Section, FindingLevel.Fail, Subject, $"`{path}`: {reason}, so runs are not kept") { Fix = "give a path that can be written: `ECOCODE_LEDGER`" };
        }
    }

    private static Finding OfFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> magic = stackalloc byte[16];
        int length = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);

        // The header of SQLite's file format; a file that was made a moment ago may still be empty.
        return length == 0 || magic[..length].SequenceEqual("SQLite format 3\0"u8)
            ? new(Section, FindingLevel.Ok, Subject, FormattableString.Invariant($"`{path}`, {file.Length / 1e6:0.##} MB"))
            : new(Section, FindingLevel.Fail, Subject, $"`{path}` is no ledger") { Fix = "move it away, or give another path: `ECOCODE_LEDGER`" };
    }
}
