using System.Diagnostics.CodeAnalysis;

namespace EcoCode.Ledger.Export;

/// <summary>Files that are whole or absent, whenever the writer dies.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file by way of a temporary one in the same folder, synced to disk and then renamed.</summary>
    /// <remarks>
    /// A file that exists keeps its permissions, and a symbolic link stays one. What is no regular file (a pipe, a terminal,
    /// <c>/dev/null</c>) can't be replaced: it is written directly, and so are the open descriptors (<c>/dev/stdout</c>), at their end.
    /// </remarks>
    /// <param name="path">Where to; not empty.</param>
    /// <param name="write">Writes the content to a stream.</param>
    /// <param name="fault">What went wrong, when something did.</param>
    public static bool TryWrite(string path, Action<Stream> write, [NotNullWhen(false)] out WriteFault? fault)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            if (Directory.Exists(path)) fault = new(WriteFaultKind.Folder, path, "it is a folder");
            else
            {
                if (IsDescriptor(path) || (File.Exists(path) && !CanBeReplaced(path))) WriteDirectly(path, write);
                else Replace(Target(path), write);
                fault = null;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            fault = WriteFault.Of(path, problem);
        }

        return fault is null;
    }

    private static bool IsDescriptor(string path)
        => path is "/dev/stdout" or "/dev/stderr"
            || path.StartsWith("/dev/fd/", StringComparison.Ordinal)
            || path.StartsWith("/proc/", StringComparison.Ordinal);

    /// <summary>Only a regular file has a length that can be set (ftruncate(2): EINVAL); it is set to what it is.</summary>
    private static bool CanBeReplaced(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (!file.CanSeek) return false;
        try
        {
            file.SetLength(file.Length);
            return true;
        }
        catch (Exception problem) when (problem is ArgumentException or IOException)
        {
            return false;
        }
    }

    private static string Target(string path)
        => new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static void WriteDirectly(string path, Action<Stream> write)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        write(file);
    }

    private static void Replace(string path, Action<Stream> write)
    {
        // Not made of the file's own name, which may already be as long as a name can be.
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string temporary = Path.Combine(folder, ".ecocode-" + Path.GetRandomFileName());
        var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
        try
        {
            using (file)
            {
                if (!OperatingSystem.IsWindows() && File.Exists(path)) File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(path));
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
