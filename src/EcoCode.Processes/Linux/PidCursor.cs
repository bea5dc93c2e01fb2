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
    private long _before = -1;
    private long _last = -1;

    internal PidCursor(PseudoFs proc)
    {
        if (PseudoFile.TryOpen(proc.PathOf("sys/kernel/ns_last_pid"), out _file) != ReadOutcome.Ok) _file = null;
    }

    /// <summary>How many pids were given out between the last two looks, those of threads included; <c>null</c> when that can't be told, or they began again below.</summary>
    internal int? Steps => _before >= 0 && _last >= _before ? (int)Math.Min(int.MaxValue, _last - _before) : null;

    /// <summary>The pid that was given out last; only where <see cref="Steps"/> are known.</summary>
    internal int Last => (int)_last;

    /// <summary>Looks. True also when it can't be told.</summary>
    internal bool HasMoved()
    {
        _before = _last;
        if (_file is null || _file.TryReadCount(out _last) != ReadOutcome.Ok)
        {
            _last = -1;
            return true;
        }

        return _last != _before;
    }

    public void Dispose() => _file?.Dispose();
}
