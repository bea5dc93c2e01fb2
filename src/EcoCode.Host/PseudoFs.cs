using System.Globalization;
using System.IO.Enumeration;
using System.Text;

namespace EcoCode.Host;

/// <summary>A pseudo-filesystem (/sys, /proc) under a root that is a value, so that the same code reads the host, a container's view of it, or a fixture.</summary>
/// <remarks>Thread-safe. Sensors that are read at every tick keep a <see cref="PseudoFile"/> open instead.</remarks>
public sealed class PseudoFs
{
    private const int MostText = 16 << 20;

    /// <param name="root">An absolute or relative folder; it need not exist.</param>
    public PseudoFs(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        Root = root;
    }

    /// <summary>The folder that stands for the root.</summary>
    public string Root { get; }

    /// <summary>The full path of a relative one.</summary>
    public string PathOf(string relative) => Path.Join(Root, relative);

    /// <summary>Whether a file or folder is there (a broken link is not).</summary>
    public bool Exists(string relative) => Path.Exists(PathOf(relative)) && Path.Exists(Resolve(relative));

    /// <summary>Names of the entries of a folder, sorted ordinally; empty when it is not there or may not be read.</summary>
    public IReadOnlyList<string> Names(string relative)
    {
        // Most of what is looked for on a machine is not there, and an exception costs more than the rest of a start's look.
        if (!Directory.Exists(PathOf(relative))) return [];
        try
        {
            string[] names = [.. Directory.EnumerateFileSystemEntries(PathOf(relative)).Select(path => Path.GetFileName(path))];
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Adds those names of a folder's entries that are numbers (pids, descriptors), in no order; none when it is not there or may not be read.</summary>
    public void Numbers(string relative, List<int> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        string folder = PathOf(relative);
        if (!Directory.Exists(folder)) return;
        try
        {
            foreach (int number in new FileSystemEnumerable<int>(folder, static (ref FileSystemEntry entry) => NumberOf(entry.FileName)))
            {
                if (number >= 0) into.Add(number);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What was listed until then stays.
        }
    }

    /// <summary>What a link says, whether that is there or not; <c>null</c> when it is no link or may not be read.</summary>
    public string? LinkText(string relative)
    {
        try
        {
            return new FileInfo(PathOf(relative)).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads a small text file once, trimmed. Undecodable bytes become U+FFFD.</summary>
    /// <param name="relative">Path below the root.</param>
    /// <param name="text">The content, at most 16 MiB of it: /proc/cpuinfo takes some 2 KiB for each of up to 8192 processors.</param>
    public ReadOutcome TryReadText(string relative, out string text)
    {
        text = "";
        ReadOutcome outcome = PseudoFile.TryOpen(PathOf(relative), out PseudoFile? file);
        if (file is null) return outcome;
        using (file)
        {
            byte[] buffer = new byte[4096];
            int length = 0;
            while (true)
            {
                outcome = file.TryRead(buffer.AsSpan(length), length, out int read);
                if (outcome != ReadOutcome.Ok) return outcome;
                length += read;
                if (read == 0 || length >= MostText) break;
                if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            }

            text = Encoding.UTF8.GetString(buffer, 0, length).Trim();
            return ReadOutcome.Ok;
        }
    }

    /// <summary>Reads a file that holds one decimal integer.</summary>
    public ReadOutcome TryReadInteger(string relative, out long value)
    {
        ReadOutcome outcome = TryReadText(relative, out string text);
        value = 0;
        if (outcome != ReadOutcome.Ok) return outcome;
        // The parser would take NUL bytes after the number for its end.
        if (!text.Contains('\0') && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)) return ReadOutcome.Ok;
        value = 0;
        return ReadOutcome.Malformed;
    }

    /// <summary>The final path of a link below the root, or the path itself when it is no link; for telling two names of one device apart.</summary>
    public string Resolve(string relative)
    {
        try
        {
            return new FileInfo(PathOf(relative)).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(PathOf(relative));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Path.GetFullPath(PathOf(relative));
        }
    }

    private static int NumberOf(ReadOnlySpan<char> name)
        => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
