using EcoCode.Bench.Interop;

namespace EcoCode.Bench;

/// <summary>A program that a benchmark started. It is killed when it lives longer than it should, so that no benchmark hangs.</summary>
internal sealed class Child : IDisposable
{
    private readonly Timer _limit;
    private readonly long _start;
    private bool _ended;

    private Child(IReadOnlyList<string> words, string output, TimeSpan limit)
    {
        _start = Libc.Now;
        Pid = Libc.Start(words, output);
        int pid = Pid;
        _limit = new Timer(_ => Libc.End(pid), null, limit, Timeout.InfiniteTimeSpan);
    }

    internal int Pid { get; }

    internal static Child Start(IReadOnlyList<string> words, string output = "/dev/null", int limitSeconds = 60)
        => new(words, output, TimeSpan.FromSeconds(limitSeconds));

    /// <summary>Runs a program to its end.</summary>
    internal static (TimeSpan Wall, TimeSpan Cpu) Run(IReadOnlyList<string> words, string output = "/dev/null", int limitSeconds = 60)
    {
        using Child child = Start(words, output, limitSeconds);
        return child.Wait();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Time from its start, and CPU time of it and of all that it waited for.</returns>
    internal (TimeSpan Wall, TimeSpan Cpu) Wait()
    {
        _ended = true;
        (int status, TimeSpan cpu) = Libc.Wait(Pid);
        _limit.Dispose();
        TimeSpan wall = TimeSpan.FromMicroseconds((Libc.Now - _start) / 1000.0);
        return status == 0 ? (wall, cpu) : throw new InvalidOperationException($"a program of the benchmark ended with wait status {status}");
    }

    /// <summary>Waits for its end, however it comes.</summary>
    internal void WaitForEnd()
    {
        _ended = true;
        _ = Libc.Wait(Pid);
        _limit.Dispose();
    }

    /// <summary>Ends it by force, unless it was waited for.</summary>
    public void Dispose()
    {
        _limit.Dispose();
        if (_ended) return;
        _ended = true;
        Libc.End(Pid);
        _ = Libc.Wait(Pid);
    }
}
