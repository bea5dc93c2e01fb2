using System.Buffers.Text;
using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>CPU time of a cgroup: <c>cpuacct.usage</c> (ns) of version 1, <c>usage_usec</c> of <c>cpu.stat</c> of version 2.</summary>
internal sealed class CgroupUsage : IDisposable
{
    private readonly PseudoFile _file;
    private readonly bool _version1;

    private CgroupUsage(PseudoFile file, bool version1) => (_file, _version1) = (file, version1);

    internal static CgroupUsage? TryOpen(PseudoFs sys, string folder, bool version1)
        => PseudoFile.TryOpen(sys.PathOf(Path.Join(folder, version1 ? "cpuacct.usage" : "cpu.stat")), out PseudoFile? file) == ReadOutcome.Ok && file is not null
            ? new CgroupUsage(file, version1)
            : null;

    internal bool TryRead(out TimeSpan cpuTime)
    {
        cpuTime = default;
        if (_version1)
        {
            if (_file.TryReadCount(out long nanoseconds) != ReadOutcome.Ok) return false;
            cpuTime = new TimeSpan(nanoseconds / 100);
            return true;
        }

        Span<byte> text = stackalloc byte[256];
        if (_file.TryRead(text, 0, out int length) != ReadOutcome.Ok) return false;
        ReadOnlySpan<byte> key = "usage_usec "u8;
        int at = text[..length].IndexOf(key);
        if (at < 0 || !Utf8Parser.TryParse(text[(at + key.Length)..length], out long microseconds, out _)
            || microseconds is < 0 or > long.MaxValue / TimeSpan.TicksPerMicrosecond) return false;
        cpuTime = new TimeSpan(microseconds * TimeSpan.TicksPerMicrosecond);
        return true;
    }

    public void Dispose() => _file.Dispose();
}
