using System.Globalization;
using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Amd;
using EcoCode.Sensors.Intel;

namespace EcoCode.Sensors.Drm;

/// <summary>Finds AMD's and Intel's GPUs, by what their drivers show in /sys.</summary>
/// <param name="sys">/sys.</param>
/// <param name="proc">The /proc that is measured.</param>
/// <param name="ownProc">The /proc of this process, for where the other one shows the watched processes under other pids.</param>
/// <param name="pids">Which process here is meant by a pid of the host.</param>
/// <param name="watched">The processes whose use is looked up.</param>
/// <param name="time">The clock.</param>
public sealed class DrmSearch(PseudoFs sys, PseudoFs proc, PseudoFs ownProc, DriverPids pids, IWatchedPids watched, TimeProvider time)
{
    /// <summary>Finds a slot for each GPU that has sensors of its own.</summary>
    /// <param name="selection">Which GPUs are wanted. What CUDA shows a command is of NVIDIA's alone, and leaves out none of these.</param>
    /// <param name="firstIndex">The number of the first GPU: how many of other makers are counted before.</param>
    public Catalogue Find(GpuSelection selection, int firstIndex)
    {
        ArgumentNullException.ThrowIfNull(selection);
        GpuSelection wanted = selection.IsOfCuda ? GpuSelection.All : selection;
        DrmCard[] cards = wanted.IsEmpty ? [] : DrmCard.All(sys);
        return cards.Length == 0 ? Catalogue.Empty : Sort(cards, wanted, firstIndex);
    }

    private Catalogue Sort(DrmCard[] cards, GpuSelection wanted, int firstIndex)
    {
        PseudoFs shown = ShowsOwnPids(proc) ? proc : ownProc;
        var boards = new List<GpuBoard>();
        var notes = new List<Note>();
        var unused = new List<string>();
        var amd = new AmdCards(sys, pids, time);
        var intel = new IntelCards(sys, time);
        amd.Find(Array.FindAll(cards, card => card.Driver == "amdgpu"), boards, notes, unused);
        intel.Find(Array.FindAll(cards, card => card.Driver is "i915" or "xe"), boards, notes, unused);
        boards.Sort((left, right) => left.Cards[0].Slot.CompareTo(right.Cards[0].Slot));

        var clients = new DrmClients(shown, watched, time);
        var slots = new List<SensorSlot>();
        var gpus = new List<GpuIdentity>();
        var leftOut = new List<GpuIdentity>();
        for (int i = 0; i < boards.Count; i++)
        {
            GpuBoard board = boards[i];
            var identity = new GpuIdentity(firstIndex + i, board.Name, board.Uuid, board.Cards[0].Slot.ToString());
            gpus.Add(identity);
            if (!wanted.Has(identity))
            {
                leftOut.Add(identity);
                continue;
            }

            DrmDevice[] devices = [.. board.Cards.Select(card => card.Driver == "amdgpu" ? amd.Device(card) : intel.Device(card))];
            foreach (DrmDevice device in devices) clients.Add(device);
            slots.Add(new SensorSlot(Component.Gpu, [.. board.Candidates.Select(source => new SourceGroup([source with { Device = identity.Device }]))])
            {
                Gpu = new DrmUse(identity, devices, clients),
            });
        }

        if (leftOut.Count > 0) notes.Add(GpuNotes.LeftOut(leftOut, wanted.Origin!));
        if (boards.Exists(board => board.Cards.Any(card => card.Driver == "amdgpu" && amd.HidesCompute(card))))
        {
            notes.Add(new Note(
                "ECO1323",
                "in a PID namespace, AMD's compute driver does not tell which process computes; ROCm programs count as other processes",
                "mount the host's /proc and name it by `--host-proc`, or start the container with `--pid=host`"));
        }

        return new Catalogue(slots, notes, unused) { Gpus = gpus };
    }

    /// <summary>Whether processes have the pids there that they have here: the /proc of the host, seen from a container, has others.</summary>
    private static bool ShowsOwnPids(PseudoFs proc) => proc.LinkText("self") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
}
