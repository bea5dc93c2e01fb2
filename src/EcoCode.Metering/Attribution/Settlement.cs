using EcoCode.Metering.Sampling;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Attribution;

/// <summary>Shares the energy of one span of time out among the tree's processes, other processes, EcoCode itself and nobody.</summary>
/// <remarks>One instance is used again for every span and allocates nothing once its arrays are large enough.</remarks>
internal sealed class Settlement(AttributionMode mode, IReadOnlyList<int> sockets, List<Charge> all)
{
    private readonly long[] _machine = new long[sockets.Count];
    private readonly long[] _tree = new long[sockets.Count];

    /// <summary>All rows, those that have ended included.</summary>
    internal List<Charge> All => all;

    /// <summary>Wall time of the span.</summary>
    internal TimeSpan Elapsed { get; set; }

    /// <summary>CPU time that there was: processors × time, all sockets together.</summary>
    internal TimeSpan Capacity { get; set; }

    /// <summary>CPU time of the machine in the span, as its account tells.</summary>
    internal TimeSpan Busy { get; set; }

    /// <summary>CPU time of EcoCode in the span.</summary>
    internal TimeSpan Own { get; set; }

    /// <summary>CPU time of the tree in the span that no row accounts for.</summary>
    internal TimeSpan Unseen { get; set; }

    internal long TotalMemory { get; set; }

    internal long UsedMemory { get; set; }

    /// <summary>Energy of <see cref="Unseen"/> so far.</summary>
    internal Energy UnseenEnergy { get; set; }

    /// <summary>Memory times time in KiB times 100 µs: an hour of 16 TiB is 6e17, a millisecond of one page 40.</summary>
    internal static long Held(long bytes, TimeSpan time) => (bytes >> 10) * (time.Ticks / (TimeSpan.TicksPerMillisecond / 10));

    /// <summary>Prepares the weights of CPU time.</summary>
    /// <param name="machine">CPU time of the machine in the span, by socket.</param>
    /// <param name="charges">The rows, with their weights set.</param>
    internal void Weigh(ReadOnlySpan<TimeSpan> machine, List<Charge> charges)
    {
        Array.Clear(_tree);
        long tree = 0;
        foreach (Charge charge in charges)
        {
            _tree[charge.Socket] += charge.Weight;
            tree += charge.Weight;
        }

        for (int i = 0; i < _machine.Length; i++) _machine[i] = machine[i].Ticks;

        // Where a process ran is told only as the processor that it last ran on, so what has no place of its own follows the rest;
        // and no socket can have been less busy than what ran on it.
        long elsewhere = Unseen.Ticks + Own.Ticks;
        long floor = 0;
        for (int i = 0; i < _machine.Length; i++)
        {
            _machine[i] = Math.Max(_machine[i], _tree[i]);
            floor += _machine[i];
        }

        long lacking = tree + elsewhere - floor;
        if (lacking > 0) _machine[0] += lacking;
    }

    /// <summary>Shares a source's pending energy out.</summary>
    internal void Share(SourceTrack track, List<Charge> charges)
    {
        Energy whole = track.Pending;
        track.Pending = Energy.Zero;
        track.Unshared += Elapsed;
        if (whole == Energy.Zero) return;
        if (mode == AttributionMode.Marginal)
        {
            // What comes after a gap, or from a meter that tells rarely, is the energy of all the time since it last did.
            Energy idle = Energy.Min(whole, track.Baseline * track.Unshared);
            track.Idle += idle;
            whole -= idle;
        }

        TimeSpan span = track.Unshared;
        track.Unshared = TimeSpan.Zero;
        if (track.Gpu is { } gpu) new GpuSharing(mode, span, gpu).Share(track, whole, this);
        else if (track.Source.Component == Component.Dram) ShareByMemory(track, whole, charges);
        else ShareByCpuTime(track, whole, charges);
    }

    private void ShareByCpuTime(SourceTrack track, Energy whole, List<Charge> charges)
    {
        int only = track.Source.Socket is { } id ? IndexOf(id) : -1;
        long machine = only >= 0 ? _machine[only] : Sum(_machine);
        long everywhere = Sum(_machine);

        // What has no socket of its own is on each in proportion to how busy that was.
        double part = only < 0 || everywhere == 0 ? 1 : (double)machine / everywhere;
        long own = (long)(Own.Ticks * part), unseen = (long)(Unseen.Ticks * part);
        long tree = only >= 0 ? _tree[only] : Sum(_tree);
        long others = Math.Max(0, machine - tree - own - unseen);
        long weights = tree + own + unseen + others;
        if (mode == AttributionMode.Capacity) weights = Math.Max(weights, (long)(Capacity.Ticks * (only >= 0 ? 1.0 / _machine.Length : 1)));
        var sharing = new Sharing(whole, weights);
        foreach (Charge charge in charges)
        {
            if (only < 0 || charge.Socket == only) Give(track, charge, sharing.Next(charge.Weight));
        }

        Energy ended = sharing.Next(unseen);
        UnseenEnergy += ended;
        track.Tree += ended;
        Finish(track, sharing.Next(own), sharing.Next(others), ref sharing);
    }

    private void ShareByMemory(SourceTrack track, Energy whole, List<Charge> charges)
    {
        long tree = 0;
        foreach (Charge charge in charges) tree += charge.Held;

        // Resident sets count shared pages in each that shares them, so their sum can exceed what is in use.
        long used = Math.Max(Held(UsedMemory, Elapsed), tree);
        var sharing = new Sharing(whole, mode == AttributionMode.Capacity ? Math.Max(used, Held(TotalMemory, Elapsed)) : used);
        foreach (Charge charge in charges) Give(track, charge, sharing.Next(charge.Held));
        Finish(track, Energy.Zero, sharing.Next(used - tree), ref sharing);
    }

    /// <summary>Charges a process of the tree with a share.</summary>
    internal void Give(SourceTrack track, Charge charge, Energy share)
    {
        if (charge.SummedUp) UnseenEnergy += share;
        else charge.Add(track.Source.Component, share);
        track.Tree += share;
    }

    /// <summary>Leaves what was not given to others, and to nobody.</summary>
    internal static void Finish(SourceTrack track, Energy own, Energy others, ref Sharing sharing)
    {
        track.Own += own;
        track.Others += own + others;
        track.Idle += sharing.Rest;
    }

    private int IndexOf(int socket)
    {
        for (int i = 0; i < sockets.Count; i++)
        {
            if (sockets[i] == socket) return i;
        }

        return -1;
    }

    private static long Sum(long[] values)
    {
        long sum = 0;
        foreach (long value in values) sum += value;
        return sum;
    }
}
