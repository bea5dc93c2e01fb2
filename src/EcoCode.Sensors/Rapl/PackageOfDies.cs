using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Rapl;

/// <summary>The counters of a package's dies as one counter.</summary>
/// <remarks>
/// <para>
/// Where each die has a counter of its own (Intel Cascade Lake-AP) their energies add up. On AMD each die shows the one counter of the
/// whole package (Zen 1 and 2: Threadripper, EPYC), and adding multiplies it. Dies that are known to be of the first kind are added from
/// the first reading on; all others are taken for mirrors until their own figures disprove it. Until then one die is counted, the one that
/// moved most, and what the others counted is held back; with the proof, all of it is released, at a pace that leaves the power below the
/// ceiling, lest it be taken for a fault of the counter. Nothing is lost or counted twice either way.
/// </para>
/// <para>
/// The proof: mirrors differ by when they were read, never by how much they count. The hardware updates every millisecond, and the
/// readings of one turn lie at most <see cref="LongestTurn"/> apart (turns that were interrupted for longer are no evidence), so over a
/// <see cref="Window"/> of a second mirrors part by some 0.4 % of steady power, and by about 1 % when the power at the window's edge is
/// three times the mean. A real dump of mirrored dies shows 0.003 %. Real dies that differ by less than <see cref="Apart"/> for long would
/// have to run alike to 2 %. Three windows in a row must agree, so one disturbed reading proves nothing. Totals cannot be compared: the
/// dies' counters may have started from different values. A window in which nothing moved tells nothing, and grows.
/// </para>
/// </remarks>
internal sealed class PackageOfDies : IEnergyCounter, IDisposable
{
    /// <summary>Relative difference between the dies' energies that mirrors do not reach.</summary>
    internal const double Apart = 0.02;

    /// <summary>How many windows in a row must show it.</summary>
    internal const int WindowsNeeded = 3;

    /// <summary>The least time over which dies are compared.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    /// <summary>The longest that reading all dies may take for the readings to be comparable.</summary>
    internal static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(1);

    /// <summary>Added to the time between two readings: the counters move in steps, each of up to a few milliseconds' energy.</summary>
    private static readonly TimeSpan StepTime = TimeSpan.FromMilliseconds(10);

    private readonly IReadOnlyList<IEnergyCounter> _dies;
    private readonly Power _ceiling;
    private readonly TimeProvider _time;
    private readonly Energy[] _now;
    private readonly Energy[] _before;
    private readonly Energy[] _totals;
    private readonly Energy[] _totalsAtWindow;
    private Energy _held;
    private bool _separate;
    private bool _started;
    private long _readAt;
    private long _windowAt;
    private int _windowsApart;

    /// <param name="id">Names the whole.</param>
    /// <param name="dies">One counter for each die.</param>
    /// <param name="separate">Whether they are known to have counters of their own.</param>
    /// <param name="ceiling">More power than this can't be true of one die: tells a wrap from a reset.</param>
    /// <param name="time">Its clock must stand still while the machine sleeps, as the counters do.</param>
    internal PackageOfDies(SensorId id, IReadOnlyList<IEnergyCounter> dies, bool separate, Power ceiling, TimeProvider time)
    {
        Id = id;
        _dies = dies;
        _separate = separate;
        _ceiling = ceiling;
        _time = time;
        (_now, _before) = (new Energy[dies.Count], new Energy[dies.Count]);
        (_totals, _totalsAtWindow) = (new Energy[dies.Count], new Energy[dies.Count]);
        long shortest = dies.Min(die => die.WrapsAt.Microjoules);
        WrapsAt = shortest <= long.MaxValue / dies.Count ? Energy.FromMicrojoules(shortest * dies.Count) : Energy.MaxValue;
    }

    /// <inheritdoc/>
    public SensorId Id { get; }

    /// <summary>The smallest range of a die, times the number of dies: where the sum is made to start again.</summary>
    /// <remarks>The sum itself need not wrap, but one that claimed so could be read so seldom that a die wraps twice unseen.</remarks>
    public Energy WrapsAt { get; }

    /// <inheritdoc/>
    /// <returns>
    /// The outcome of the first die that can't be read; <see cref="ReadOutcome.Gone"/> for the one reading at which a die has been reset.
    /// </returns>
    public ReadOutcome TryRead(out Energy reading)
    {
        reading = default;
        long begun = _time.GetTimestamp();
        for (int die = 0; die < _now.Length; die++)
        {
            ReadOutcome outcome = _dies[die].TryRead(out _now[die]);
            if (outcome != ReadOutcome.Ok) return outcome;
        }

        long done = _time.GetTimestamp();
        Energy before = Sum();
        TimeSpan elapsed = _started ? _time.GetElapsedTime(_readAt, done) : TimeSpan.Zero;
        bool reset = Count(elapsed);
        if (!_started) _windowAt = done;
        (_started, _readAt) = (true, done);
        if (!_separate && _time.GetElapsedTime(begun, done) <= LongestTurn) Compare(done);
        Energy counted = Sum();
        if (_separate) Release(elapsed, counted - before);
        else _held = counted - Largest();
        if (reset) return ReadOutcome.Gone;

        counted -= _held;
        reading = WrapsAt == Energy.MaxValue ? counted : Energy.FromMicrojoules(counted.Microjoules % WrapsAt.Microjoules);
        return ReadOutcome.Ok;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IEnergyCounter die in _dies) (die as IDisposable)?.Dispose();
    }

    /// <summary>Adds to each die's total what it counted since the last turn.</summary>
    /// <returns>Whether a die fell back by more than a wrap explains: it starts afresh, and what it counted in between is not known.</returns>
    private bool Count(TimeSpan elapsed)
    {
        Energy possible = _ceiling * (elapsed + StepTime);
        bool reset = false;
        for (int die = 0; die < _now.Length && _started; die++)
        {
            Energy moved = Wrap.Delta(_before[die], _now[die], _dies[die].WrapsAt);
            if (_now[die] < _before[die] && moved > possible) reset = true;
            else _totals[die] += moved;
        }

        _now.CopyTo(_before, 0);
        return reset;
    }

    /// <summary>Lets go of what was held back, with what the dies just counted at half of what they can draw at most.</summary>
    private void Release(TimeSpan elapsed, Energy moved)
    {
        Energy room = (_ceiling * (_dies.Count / 2.0) * elapsed) - moved;
        _held -= Energy.Min(_held, Energy.Max(room, Energy.Zero));
    }

    private Energy Sum()
    {
        Energy sum = Energy.Zero;
        foreach (Energy total in _totals) sum += total;
        return sum;
    }

    private Energy Largest()
    {
        Energy largest = Energy.Zero;
        foreach (Energy total in _totals) largest = Energy.Max(largest, total);
        return largest;
    }

    private void Compare(long now)
    {
        if (_time.GetElapsedTime(_windowAt, now) < Window) return;
        (Energy least, Energy most) = (Energy.MaxValue, Energy.Zero);
        for (int die = 0; die < _totals.Length; die++)
        {
            Energy moved = _totals[die] - _totalsAtWindow[die];
            (least, most) = (Energy.Min(least, moved), Energy.Max(most, moved));
        }

        if (most == Energy.Zero) return;
        _windowsApart = (most - least) / most > Apart ? _windowsApart + 1 : 0;
        _separate = _windowsApart >= WindowsNeeded;
        _totals.CopyTo(_totalsAtWindow, 0);
        _windowAt = now;
    }
}
