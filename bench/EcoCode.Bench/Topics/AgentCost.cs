using System.Net.Sockets;
using System.Text;
using EcoCode.Bench.Interop;

namespace EcoCode.Bench.Topics;

/// <summary>What <c>ecocode agent</c> uses, by itself and for each scrape.</summary>
internal static class AgentCost
{
    private const double MegaByte = 1e6;
    private const int Scrapes = 25, LimitSeconds = 200;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10), Window = TimeSpan.FromSeconds(60), BetweenScrapes = TimeSpan.FromSeconds(1.3);

    internal static void Measure(Workshop workshop)
    {
        var table = new Table(
            "agent",
            "",
            $"CPU time of `ecocode agent --top 300` by its CPU clock, with 300 processes more than the machine's own: over {Window.TotalSeconds:0} s without a scrape, and",
            $"over each of {Scrapes} scrapes, of another snapshot each time: medians.");
        foreach (string kind in new[] { "sleep", "stir" })
        {
            using Child load = Child.Start([workshop.Load, kind, "300", $"{(Settling + Window + (BetweenScrapes * Scrapes)).TotalSeconds + 20}"], limitSeconds: LimitSeconds);
            string socket = workshop.PathOf($"{kind}.sock");
            using Child agent = Child.Start([workshop.Ecocode, "agent", "--no-config", "--no-socket", "--top", "300", "--listen", $"unix:{socket}"], limitSeconds: LimitSeconds);
            Thread.Sleep(Settling);
            (long from, long start) = (Libc.ProcessTime(agent.Pid), Libc.Now);
            Thread.Sleep(Window);
            double share = (double)(Libc.ProcessTime(agent.Pid) - from) / (Libc.Now - start);
            string what = kind == "stir" ? "300 stirring" : "300 asleep";
            table.Figure($"{what}: CPU at 1 s", share * 100, "0.00 % of a core", 0.5);
            Scrape(table, what, agent.Pid, socket);
            table.Figure($"{what}: resident memory", Resident(agent.Pid) / MegaByte, "0.0 MB", 80);
        }
    }

    private static void Scrape(Table table, string what, int pid, string socket)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var stream = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await stream.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
                return new NetworkStream(stream, ownsSocket: true);
            },
        });
        List<double> times = [];
        int series = 0;
        for (int i = -2; i < Scrapes; i++)
        {
            Thread.Sleep(BetweenScrapes);
            long from = Libc.ProcessTime(pid);
            string text = client.GetStringAsync(new Uri("http://agent/metrics")).GetAwaiter().GetResult();
            if (i >= 0) times.Add((Libc.ProcessTime(pid) - from) / 1e6);
            series = text.Split('\n').Count(line => line.Length > 0 && line[0] != '#');
        }

        table.Figure($"{what}: CPU of a scrape", Median.Of(times), "0.00 ms", 5, $"{series} series");
    }

    private static double Resident(int pid)
    {
        string line = File.ReadLines($"/proc/{pid}/status", Encoding.Latin1).First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
