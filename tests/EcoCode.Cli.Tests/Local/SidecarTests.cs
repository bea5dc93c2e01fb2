using System.Globalization;
using System.Text.Json;

namespace EcoCode.Cli.Tests.Local;

/// <summary><c>ecocode sidecar</c> beside a root that lives and dies.</summary>
public sealed class SidecarTests
{
    /// <summary>Says its pid, and works for a while at each line of its standard input.</summary>
    private const string Worker = "echo $$; while read line; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo worked; done";

    private readonly string _name = $"@ecocode-test.{Guid.NewGuid():N}";

    [Fact]
    public void It_measures_its_root_until_it_is_told_to_finish_and_keeps_the_run()
    {
        using Started root = Ecocode.StartShell(Worker);
        int pid = root.ReadNumber();
        using Started sidecar = Start(pid, "--name", "trained", "--project", "p", "--tag", "a=b", "--zone", "SE");
        using Talk talk = Talk.To(_name);
        var hello = new RunDocument(talk.Ask("hello"));
        Assert.Equal(pid, hello.At("run.root_pid").GetInt32());
        int window = talk.Begin("epoch 1");
        Work(root);
        RunDocument epoch = talk.End(window);
        Assert.True(epoch.Microjoules("energy_j") > 0);
        Assert.Equal("SE", epoch.At("impact.grid.zone").GetString());
        var result = new RunDocument(talk.Ask("finish"));
        Ended ended = sidecar.End();
        Assert.Equal((0, "", ""), (ended.ExitCode, ended.Output, ended.Error));
        RunDocument record = Kept(result.At("run_id").GetString()!);
        Assert.Equal(("sidecar", "trained", false), (record.At("run.kind").GetString(), record.At("run.name").GetString(), record.At("run.interrupted").GetBoolean()));
        Assert.Equal(result.Microjoules("energy_j"), record.Microjoules("total.energy_j"));
        Assert.Equal(epoch.Microjoules("energy_j"), record.Sum("phases", "energy_j"));
        Assert.Equal(["sh"], record.At("processes").EnumerateArray().Select(row => row.GetProperty("name").GetString()).Distinct());
        Work(root);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    [InlineData("SEGV")]
    public void It_keeps_the_run_when_its_root_dies(string signal)
    {
        using Started root = Ecocode.StartShell(Worker);
        int pid = root.ReadNumber();
        using Started sidecar = Start(pid);
        string id;
        using (Talk talk = Talk.To(_name))
        {
            id = new RunDocument(talk.Ask("hello")).At("run.id").GetString()!;
            talk.Begin("open");
            Work(root);
        }

        Assert.Equal(0, Ecocode.Shell("kill -$1 $2", signal, Text(pid)).ExitCode);
        Assert.Equal(0, sidecar.End().ExitCode);
        RunDocument record = Kept(id);
        Assert.False(record.At("run.interrupted").GetBoolean());
        Assert.Equal("open", record.At("phases")[0].GetProperty("name").GetString());
        Assert.True(record.Microjoules("total.energy_j") > 0);
    }

    [Fact]
    public void Interrupts_and_hang_ups_are_not_for_it_and_SIGTERM_is()
    {
        using Started root = Ecocode.StartShell(Worker);
        int pid = root.ReadNumber();
        using Started sidecar = Start(pid);
        using Talk talk = Talk.To(_name);
        string id = new RunDocument(talk.Ask("hello")).At("run.id").GetString()!;
        foreach (string signal in new[] { "INT", "HUP", "QUIT" }) Assert.Equal(0, Ecocode.Shell("kill -$1 $2", signal, Text(sidecar.Pid)).ExitCode);
        Work(root);
        Assert.True(talk.Read().Microjoules("energy_j") > 0);

        // It leads a session and a group of its own, so what is sent to the job's does not come to it.
        string[] stat = File.ReadAllText($"/proc/{sidecar.Pid}/stat").Split(") ")[1].Split(' ');
        Assert.Equal((Text(sidecar.Pid), Text(sidecar.Pid)), (stat[2], stat[3]));
        Assert.Equal(0, Ecocode.Shell("kill -TERM $1", Text(sidecar.Pid)).ExitCode);
        Assert.Equal(0, sidecar.End().ExitCode);
        Assert.True(Kept(id).At("run.interrupted").GetBoolean());
    }

    [Fact]
    public void A_killed_sidecar_leaves_what_it_had_measured()
    {
        using Started root = Ecocode.StartShell(Worker);
        int pid = root.ReadNumber();
        using Started sidecar = Start(pid);
        using Talk talk = Talk.To(_name);
        string id = new RunDocument(talk.Ask("hello")).At("run.id").GetString()!;
        Work(root);
        Assert.True(SpinWait.SpinUntil(() => new RunDocument(talk.Ask("read")).At("duration_s").GetDouble() > 2.2, TimeSpan.FromSeconds(30)));
        Assert.Equal(0, Ecocode.Shell("kill -KILL $1", Text(sidecar.Pid)).ExitCode);
        sidecar.End();
        RunDocument record = Kept(id);
        Assert.True(record.At("run.interrupted").GetBoolean());
        Assert.InRange(record.At("run.duration_s").GetDouble(), 1, 4);
        Assert.True(record.Microjoules("total.energy_j") > 0);
    }

    [Fact]
    public void Of_two_with_one_name_the_second_ends_at_once()
    {
        using Started root = Ecocode.StartShell(Worker);
        int pid = root.ReadNumber();
        using Started first = Start(pid);
        using Talk talk = Talk.To(_name);
        Ended second = Ecocode.Run("sidecar", "--root", Text(pid), "--socket", _name);
        Assert.Equal(3, second.ExitCode);
        Assert.Contains("ECO7221", second.Error, StringComparison.Ordinal);
        talk.Ask("read");
        root.Input.Close();
        Assert.Equal(0, first.End().ExitCode);
    }

    [Theory]
    [InlineData("ECO7226", "sidecar", "--socket", "@x")]
    [InlineData("ECO7226", "sidecar", "--root", "1:x", "--socket", "@x")]
    [InlineData("ECO7225", "sidecar", "--root", "1")]
    [InlineData("ECO7222", "sidecar", "--root", "1:1", "--socket", "@ecocode-test.no")]
    [InlineData("ECO7223", "sidecar", "--root", "1", "--fd", "77")]
    [InlineData("ECO7224", "sidecar", "--root", "1", "--socket", "/nowhere/s")]
    [InlineData("ECO7227", "sidecar", "--root", "1", "--socket", "@")]
    public void What_keeps_it_from_being_one_is_said(string code, params string[] words)
    {
        Ended ended = Ecocode.Run(words);
        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains(code, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_finds_the_run_at_a_port_of_loopback()
    {
        int port = FreePort();
        using Started root = Ecocode.StartShell(Worker);
        using Started sidecar = Start(root.ReadNumber(), "--name", "scraped", "--prometheus", Text(port));
        using Talk talk = Talk.To(_name);
        talk.Begin("epoch 1");
        Work(root);
        talk.Read();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromSeconds(30) };
        string metrics = await client.GetStringAsync(new Uri("metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("name=\"scraped\"", metrics, StringComparison.Ordinal);
        Assert.Contains("phase=\"epoch 1\"", metrics, StringComparison.Ordinal);
        Assert.EndsWith("# EOF\n", metrics, StringComparison.Ordinal);
        using HttpResponseMessage other = await client.GetAsync(new Uri("x", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, other.StatusCode);

        // A second one at the same port goes on without, and says so.
        string second = $"{_name}.second";
        using Started without = Started.Start([Ecocode.Path, "sidecar", "--root", Text(root.Pid), "--socket", second, "--prometheus", Text(port)]);
        using Talk there = Talk.To(second);
        var record = new RunDocument(there.Ask("record"));
        Assert.Contains("ECO7228", record.Warnings);
        there.Ask("finish");
        talk.Ask("finish");
        Assert.Equal(0, without.End().ExitCode);
    }

    [Fact]
    public void What_goes_on_with_a_run_that_broke_off_says_so_of_all_that_began_before()
    {
        using Started root = Ecocode.StartShell(Worker);
        int worker = root.ReadNumber();
        using Started sidecar = Start(worker, "--resumes", "r-0badcafe");
        using Talk talk = Talk.To(_name);
        int spanning = talk.Begin("spanning", at: 1), after = talk.Begin("after");
        Work(root);
        Assert.Contains("ECO7229", talk.End(spanning).Warnings);
        Assert.DoesNotContain("ECO7229", talk.End(after).Warnings);
        Assert.Contains("ECO7229", talk.Read().Warnings);
        Assert.Contains("ECO7229", new RunDocument(talk.Ask("record")).Warnings);
        talk.Ask("finish");
        Assert.Equal(0, sidecar.End().ExitCode);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    [Fact]
    public void It_is_not_in_the_tree_of_its_parent_and_a_child_knows_its_part()
    {
        // The root starts the sidecar as its own child, as a program would, beside a worker of its own.
        using Started root = Ecocode.StartShell("$ECOCODE sidecar --root $$ --socket $1 & sh -c \"$2\" 3<&0; wait", _name, "exec 0<&3; " + Worker);
        int worker = root.ReadNumber();
        using Talk talk = Talk.To(_name);
        Work(root);
        var record = new RunDocument(talk.Ask("record"));
        Assert.Contains(worker, record.At("processes").EnumerateArray().Select(row => row.GetProperty("pid").GetInt32()));
        Assert.DoesNotContain("ecocode", record.At("processes").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        root.Input.Close();

        // `wait` waits for the sidecar, which waits for the root: until it is told.
        talk.Ask("finish");
        Assert.Equal(0, root.End().ExitCode);
    }

    private Started Start(int pid, params string[] options)
        => Started.Start([Ecocode.Path, "sidecar", "--root", Text(pid), "--socket", _name, "--interval", "20ms", .. options]);

    private static void Work(Started root)
    {
        root.Input.WriteLine("work");
        root.Input.Flush();
        Assert.Equal("worked", root.ReadLine());
    }

    private static RunDocument Kept(string id)
    {
        Ended ended = Ecocode.Run("export", id);
        Assert.True(ended.ExitCode == 0, ended.Error);
        return new RunDocument(JsonDocument.Parse(ended.Output).RootElement);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
