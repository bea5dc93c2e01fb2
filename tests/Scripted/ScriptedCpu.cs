using EcoCode.Processes;

namespace EcoCode.Scripted;

/// <summary>A machine's CPU time as a test tells it.</summary>
internal sealed class ScriptedCpu(params int[] sockets) : IMachineCpu
{
    private readonly TimeSpan[] _busy = new TimeSpan[sockets.Length];

    public string Method => "scripted";

    public TimeSpan Grain { get; set; }

    public double Processors { get; set; } = 4;

    public IReadOnlyList<int> Sockets => sockets;

    /// <summary>Whether it can be read.</summary>
    internal bool Tells { get; set; } = true;

    public bool TryRead(Span<TimeSpan> bySocket)
    {
        if (Tells) _busy.CopyTo(bySocket);
        return Tells;
    }

    /// <summary>Work of anyone on one socket.</summary>
    internal void Work(TimeSpan time, int socket = 0) => _busy[Array.IndexOf(sockets, socket)] += time;
}
