using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Nvidia;

/// <summary>Shares a GPU that MIG has cut into instances out: by how busy each of them was, and within one by the memory that processes hold.</summary>
/// <remarks>
/// A driver tells use by process of no such GPU (nvml.h). From Hopper on it tells how busy the SMs of an instance were between two samples; of older ones
/// nothing, and there each instance in use counts as busy. A look makes at most two calls, for one of the instances in turn, unless a process has come to
/// an instance where there was none: then all are looked up anew, since they may have been cut differently meanwhile.
/// </remarks>
internal sealed class MigInstances(NvmlLibrary library, TimeProvider time)
{
    /// <summary>Samples are to be more than 100 ms apart (nvml.h).</summary>
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan SearchEvery = TimeSpan.FromSeconds(1);

    private readonly List<MigInstance> _all = [];
    private NvmlGpmMetrics _buffer;
    private bool _listsItself = true;
    private bool _searched;
    private long _searchTime;
    private int _turn;

    /// <summary>Whether it is known how busy an instance is, and not only whether it is in use.</summary>
    internal bool TellsUse { get; private set; } = true;

    /// <summary>Whether memory decides between processes of one instance, or no more than the sizes of instances are known.</summary>
    internal bool IsGuess { get; private set; }

    /// <summary>The longest time until an instance's turn comes again, when looks are taken at an interval.</summary>
    internal TimeSpan Window(TimeSpan since) => since * Math.Max(2, _all.Count);

    /// <summary>Lists the processes of all instances: by the GPU, or by each instance in turn where only an administrator may ask the GPU.</summary>
    internal void List(NvmlDevice device, ref NvmlProcess[] processes, ProcessTable table)
    {
        if (_listsItself)
        {
            NvmlReturn outcome = library.ComputeProcesses(device, ref processes, out int count);
            for (int i = 0; outcome == NvmlReturn.Success && i < count; i++) table.List(processes[i]);
            if (outcome is not (NvmlReturn.NoPermission or NvmlReturn.NotSupported)) return;
            _listsItself = false;
            Search(device);
            foreach (MigInstance instance in _all) instance.ReadProcesses(library);
        }
        else if (_all.Count > 0)
        {
            _all[_turn % _all.Count].ReadProcesses(library);
        }

        foreach (MigInstance instance in _all) instance.List(table);
    }

    /// <summary>Adds what instances did since the last look to the times of their processes.</summary>
    /// <returns>Time that the GPU was busy as far as it is known, told now; zero where only use is known.</returns>
    internal TimeSpan Share(NvmlDevice device, long now, TimeSpan since, ProcessTable table)
    {
        bool search = !_searched || (table.HasOthersThan(_all) && time.GetElapsedTime(_searchTime, now) >= SearchEvery);
        if (search)
        {
            (_searched, _searchTime) = (true, now);
            Search(device);
        }

        IsGuess = !TellsUse;
        foreach (MigInstance instance in _all)
        {
            instance.Processes = table.CountOn(instance.Id);
            IsGuess |= instance.Processes > 1;
            if (instance.Processes == 0) instance.Sampled = null;
            if (!TellsUse) table.Work(instance.Id, since * instance.Part, since);
        }

        // Of all that are new the first sample is taken at once, so that none begins later than its first turn.
        TimeSpan worked = TimeSpan.Zero;
        for (int i = search ? _all.Count : 1; i > 0 && TellsUse; i--) worked += Sample(device, now, table);
        return worked;
    }

    /// <summary>Forgets all, since nothing of it outlives a reload of the driver.</summary>
    internal void Forget()
    {
        _all.Clear();
        (_searched, _listsItself) = (false, true);
    }

    /// <summary>Looks all instances up. Those that stay keep their samples.</summary>
    private void Search(NvmlDevice device)
    {
        TellsUse &= library.Gpm.IsSupported(device);
        if (library.Instances.Most(device, out uint most) != NvmlReturn.Success) return;
        var found = new List<MigInstance>();
        for (uint i = 0; i < most; i++)
        {
            if (library.Instances.ByIndex(device, i, out NvmlDevice part) != NvmlReturn.Success
                || library.Instances.Id(part, out uint id) != NvmlReturn.Success
                || found.Exists(instance => instance.Id == id)) continue;
            _ = library.Instances.Attributes(part, out NvmlAttributes attributes);
            MigInstance instance = _all.Find(known => known.Id == id) ?? new MigInstance(id);
            instance.Device = part;
            instance.Part = Math.Clamp(attributes.GpuInstanceSliceCount, 1, most) / (double)most;
            found.Add(instance);
            if (TellsUse && !instance.HasRoom) MakeRoom(instance);
        }

        foreach (MigInstance gone in _all.Where(instance => instance.HasRoom && !found.Contains(instance)))
        {
            library.Gpm.Free(gone.Earlier);
            library.Gpm.Free(gone.Later);
        }

        _all.Clear();
        _all.AddRange(found);
    }

    private void MakeRoom(MigInstance instance)
    {
        if (library.Gpm.Allocate(out NvmlGpmSample earlier) != NvmlReturn.Success || library.Gpm.Allocate(out NvmlGpmSample later) != NvmlReturn.Success) return;
        (instance.Earlier, instance.Later, instance.HasRoom) = (earlier, later, true);
    }

    /// <summary>Takes a sample of the next instance in use, and tells its processes what it did since its last one.</summary>
    private TimeSpan Sample(NvmlDevice device, long now, ProcessTable table)
    {
        if (Next(now) is not { } instance) return TimeSpan.Zero;
        NvmlReturn outcome = library.Gpm.Sample(device, instance.Id, instance.Later);
        double busy = 0;
        if (outcome == NvmlReturn.Success && instance.Sampled is not null) outcome = library.Gpm.Busy(ref _buffer, instance.Earlier, instance.Later, out busy);
        if (outcome is NvmlReturn.NotSupported or NvmlReturn.NoPermission) TellsUse = false;
        if (outcome != NvmlReturn.Success) return TimeSpan.Zero;
        TimeSpan window = instance.Sampled is { } before ? time.GetElapsedTime(before, now) : TimeSpan.Zero;
        (instance.Earlier, instance.Later, instance.Sampled) = (instance.Later, instance.Earlier, now);
        TimeSpan worked = window * (busy * instance.Part);
        table.Work(instance.Id, worked, window);
        return worked;
    }

    /// <summary>The instance whose turn it is: the next that is in use, and of which the last sample is old enough.</summary>
    private MigInstance? Next(long now)
    {
        for (int i = 0; i < _all.Count; i++)
        {
            MigInstance instance = _all[++_turn % _all.Count];
            if (instance.Processes > 0 && instance.HasRoom && (instance.Sampled is not { } before || time.GetElapsedTime(before, now) >= ShortestWindow)) return instance;
        }

        return null;
    }
}
