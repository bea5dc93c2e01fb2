using System.Globalization;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;

namespace EcoCode.Metering.Snapshots;

/// <summary>Keeps the totals of groups of processes, which outlive their processes.</summary>
internal sealed class GroupTotals
{
    /// <summary>A group without processes is told of for so long, for whoever asks rarely; then its totals go to <see cref="GroupReading.Gone"/>.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>Groups of a kind without processes that are kept at most: more come and go on a machine where everything is started in a scope of its own.</summary>
    private const int MostEmpty = 500;

    private readonly Totals[] _kinds = [new(GroupKind.User), new(GroupKind.Unit), new(GroupKind.Container), new(GroupKind.Pod), new(GroupKind.Job), new(GroupKind.Tree)];
    private readonly Dictionary<int, string> _userIds = [];

    /// <summary>Begins a tick.</summary>
    internal void Begin()
    {
        foreach (Totals kind in _kinds) kind.Begin();
    }

    /// <summary>Adds what a process has gained since it was last told of.</summary>
    internal void Add(TreeProcess process, TreeRoot root, EnergySplit energy, TimeSpan cpu, long gpuMemory)
    {
        ProcessGroup group = process.Group;
        _kinds[0].Add(IdOf(process.UserId), process.User, process, energy, cpu, gpuMemory);
        _kinds[1].Add(group.Unit, null, process, energy, cpu, gpuMemory);
        _kinds[2].Add(group.ContainerId, null, process, energy, cpu, gpuMemory);
        _kinds[3].Add(group.PodUid, null, process, energy, cpu, gpuMemory);
        _kinds[4].Add(group.SlurmJob, null, process, energy, cpu, gpuMemory);
        _kinds[5].Add(root.Id, root.Process.Name, process, energy, cpu, gpuMemory, root.Process);
    }

    /// <summary>Tells of all.</summary>
    /// <param name="whole">Energy of all processes, the ended included.</param>
    /// <param name="interval">Time since the last tick.</param>
    /// <param name="elapsed">Time since the begin.</param>
    internal IReadOnlyList<GroupReading> Read(EnergySplit whole, TimeSpan interval, TimeSpan elapsed)
    {
        int count = 0;
        foreach (Totals kind in _kinds) count += kind.Prepare(whole, elapsed);
        var readings = new GroupReading[count];
        int at = 0;
        foreach (Totals kind in _kinds) kind.Read(readings, ref at, interval);
        return readings;
    }

    private string? IdOf(int? user)
    {
        if (user is not { } id) return null;
        if (_userIds.TryGetValue(id, out string? text)) return text;
        if (_userIds.Count > 10_000) _userIds.Clear();
        return _userIds[id] = id.ToString(CultureInfo.InvariantCulture);
    }

    private sealed class Totals(GroupKind kind)
    {
        private readonly Dictionary<string, Row> _rows = [];
        private readonly Row _gone = new(GroupReading.Gone);
        private EnergySplit _sum;

        internal void Begin()
        {
            foreach (Row row in _rows.Values) row.Begin();
            _gone.Begin();
        }

        internal void Add(string? id, string? name, TreeProcess process, EnergySplit energy, TimeSpan cpu, long gpuMemory, TreeProcess? root = null)
        {
            id ??= "";
            if (!_rows.TryGetValue(id, out Row? row)) _rows.Add(id, row = new Row(id, root));
            row.Add(name ?? id, process, energy, cpu, gpuMemory);
            _sum += energy;
        }

        internal int Prepare(EnergySplit whole, TimeSpan elapsed)
        {
            // What is left was charged to processes that were given up before, such as by a GPU whose driver tells late.
            _gone.Gain(whole - _sum);
            _sum = whole;
            int empty = 0;
            foreach ((string id, Row row) in _rows)
            {
                if (row.Processes > 0 || row.Gained)
                {
                    row.LastUsed = elapsed;
                    continue;
                }

                if (elapsed - row.LastUsed < KeptFor && ++empty <= MostEmpty) continue;
                _gone.TakeOver(row);
                _rows.Remove(id);
            }

            return _rows.Count + (_gone.IsEmpty ? 0 : 1);
        }

        internal void Read(GroupReading[] into, ref int at, TimeSpan interval)
        {
            foreach (Row row in _rows.Values) into[at++] = row.Read(kind, interval);
            if (!_gone.IsEmpty) into[at++] = _gone.Read(kind, interval);
        }
    }

    private sealed class Row
    {
        private readonly string _id;
        private readonly TreeProcess? _root;
        private EnergySplit _energy;
        private EnergySplit _gained;
        private TimeSpan _cpu;
        private TimeSpan _cpuGained;
        private long _resident;
        private long _gpuMemory;
        private string _name;
        private ProcessGroup? _group;
        private GroupReading? _last;

        internal Row(string id, TreeProcess? root = null) => (_id, _name, _root) = (id, id, root);

        internal int Processes { get; private set; }

        internal TimeSpan LastUsed { get; set; }

        internal bool Gained => _gained != default;

        internal bool IsEmpty => _energy == default && _cpu == default;

        internal void Begin() => (_gained, _cpuGained, _resident, _gpuMemory, Processes) = (default, default, 0, 0, 0);

        internal void Add(string name, TreeProcess process, EnergySplit energy, TimeSpan cpu, long gpuMemory)
        {
            Gain(energy);
            _cpu += cpu;
            _cpuGained += cpu;
            (_name, _group) = (name, process.Group);
            _resident += process.ResidentBytes;
            _gpuMemory += gpuMemory;
            if (!process.Exited) Processes++;
        }

        internal void Gain(EnergySplit energy)
        {
            _energy += energy;
            _gained += energy;
        }

        /// <summary>Takes over the totals of a group that is gone; they were used long ago, so that they are not of this interval.</summary>
        internal void TakeOver(Row other)
        {
            _energy += other._energy;
            _cpu += other._cpu;
        }

        internal GroupReading Read(GroupKind kind, TimeSpan interval) => IsAsBefore() ? _last! : _last = new()
        {
            Kind = kind,
            Id = _id,
            Name = _name,
            Group = _group,
            Root = _root?.Key,
            User = _root?.User ?? "",
            Energy = _energy,
            Power = _gained / interval,
            CpuTime = _cpu,
            Cores = _cpuGained / interval,
            ResidentBytes = _resident,
            GpuMemoryBytes = _gpuMemory,
            Processes = Processes,
        };

        /// <summary>Whether nothing is to be told of a group that did nothing, in this interval and in the one before: most trees of a machine.</summary>
        private bool IsAsBefore()
            => _last is not null && _gained == default && _cpuGained == TimeSpan.Zero && _last.Power == default && _last.Cores == 0
                && _last.Energy == _energy && _last.CpuTime == _cpu && _last.Processes == Processes && _last.ResidentBytes == _resident && _last.GpuMemoryBytes == _gpuMemory
                && ReferenceEquals(_last.Name, _name) && ReferenceEquals(_last.Group, _group) && ReferenceEquals(_last.User, _root?.User ?? "");
    }
}
