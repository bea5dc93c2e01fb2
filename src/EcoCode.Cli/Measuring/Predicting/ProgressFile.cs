using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EcoCode.Cli.Measuring.Predicting;

/// <summary>Reads progress from a file that a program writes, when the file has changed; looks once a second. It need not be there yet.</summary>
internal sealed class ProgressFile : IDisposable
{
    /// <summary>The last line is within so much of the end.</summary>
    private const int Kept = 4096;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly ProgressSight _sight;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private (DateTime Written, long Length) _known;

    internal ProgressFile(string path, ProgressSight sight, TimeProvider time)
    {
        (_path, _sight, _time) = (Path.GetFullPath(path), sight, time);

        // What an earlier run has left is no progress of this one.
        _known = Stat() ?? default;
        _timer = time.CreateTimer(_ => Look(), null, Every, Every);
    }

    /// <summary>Looks now.</summary>
    internal void Look()
    {
        lock (_lock)
        {
            if (Stat() is not { } now || now == _known) return;
            _known = now;
            if (!TryReadEnd(out string text) || !TryParse(text, out long step, out long of)) return;

            // The file knows better than this look when it was written.
            TimeSpan ago = _time.GetUtcNow().UtcDateTime - now.Written;
            if (ago < TimeSpan.Zero || ago > 2 * Every) ago = TimeSpan.Zero;
            _sight.Tell(step, of, _time.GetTimestamp() - (long)(ago.TotalSeconds * _time.TimestampFrequency));
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Reads the last line that tells progress: <c>k/n</c>, or an object with <c>step</c> and <c>of</c>.</summary>
    internal static bool TryParse(string text, out long step, out long of)
    {
        (step, of) = (0, 0);
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (int i = lines.Length - 1; i >= 0; i--)
        {
            if (lines[i].StartsWith('{') ? TryObject(lines[i], out step, out of) : TryPair(lines[i], out step, out of)) return true;
        }

        return false;
    }

    private static bool TryPair(string line, out long step, out long of)
    {
        of = 0;
        int cut = line.IndexOf('/', StringComparison.Ordinal);
        return TryNumber(cut < 0 ? line : line[..cut], out step) && cut >= 0 && TryNumber(line[(cut + 1)..], out of);
    }

    private static bool TryNumber(string text, out long number) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryObject(string line, out long step, out long of)
    {
        (step, of) = (0, 0);
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty("step", out JsonElement done) && done.TryGetInt64(out step)
                && document.RootElement.TryGetProperty("of", out JsonElement all) && all.TryGetInt64(out of);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // Half of a line, which is whole at the next look; or no progress at all.
            return false;
        }
    }

    private (DateTime Written, long Length)? Stat()
    {
        try
        {
            var file = new FileInfo(_path);
            return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private bool TryReadEnd(out string text)
    {
        text = "";
        try
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(Math.Max(0, file.Length - Kept), SeekOrigin.Begin);
            byte[] end = new byte[Kept];
            text = Encoding.UTF8.GetString(end, 0, file.ReadAtLeast(end, Kept, throwOnEndOfStream: false));
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
