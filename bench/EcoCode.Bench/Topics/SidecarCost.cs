using System.Globalization;
using EcoCode.Bench.Interop;
using EcoCode.Host.Sockets;
using EcoCode.Telemetry.Local;

namespace EcoCode.Bench.Topics;

/// <summary>What a program waits for that has itself measured, and what that costs.</summary>
internal static class SidecarCost
{
    private const int Rounds = 15, Requests = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Settling = TimeSpan.FromSeconds(5), Window = TimeSpan.FromSeconds(30);

    internal static void Measure(Workshop workshop)
    {
        var table = new Table(
            "sidecar",
            "",
            $"`ecocode sidecar` of the benchmark's own tree. Cold: from its start to the first answer, medians of {Rounds}. Warm: {Requests} requests of each kind,",
            "every one of which takes a tick of its own.");
        var hello = new List<double>();
        var first = new List<double>();
        for (int i = -1; i < Rounds; i++)
        {
            long start = Libc.Now;
            using var sidecar = Sidecar.Start(workshop);
            sidecar.Ask("hello");
            double greeted = Milliseconds(start);
            int window = sidecar.Begin();
            sidecar.End(window);
            double answered = Milliseconds(start);
            if (i < 0) continue;
            hello.Add(greeted);
            first.Add(answered);
        }

        table.Figure("cold start to the first answer", Median.Of(hello), "0.0 ms", 100);
        table.Figure("cold start to the first result", Median.Of(first), "0.0 ms");
        using var warm = Sidecar.Start(workshop);
        warm.End(warm.Begin());
        var begins = new List<double>();
        var ends = new List<double>();
        for (int i = 0; i < Requests; i++)
        {
            long start = Libc.Now;
            int window = warm.Begin();
            begins.Add(Milliseconds(start));
            start = Libc.Now;
            warm.End(window);
            ends.Add(Milliseconds(start));
        }

        table.Figure("warm round trip, begin", Median.Of(begins), "0.00 ms", 1);
        table.Figure("warm round trip, end with the result", Median.Of(ends), "0.00 ms", 1);
        table.Figure("the slowest hundredth of ends takes longer than", ends.Order().ElementAt(Requests * 99 / 100), "0.00 ms");
        Thread.Sleep(Settling);
        (long from, long begun) = (Libc.ProcessTime(warm.Pid), Libc.Now);
        Thread.Sleep(Window);
        double share = (double)(Libc.ProcessTime(warm.Pid) - from) / (Libc.Now - begun);
        table.Figure("own CPU at 10 Hz", share * 100, "0.00 % of a core", 0.3);
    }

    private static double Milliseconds(long since) => (Libc.Now - since) / 1e6;

    /// <summary>A sidecar and the only client of it.</summary>
    private sealed class Sidecar : IDisposable
    {
        private readonly Child _child;
        private readonly LocalClient _client;

        private Sidecar(Child child, LocalClient client) => (_child, _client) = (child, client);

        internal int Pid => _child.Pid;

        internal static Sidecar Start(Workshop workshop)
        {
            LocalAddress address = LocalAddress.Unguessable("ecocode-bench.");
            Child child = Child.Start(
                [workshop.Ecocode, "sidecar", "--root", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "--socket", address.Text], limitSeconds: 120);
            LocalClient? client = null;
            if (!SpinWait.SpinUntil(() => LocalClient.TryConnect(address, TimeProvider.System, out client, out _), Patience)) throw new InvalidOperationException("the sidecar does not listen");
            return new Sidecar(child, client!);
        }

        internal int Begin() => Ask("begin", ("name", "bench")).Result.GetProperty("window").GetInt32();

        internal void End(int window) => Ask("end", ("window", window));

        internal LocalAnswer Ask(string operation, (string Key, object Value)? member = null)
        {
            LocalAnswer answer = _client.Request(operation, writer =>
            {
                if (member is (string key, int number)) writer.WriteNumber(key, number);
                else if (member is (string name, string text)) writer.WriteString(name, text);
            }, Patience);
            return answer.Outcome == LocalOutcome.Answered ? answer : throw new InvalidOperationException($"{operation}: {answer.Outcome} {answer.Problem}");
        }

        public void Dispose()
        {
            _ = _client.Request("finish", null, Patience);
            _client.Dispose();
            _child.WaitForEnd();
            _child.Dispose();
        }
    }
}
