using System.Globalization;

namespace EcoCode.Bench.Simulation;

/// <summary>
/// Measures a tree in the way that is usual: at every tick it reads utime + stime of the processes that live then, and gives the tree
/// that part of the energy that it has of the busy time in /proc/stat.
/// </summary>
/// <param name="root">The process below which the tree is.</param>
/// <param name="joules">The energy so far.</param>
/// <param name="interval">Time between ticks.</param>
internal sealed class PollingPeer(int root, Func<double> joules, TimeSpan interval) : IDisposable
{
    private readonly ManualResetEvent _over = new(false);
    private readonly Dictionary<(int Pid, long Started), long> _last = [];
    private Thread? _thread;

    /// <summary>The tree's energy as it came out, J.</summary>
    internal double Energy { get; private set; }

    internal void Start()
    {
        _thread = new Thread(Poll) { IsBackground = true };
        _thread.Start();
    }

    internal void Stop()
    {
        _over.Set();
        _thread!.Join();
    }

    public void Dispose() => _over.Dispose();

    private void Poll()
    {
        (double energy, long busy) = (joules(), Busy());
        while (!_over.WaitOne(interval))
        {
            (double now, long busyNow, long tree) = (joules(), Busy(), Tree());
            if (busyNow > busy) Energy += (now - energy) * Math.Min(1, (double)tree / (busyNow - busy));
            (energy, busy) = (now, busyNow);
        }
    }

    /// <summary>What the live processes of the tree have used since the last tick; all that they have, when they are new.</summary>
    private long Tree()
    {
        var processes = new Dictionary<int, (int Parent, long Started, long Time)>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && Read(folder) is { } stat) processes[pid] = stat;
        }

        long sum = 0;
        foreach ((int pid, (int parent, long started, long time)) in processes)
        {
            int ancestor = parent;
            while (ancestor != root && processes.TryGetValue(ancestor, out (int Parent, long, long) above)) ancestor = above.Parent;
            if (ancestor != root) continue;
            sum += time - _last.GetValueOrDefault((pid, started));
            _last[(pid, started)] = time;
        }

        return sum;
    }

    private static (int Parent, long Started, long Time)? Read(string folder)
    {
        try
        {
            string line = File.ReadAllText(Path.Join(folder, "stat"));
            string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return ((int)Number(fields[1]), Number(fields[19]), Number(fields[11]) + Number(fields[12]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Busy()
    {
        string[] fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Number(fields[1]) + Number(fields[2]) + Number(fields[3]) + Number(fields[6]) + Number(fields[7]);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
