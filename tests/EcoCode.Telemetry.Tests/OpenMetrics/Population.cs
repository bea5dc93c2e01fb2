using EcoCode.Metering.Snapshots;

namespace EcoCode.Telemetry.Tests.OpenMetrics;

/// <summary>Processes that are born, work and end at random.</summary>
/// <param name="seed">Which course of events.</param>
/// <param name="life">How many ticks a process lives, on the mean.</param>
internal sealed class Population(int seed, int life)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<int, long> _energies = [];
    private long _ended;
    private int _next = 1;

    /// <summary>What all of them have used, in microjoules.</summary>
    internal long Used => _ended + _energies.Values.Sum();

    /// <summary>A tick later.</summary>
    internal MachineSnapshot Next()
    {
        for (int births = _random.Next(3); births > 0; births--) _energies.Add(_next++, 0);
        foreach (int pid in _energies.Keys.Where(_ => _random.Next(life) == 0).ToArray())
        {
            _ended += _energies[pid];
            _energies.Remove(pid);
        }

        var processes = new List<ProcessReading>();
        foreach (int pid in _energies.Keys.ToArray())
        {
            int gained = _random.Next(2) == 0 ? 0 : _random.Next(1000);
            _energies[pid] += gained;
            processes.Add(Made.Process(pid, _energies[pid], gained));
        }

        return Made.Snapshot(processes) with { Ended = new PartReading(Made.Cpu(_ended), default, 0) };
    }
}
