using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Nvidia;

/// <summary>The processes on one GPU, with what they have had of it so far. Allocates only for processes that are new.</summary>
internal sealed class ProcessTable
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
        row.Turn = _turn;
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
        foreach ((int pid, Row row) in _rows) use.Add(new GpuProcessUse(pid, row.Told, row.Memory));
    }

    private Row Get(int pid)
    {
        if (_rows.TryGetValue(pid, out Row? row)) return row;
        row = new Row();
        _rows.Add(pid, row);
        return row;
    }

    private sealed class Row
    {
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

        internal TimeSpan Absent { get; set; }
    }
}
