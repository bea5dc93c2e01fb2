using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Nvidia;

/// <summary>The NVIDIA GPUs of this machine, each followed by a thread of its own.</summary>
/// <remarks>Everything that calls into the driver is on those threads: it may take seconds, or never come back.</remarks>
public sealed class NvidiaGpus : IDisposable
{
    /// <summary>A look takes some milliseconds; whoever takes longer is not waited for.</summary>
    private static readonly TimeSpan FreshensWithin = TimeSpan.FromMilliseconds(50);

    /// <summary>Power of the board is right within 5 % (nvml.h); the counter sums it up.</summary>
    private const double CounterBand = 0.05;

    /// <summary>Power is sampled 25 % of the time on A100 and H100 (arXiv 2312.02741), and here ten times a second.</summary>
    private const double PowerBand = 0.10;

    private readonly string _library;
    private readonly GpuSelection _selection;
    private readonly bool _ordered;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _searched = new();
    private readonly List<(NvidiaBoard Board, NvidiaReader Reader, NvidiaDevice Device)> _found = [];
    private readonly List<Note> _notes = [];
    private GpuIdentity[] _all = [];
    private readonly List<string> _unused = [];
    private bool _disposed;

    private readonly DriverPids _pids;

    private NvidiaGpus(string library, GpuSelection selection, bool ordered, DriverPids pids, TimeSpan interval, TimeProvider time)
        => (_library, _selection, _ordered, _pids, _interval, _time) = (library, selection, ordered, pids, interval, time);

    /// <summary>Begins to search, in the background.</summary>
    /// <param name="library">NVIDIA's management library: a name that the dynamic linker finds, or a path.</param>
    /// <param name="selection">Which GPUs are wanted.</param>
    /// <param name="ordered">Whether numbers in the selection are the driver's: CUDA's own order is by speed unless it is told otherwise.</param>
    /// <param name="pids">Which process the driver means by a pid.</param>
    /// <param name="interval">How often the figures will be wanted.</param>
    /// <param name="time">The clock.</param>
    public static NvidiaGpus Open(string library, GpuSelection selection, bool ordered, DriverPids pids, TimeSpan interval, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(pids);
        ArgumentNullException.ThrowIfNull(time);
        var gpus = new NvidiaGpus(library, selection, ordered, pids, interval, time);
        new Thread(gpus.Search, 256 * 1024) { IsBackground = true, Name = "NVIDIA" }.Start();
        return gpus;
    }

    /// <summary>What there is, once it is found.</summary>
    /// <param name="atMost">A driver that takes longer is left out; a GPU that takes longer joins when it answers.</param>
    public Catalogue Find(TimeSpan atMost)
    {
        long start = _time.GetTimestamp();
        if (!_searched.Wait(atMost)) return new Catalogue([], [NvidiaNotes.NoAnswer], []);
        var slots = new List<SensorSlot>();
        foreach ((NvidiaBoard board, NvidiaReader reader, NvidiaDevice device) in _found)
        {
            bool told = device.Await(atMost - _time.GetElapsedTime(start));
            if (SlotOf(board, device) is { } slot) slots.Add(slot);
            else _notes.Add(NvidiaNotes.NoEnergy(board.Identity));
            if (told) Note(board, reader, slots);
        }

        if (slots.Count > 0 && !_pids.CanTell) _notes.Add(NvidiaNotes.ForeignPids);
        return new Catalogue(slots, _notes, _unused) { Gpus = _all };
    }

    /// <summary>Has every GPU looked at now, and waits for it a moment at most.</summary>
    public void Freshen()
    {
        if (!_searched.IsSet) return;
        foreach ((_, _, NvidiaDevice device) in _found) device.Ask();
        long start = _time.GetTimestamp();
        foreach ((_, _, NvidiaDevice device) in _found) device.Await(FreshensWithin - _time.GetElapsedTime(start));
    }

    /// <summary>Has all threads end as soon as they can, and waits for none.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach ((_, _, NvidiaDevice device) in _found) device.Dispose();
        }
    }

    private void Search()
    {
        SearchAll();
        _searched.Set();
    }

    private void SearchAll()
    {
        if (!NvmlLibrary.TryLoad(_library, out NvmlLibrary? library))
        {
            _notes.Add(NvidiaNotes.NoLibrary(_library));
            return;
        }

        uint count = 0;
        NvmlReturn outcome = library.Init();
        if (outcome == NvmlReturn.Success) outcome = library.Count(out count);
        if (outcome != NvmlReturn.Success)
        {
            _notes.Add(NvidiaNotes.NoInit(outcome));
            return;
        }

        var boards = new List<NvidiaBoard>();
        var all = new List<GpuIdentity>();
        for (uint i = 0; i < count; i++)
        {
            outcome = NvidiaBoard.TryRead(library, i, out NvidiaBoard? board);
            if (board is not null) boards.Add(board);
            else _notes.Add(NvidiaNotes.NotReached(i, outcome));
            all.Add(board?.Identity ?? new GpuIdentity((int)i, null, null, null));
        }

        GpuSelection selection = Unsure(boards) ? GpuSelection.All : _selection;
        _all = [.. all];
        GpuIdentity[] leftOut = [.. boards.Select(board => board.Identity).Where(gpu => !selection.Has(gpu))];
        if (leftOut.Length > 0) _notes.Add(GpuNotes.LeftOut(leftOut, selection.Origin!));
        foreach (NvidiaBoard board in boards.Where(board => selection.Has(board.Identity))) Follow(library, board);
    }

    /// <summary>Whether the selection's numbers may be in another order than the driver's: only where GPUs differ can one be faster.</summary>
    private bool Unsure(List<NvidiaBoard> boards)
    {
        bool unsure = !_ordered && _selection.HasNumbers && boards.Exists(board => board.Identity.Name != boards[0].Identity.Name);
        if (unsure) _notes.Add(NvidiaNotes.UnsureOrder(_selection.Origin!));
        return unsure;
    }

    private void Follow(NvmlLibrary library, NvidiaBoard board)
    {
        var reader = new NvidiaReader(library, board, _pids, _time);
        var device = new NvidiaDevice(board.Identity, reader, _interval, _time);
        lock (_lock)
        {
            if (_disposed) return;
            _found.Add((board, reader, device));
        }

        device.Start();
    }

    private void Note(NvidiaBoard board, NvidiaReader reader, List<SensorSlot> slots)
    {
        if (board.IsMig) _notes.Add(NvidiaNotes.Mig(board.Identity, reader.TellsInstances));
        else if (reader.HasMps) _notes.Add(NvidiaNotes.Mps(board.Identity));
        if (board.IsVgpuHost) _notes.Add(NvidiaNotes.VgpuHost(board.Identity));
        bool byPower = slots.Count > 0 && slots[^1].Candidates[0].Sources[0].Counter is { Id.Value: var id } && id.StartsWith("nvml-power", StringComparison.Ordinal);
        if (byPower && !reader.IsInstant) _notes.Add(NvidiaNotes.Averaged(board.Identity));
    }

    /// <summary>Counter before power; what the device says it has not is left out, what it can't say yet is awaited.</summary>
    private SensorSlot? SlotOf(NvidiaBoard board, NvidiaDevice device)
    {
        var candidates = new List<SourceGroup>();
        Offer(device.Counter, "nvml-energy", CounterBand);
        Offer(device.Integral, "nvml-power", PowerBand);
        return candidates.Count == 0 ? null : new SensorSlot(Component.Gpu, candidates) { Gpu = device };

        void Offer(IEnergyCounter counter, string method, double band)
        {
            if (counter.TryRead(out _) is ReadOutcome.Ok or ReadOutcome.Stale or ReadOutcome.Gone) candidates.Add(new SourceGroup([Source(counter, method, band)]));
            else _unused.Add($"{board.Identity.Label}: {method} is not told");
        }

        EnergySource Source(IEnergyCounter counter, string method, double band) => new(counter)
        {
            Component = Component.Gpu, Device = board.Identity.Device, Provenance = Provenance.Measured,
            RelativeBand = band, Method = method, Origin = _library, Ceiling = board.Ceiling,
        };
    }
}
