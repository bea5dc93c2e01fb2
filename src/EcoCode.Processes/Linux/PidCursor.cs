using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>Tells whether any process or thread was made since the last look, by the pid that was given out last.</summary>
/// <remarks>
/// The kernel gives pids out upwards, so the same last pid means that nobody forked (/proc/sys/kernel/ns_last_pid; Linux 3.3 with
/// CONFIG_CHECKPOINT_RESTORE, which distributions set). One read of 2 µs saves a listing of /proc of 0.25 µs for each process of the machine.
/// </remarks>
internal sealed class PidCursor : IDisposable
{
    private readonly PseudoFile? _file;
    private long _last = -1;

    internal PidCursor(PseudoFs proc)
    {
        if (PseudoFile.TryOpen(proc.PathOf("sys/kernel/ns_last_pid"), out _file) != ReadOutcome.Ok) _file = null;
    }

    /// <summary>Looks. True also when it can't be told.</summary>
    internal bool HasMoved()
    {
        if (_file is null || _file.TryReadCount(out long last) != ReadOutcome.Ok) return true;
        bool moved = last != _last;
        _last = last;
        return moved;
    }

    public void Dispose() => _file?.Dispose();
}
