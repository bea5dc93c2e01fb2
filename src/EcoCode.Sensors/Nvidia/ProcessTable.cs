using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Nvidia;

/// <summary>The processes on one GPU, with what they have had of it so far. Allocates only for processes that are new.</summary>
/// <param name="pids">Which process here the driver means by a pid.</param>
internal sealed class ProcessTable(DriverPids pids)
{
    /// <summary>A process stays so long after its end, for samples that come late.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    /// <summary>What NVML tells of memory when it knows nothing (NVML_VALUE_NOT_AVAILABLE).</summary>
    private const ulong NotAvailable = ulong.MaxValue;

    private readonly Dictionary<int, Row> _rows = [];
    private int _turn;

    /// <summary>Begins a new look at the lists.</summary>
    internal void BeginLists() => _turn++;

    /// <summary>Takes a process from a list; one that is on several has its memory once.</summary>
    internal void List(in NvmlProcess process)
    {
        Row row = Get((int)process.Pid);
        long memory = process.UsedGpuMemory is NotAvailable or > long.MaxValue ? 0 : (long)process.UsedGpuMemory;
        row.Memory = row.Turn == _turn ? Math.Max(row.Memory, memory) : memory;
        (row.Turn, row.Instance) = (_turn, process.GpuInstanceId);
    }

    /// <summary>How many of those that were listed last are on a GPU instance.</summary>
    internal int CountOn(uint instance)
    {
        int count = 0;
        foreach (Row row in _rows.Values) count += IsOn(row, instance) ? 1 : 0;
        return count;
    }

    /// <summary>Whether one is on an instance that is not among some, or on one of them that was not in use before.</summary>
    internal bool HasOthersThan(List<MigInstance> instances)
    {
        foreach (Row row in _rows.Values)
        {
            if (row.Turn != _turn || row.Instance == uint.MaxValue) continue;
            bool known = false;
            foreach (MigInstance instance in instances) known |= instance.Id == row.Instance && instance.Processes > 0;
            if (!known) return true;
        }

        return false;
    }

    /// <summary>Ends the look: who was on no list holds nothing any more, and is forgotten some time later.</summary>
    internal void EndLists(TimeSpan since)
    {
        foreach ((int pid, Row row) in _rows)
        {
            if (row.Turn == _turn)
            {
                row.Absent = TimeSpan.Zero;
                continue;
            }

            row.Memory = 0;
            row.Absent += since;
            if (row.Absent > KeptFor) _rows.Remove(pid);
        }
    }

    /// <summary>
    /// Carries use on since the last samples: they come up to a second late, and until then the last one is the best guess. It is made good by the
    /// next one, without ever taking back what was told.
    /// </summary>
    /// <param name="since">Time since the last look.</param>
    /// <param name="atMost">The sample period, after which there would have been another sample had there been any use.</param>
    internal void CarryOn(TimeSpan since, TimeSpan atMost)
    {
        foreach (Row row in _rows.Values)
        {
            bool present = row.Turn == _turn;
            if (present && row.Ahead < atMost) row.Ahead = row.Ahead + since < atMost ? row.Ahead + since : atMost;
            TimeSpan guess = row.Busy + (present ? row.Ahead * row.Rate : TimeSpan.Zero);
            if (guess > row.Told) row.Told = guess;
        }
    }

    internal ulong LastSample(uint pid) => _rows.TryGetValue((int)pid, out Row? row) ? row.LastSample : 0;

    internal void Sampled(uint pid, ulong timeStamp) => Get((int)pid).LastSample = timeStamp;

    /// <summary>A process has kept the GPU busy for some per cent of a time.</summary>
    internal void Work(uint pid, ulong microseconds, uint percent)
    {
        Row row = Get((int)pid);
        row.Rate = Math.Min(percent, 100) / 100.0;
        row.Busy += TimeSpan.FromMicroseconds(microseconds) * row.Rate;
        (row.Ahead, row.Absent) = (TimeSpan.Zero, TimeSpan.Zero);
    }

    /// <summary>The processes on a GPU instance have kept it busy: each by the memory that it holds, all alike where none is known to hold any.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="busy">How much of the whole GPU's time that was.</param>
    /// <param name="window">The time that it is of.</param>
    internal void Work(uint instance, TimeSpan busy, TimeSpan window)
    {
        double whole = 0;
        int count = 0;
        foreach (Row row in _rows.Values)
        {
            if (!IsOn(row, instance)) continue;
            whole += row.Memory;
            count++;
        }

        foreach (Row row in _rows.Values)
        {
            if (!IsOn(row, instance)) continue;
            TimeSpan part = busy * (whole > 0 ? row.Memory / whole : 1.0 / count);
            row.Busy += part;
            (row.Rate, row.Ahead) = (window > TimeSpan.Zero ? part / window : 0, TimeSpan.Zero);
        }
    }

    /// <summary>The GPU has been busy with nobody knows whom: by the memory that they hold.</summary>
    internal void WorkByMemory(TimeSpan busy)
    {
        double whole = 0;
        foreach (Row row in _rows.Values) whole += row.Memory;
        if (whole == 0) return;
        foreach (Row row in _rows.Values) row.Busy += busy * (row.Memory / whole);
    }

    /// <summary>Tells all rows.</summary>
    internal void CopyTo(GpuUse use)
    {
        foreach (Row row in _rows.Values) use.Add(new GpuProcessUse(row.Pid, row.Told, row.Memory));
    }

    private bool IsOn(Row row, uint instance) => row.Turn == _turn && row.Instance == instance;

    private Row Get(int pid)
    {
        if (_rows.TryGetValue(pid, out Row? row)) return row;
        row = new Row(Here(pid));
        _rows.Add(pid, row);
        return row;
    }

    /// <summary>The pid here, unless another has it already: a GPU's users have each pid once.</summary>
    private int Here(int pid)
    {
        int here = pids.OfNvidia(pid);
        foreach (Row row in _rows.Values)
        {
            if (row.Pid == here) return -pid;
        }

        return here;
    }

    private sealed class Row(int pid)
    {
        /// <summary>Its pid here; minus the driver's, if it is not here.</summary>
        internal int Pid => pid;

        /// <summary>Busy time by samples.</summary>
        internal TimeSpan Busy { get; set; }

        /// <summary>Busy time with what is guessed since.</summary>
        internal TimeSpan Told { get; set; }

        /// <summary>The last sample, 0 to 1.</summary>
        internal double Rate { get; set; }

        /// <summary>Time since it came.</summary>
        internal TimeSpan Ahead { get; set; }

        internal long Memory { get; set; }

        internal ulong LastSample { get; set; }

        internal int Turn { get; set; }

        /// <summary>The GPU instance that it is on; all bits set where there are none.</summary>
        internal uint Instance { get; set; } = uint.MaxValue;

        internal TimeSpan Absent { get; set; }
    }
}
