using System.Buffers.Text;
using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>Memory of the machine: what the shares of memory energy are taken of.</summary>
public sealed class MemoryUse : IMemoryUse
{
    private readonly byte[] _buffer = new byte[512];
    private readonly PseudoFile? _file;
    private readonly long? _limit;

    /// <param name="proc">The /proc of the host.</param>
    /// <param name="limitBytes">The memory limit of the container, or null.</param>
    public MemoryUse(PseudoFs proc, long? limitBytes = null)
    {
        ArgumentNullException.ThrowIfNull(proc);
        _limit = limitBytes;
        if (PseudoFile.TryOpen(proc.PathOf("meminfo"), out _file) != ReadOutcome.Ok) _file = null;
    }

    /// <inheritdoc/>
    public bool TryRead(out long totalBytes, out long usedBytes)
    {
        totalBytes = usedBytes = 0;
        if (_file is null || _file.TryRead(_buffer, 0, out int length) != ReadOutcome.Ok) return false;
        ReadOnlySpan<byte> text = _buffer.AsSpan(0, length);
        if (!TryFind(text, "MemTotal:"u8, out totalBytes) || !TryFind(text, "MemAvailable:"u8, out long available)) return false;
        usedBytes = Math.Max(0, totalBytes - available);
        if (_limit is { } limit && limit < totalBytes) (totalBytes, usedBytes) = (limit, Math.Min(usedBytes, limit));
        return true;
    }

    private static bool TryFind(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key, out long bytes)
    {
        bytes = 0;
        int at = text.IndexOf(key);
        if (at < 0 || !Utf8Parser.TryParse(text[(at + key.Length)..].TrimStart((byte)' '), out long kilobytes, out _) || kilobytes is < 0 or > long.MaxValue / 1024) return false;
        bytes = kilobytes * 1024;
        return true;
    }
}
