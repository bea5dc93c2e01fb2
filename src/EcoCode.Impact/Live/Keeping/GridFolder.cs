using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EcoCode.Impact.Live.Keeping;

/// <summary>Small files that the processes of a user share: what providers answered, and that they are down. No key is ever in them.</summary>
/// <remarks>
/// Files are whole or absent, and readable by their owner alone. Where nothing can be written, what was is known to this process.
/// Safe to use from several threads and processes; of two that write the same file, the last one counts.
/// </remarks>
/// <param name="path">The folder, which is made when it is needed; null for none.</param>
public sealed class GridFolder(string? path)
{
    /// <summary>A forecast of three days for each five minutes takes 100 kB.</summary>
    private const int MostBytes = 8 << 20;

    /// <summary>Ranges that are over are kept for good, as long as there are no more than these.</summary>
    private const int MostFiles = 512;

    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ConcurrentDictionary<string, byte[]> _unwritten = new(StringComparer.Ordinal);

    /// <summary>The folder by the XDG Base Directory Specification, or null where no home is known.</summary>
    /// <param name="environment">Tells an environment variable.</param>
    public static string? PathOf(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache)) return Path.Join(cache, "ecocode", "grid");
        return environment("HOME") is { Length: > 0 } home && Path.IsPathRooted(home) ? Path.Join(home, ".cache", "ecocode", "grid") : null;
    }

    /// <summary>The name of a file, which tells nothing of what it is about.</summary>
    internal static string Name(string kind, string subject) => $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)))}.json";

    /// <summary>Reads a file; false where there is none that can be read.</summary>
    internal bool TryRead(string name, out byte[] bytes)
    {
        if (_unwritten.TryGetValue(name, out bytes!)) return true;
        bytes = [];
        try
        {
            var file = new FileInfo(Path.Join(path, name));
            if (path is null || !file.Exists || file.Length is 0 or > MostBytes) return false;
            bytes = File.ReadAllBytes(file.FullName);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Replaces a file.</summary>
    internal void Write(string name, Action<Utf8JsonWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) content(json);
        if (path is not null && TryReplace(path, name, bytes.ToArray())) _unwritten.TryRemove(name, out _);
        else _unwritten[name] = bytes.ToArray();
    }

    private static bool TryReplace(string folder, string name, byte[] bytes)
    {
        string temporary = Path.Join(folder, $".{Path.GetRandomFileName()}");
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, Own | UnixFileMode.UserExecute);
            if (!File.Exists(Path.Join(folder, name))) MakeRoom(folder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Own;
            using (var file = new FileStream(temporary, options)) file.Write(bytes);
            File.Move(temporary, Path.Join(folder, name), overwrite: true);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            try
            {
                File.Delete(temporary);
            }
            catch (Exception left) when (left is IOException or UnauthorizedAccessException)
            {
                // It was not even made.
            }

            return false;
        }
    }

    /// <summary>Removes the oldest files, and what was left by a process that died.</summary>
    private static void MakeRoom(string folder)
    {
        FileInfo[] files = new DirectoryInfo(folder).GetFiles();
        if (files.Length < MostFiles) return;
        foreach (FileInfo oldest in files.OrderBy(file => file.LastWriteTimeUtc).Take(MostFiles / 4)) oldest.Delete();
    }
}
