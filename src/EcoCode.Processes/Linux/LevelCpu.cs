namespace EcoCode.Processes.Linux;

/// <summary>A machine's CPU time that is never less than what was seen to be used of it.</summary>
/// <remarks>
/// The machine's account may be coarse (10 ms) or an instant older than the clocks of its processes, so that it lacks something at one
/// tick and makes it good at the next. What it lacks is lent to it and taken back, so that it adds up over time instead of
/// being unseen work at every other tick.
/// </remarks>
internal sealed class LevelCpu(IMachineCpu machine) : IMachineCpu
{
    /// <summary>More than this it never makes good: the account leaves something out, such as time that a hypervisor took.</summary>
    private static readonly TimeSpan MostLent = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan[] _bySocket = new TimeSpan[machine.Sockets.Count];
    private readonly TimeSpan[] _begin = new TimeSpan[machine.Sockets.Count];
    private TimeSpan _given;
    private TimeSpan _level;
    private TimeSpan _seen;
    private bool _begun;
    private bool _told;

    public string Method => machine.Method;

    /// <summary>None: steps are levelled out.</summary>
    public TimeSpan Grain => TimeSpan.Zero;

    public double Processors => machine.Processors;

    public IReadOnlyList<int> Sockets => machine.Sockets;

    /// <summary>Reads the account.</summary>
    /// <param name="seen">CPU time of all that was seen, from some fixed moment.</param>
    /// <param name="beyond">What was used since the last time by nobody who was seen; not negative.</param>
    internal bool Take(TimeSpan seen, out TimeSpan beyond)
    {
        beyond = TimeSpan.Zero;
        _told = machine.TryRead(_bySocket);
        if (!_told) return false;
        if (!_begun)
        {
            _bySocket.CopyTo(_begin, 0);
            (_begun, _seen) = (true, seen);
        }

        TimeSpan read = _given;
        for (int i = 0; i < _bySocket.Length; i++)
        {
            _bySocket[i] -= _begin[i];
            read += _bySocket[i];
        }

        TimeSpan least = _level + (seen - _seen);
        if (least - read > MostLent)
        {
            _given += least - MostLent - read;
            read = least - MostLent;
        }

        _level = read > least ? read : least;
        _bySocket[0] += _given + (_level - read);
        beyond = _level - least;
        _seen = seen;
        return true;
    }

    /// <summary>Says whose some of what was beyond is.</summary>
    internal void Find(TimeSpan part) => _seen += part;

    public bool TryRead(Span<TimeSpan> bySocket)
    {
        if (_told) _bySocket.CopyTo(bySocket);
        return _told;
    }
}
