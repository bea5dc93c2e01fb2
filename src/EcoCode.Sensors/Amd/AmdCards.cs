using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Drm;
using EcoCode.Sensors.Hwmon;

namespace EcoCode.Sensors.Amd;

/// <summary>The GPUs that the driver amdgpu has.</summary>
/// <remarks>Files: the kernel's Documentation/gpu/amdgpu/thermal.rst and driver-misc.rst.</remarks>
internal sealed class AmdCards(PseudoFs sys, DriverPids pids, TimeProvider time)
{
    /// <summary>MI100 (gfx908) and MI200 (gfx90a), whose counters have the unit of later ones though their table does not name it: AMD's own tools count it so.</summary>
    private static readonly int[] CountsInKnownUnit = [0x7388, 0x738c, 0x738e, 0x7390, 0x7408, 0x740c, 0x740f, 0x7410];

    /// <summary>MI250 and MI250X: two chips on a board, of which the first tells the power of both, and the second 0 (aldebaran_ppt.c).</summary>
    private static readonly int[] OfTwoChips = [0x7408, 0x740c];

    /// <summary>MI300A: processors and graphics in one socket, and its power is that of all.</summary>
    private const int WholeSocket = 0x74a0;

    /// <summary>Up to RDNA 2 the sensor shows the chip with its memory's interface, later ones the board; docs/hardware.md.</summary>
    private const double PowerBand = 0.15;

    private const double CounterBand = 0.10;

    private static readonly TimeSpan PowerChangesWithin = TimeSpan.FromMilliseconds(100);

    private readonly KfdNodes _nodes = KfdNodes.Read(sys);

    /// <summary>Sorts the cards into boards that are counted and cards that are not.</summary>
    internal void Find(IReadOnlyList<DrmCard> cards, List<GpuBoard> boards, List<Note> notes, List<string> unused)
    {
        var seconds = new List<DrmCard>();
        foreach (DrmCard card in cards)
        {
            var sensors = new CardSensors(sys, card, time);
            byte[] metrics = Metrics(card, sensors.Sleep);
            if (Contained(card, sensors, metrics) is { } reason)
            {
                unused.Add($"{card.Name}: {reason}");
                continue;
            }

            EnergySource[] candidates = [.. Candidates(card, sensors, metrics, out bool denied)];
            if (denied) notes.Add(new Note("ECO1321", $"cannot read the sensors of the GPU at `{card.Slot}`", "run as root, or let a group of yours read them"));
            if (candidates.Length > 0 && Array.IndexOf(OfTwoChips, card.DeviceId) >= 0 && TellsNothing(metrics, candidates)) seconds.Add(card);
            else if (candidates.Length > 0) boards.Add(new GpuBoard([card], Text(card, "product_name"), Uuid(card), candidates));
            else unused.Add($"{card.Name}: it tells neither energy nor power");
        }

        foreach (DrmCard card in seconds) Join(card, boards, unused);
    }

    /// <summary>What is asked of a card while a measurement runs.</summary>
    internal DrmDevice Device(DrmCard card)
    {
        long[] ids = _nodes.IdsOf(card.Slot);
        var files = new DrmDeviceFiles("gpu_busy_percent", "mem_info_vram_used", new CardSensors(sys, card, time).Temperature);
        return new DrmDevice(sys, card, files, new DrmUsers(time), time)
        {
            Compute = ids.Length == 0 ? null : new KfdUse(new KfdProcesses(sys, ids, pids, time)),
        };
    }

    /// <summary>Whether work that comes past the clients' accounts can be told apart on a card, but not from here.</summary>
    internal bool HidesCompute(DrmCard card) => _nodes.IdsOf(card.Slot).Length > 0 && !pids.CanTell;

    private byte[] Metrics(DrmCard card, Sleep sleep)
    {
        byte[] table = new byte[GpuMetrics.Length];
        if (sleep.IsAsleep || PseudoFile.TryOpen(sys.PathOf(card.Folder + "/gpu_metrics"), out PseudoFile? file) != ReadOutcome.Ok) return [];
        using (file) return file!.TryRead(table, 0, out int length) == ReadOutcome.Ok ? table[..length] : [];
    }

    /// <summary>Why the energy of a card is in another counter already; <c>null</c> when it is not.</summary>
    private string? Contained(DrmCard card, CardSensors sensors, byte[] metrics)
    {
        if (card.DeviceId == WholeSocket) return "its power is that of the whole socket, processors included";

        // Only graphics inside a processor have a supply of their own for the rest of it (amdgpu_pm.c), or share a node with its cores.
        bool integrated = GpuMetrics.FormatOf(metrics) >= 2 || sensors.Has("in1_input") || _nodes.HasProcessors(card.Slot);
        return integrated ? "graphics inside the processor, whose energy has it already" : null;
    }

    private List<EnergySource> Candidates(DrmCard card, CardSensors sensors, byte[] metrics, out bool denied)
    {
        var candidates = new List<EnergySource>();
        denied = false;
        bool knowsUnit = GpuMetrics.NamesItsUnit(metrics) || (GpuMetrics.FormatOf(metrics) == 1 && Array.IndexOf(CountsInKnownUnit, card.DeviceId) >= 0);
        if (knowsUnit && GpuMetrics.TryReadEnergy(metrics, out _) == ReadOutcome.Ok)
        {
            var file = new DeviceFile(sys, card.Folder + "/gpu_metrics", time);
            var counter = new GpuMetricsCounter(new SensorId($"gpu:{card.Slot}:gpu_metrics"), file, sensors.Sleep);
            candidates.Add(sensors.Counted(counter, "amd-gpu-metrics", file.Path, CounterBand, within: null));
        }

        foreach (HwmonChannel channel in sensors.Channels)
        {
            // The others are parts of the first: power2 is the power of the last milliseconds on some chips.
            if (!Path.GetFileName(channel.File).StartsWith(channel.CountsEnergy ? "energy1" : "power1", StringComparison.Ordinal)) continue;
            EnergySource source = sensors.Source(channel, PowerBand, PowerChangesWithin);
            ReadOutcome outcome = source.Gauge is { } gauge ? gauge.TryRead(out _) : source.Counter!.TryRead(out _);
            denied |= outcome == ReadOutcome.Denied;
            if (outcome == ReadOutcome.Ok) candidates.Add(source);
        }

        denied &= candidates.Count == 0;
        return candidates;
    }

    /// <summary>Whether energy and power are both 0, which no chip that is awake draws by itself.</summary>
    private static bool TellsNothing(byte[] metrics, EnergySource[] candidates)
        => (GpuMetrics.TryReadEnergy(metrics, out ulong units) != ReadOutcome.Ok || units == 0)
            && Array.TrueForAll(candidates, source => source.Gauge?.TryRead(out Power power) != ReadOutcome.Ok || power == Power.Zero);

    /// <summary>Puts a second chip to the board of a first one: the chips of a board follow each other on PCI.</summary>
    private static void Join(DrmCard card, List<GpuBoard> boards, List<string> unused)
    {
        bool Fits(GpuBoard board) => board.Cards.Count == 1 && board.Cards[0].DeviceId == card.DeviceId;
        int at = boards.FindLastIndex(board => Fits(board) && board.Cards[0].Slot.CompareTo(card.Slot) < 0);
        if (at < 0) at = boards.FindIndex(Fits);
        if (at < 0) unused.Add($"{card.Name}: the other chip of its board tells the power of both, but was not found");
        else boards[at] = boards[at] with { Cards = [boards[at].Cards[0], card] };
    }

    private string? Uuid(DrmCard card) => Text(card, "unique_id") is { } id ? "GPU-" + id : null;

    private string? Text(DrmCard card, string file)
        => sys.TryReadText($"{card.Folder}/{file}", out string text) == ReadOutcome.Ok && text.Length > 0 ? text : null;
}
