using System.Text.Json;

namespace EcoCode.Cli.Tests.Local;

/// <summary>Programs that talk to what measures them: <c>ecocode run</c>, with real processes.</summary>
public sealed class RunSocketTests
{
    /// <summary>Says where it can ask, works, and ends when its standard input does.</summary>
    private const string Asked = "echo \"$ECOCODE_SOCKET\"; i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo worked; read line; exit 0";

    [Fact]
    public void The_command_finds_the_run_that_measures_it()
    {
        using Started run = Ecocode.Start("run", "--name", "asked", "--json", "--", "sh", "-c", Asked);
        string address = run.ReadLine()!;
        using Talk talk = Talk.To(address);
        var hello = new RunDocument(talk.Ask("hello"));
        Assert.Equal(("run", "asked"), (hello.At("role").GetString(), hello.At("run.name").GetString()));
        Assert.Equal("sh", File.ReadAllText($"/proc/{hello.At("run.root_pid").GetInt32()}/comm").Trim());
        Assert.DoesNotContain("finish", hello.At("capabilities").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("ECO7203", talk.Refused("finish"));

        // Of two windows that follow each other at a moment that was noted, to the microjoule.
        long began = hello.At("run.began_ns").GetInt64();
        int outer = talk.Begin("outer", began), first = talk.Begin("first", began);
        Assert.Equal("worked", run.ReadLine());
        long middle = talk.Read().At("end_ns").GetInt64();
        RunDocument one = talk.End(first, middle);
        int second = talk.Begin("second", middle);
        RunDocument two = talk.End(second);
        long end = two.At("end_ns").GetInt64();
        RunDocument both = talk.End(outer, end);
        Assert.Equal(both.Microjoules("energy_j"), one.Microjoules("energy_j") + two.Microjoules("energy_j"));
        Assert.True(one.Microjoules("energy_j") > 0);
        Assert.Equal(both.Microjoules("energy_j"), both.Sum("components", "energy_j"));
        Assert.Equal((end - began) / 1e9, both.At("duration_s").GetDouble(), tolerance: 1e-6);

        // This test is no process of the tree.
        Assert.Equal(JsonValueKind.Null, both.At("own_energy_j").ValueKind);
        Assert.Equal("ECO7208", talk.Refused("end", writer => writer.WriteNumber("window"u8, outer)));
        run.Input.WriteLine("end");
        Ended ended = run.End();
        Assert.Equal(0, ended.ExitCode);
        var record = new RunDocument(JsonDocument.Parse(ended.Error).RootElement);
        Assert.Equal(["outer", "first", "second"], record.At("phases").EnumerateArray().Select(phase => phase.GetProperty("name").GetString()));
        Assert.Equal(both.Microjoules("energy_j"), RunDocument.Microjoules(record.At("phases")[0].GetProperty("energy_j")));
        Assert.False(Talk.Listens(address[2..]));
    }

    [Fact]
    public void What_a_program_tells_of_itself_is_in_its_record()
    {
        using Started run = Ecocode.Start("run", "--json", "--", "sh", "-c", Asked);
        using Talk talk = Talk.To(run.ReadLine()!);
        long began = new RunDocument(talk.Ask("hello")).At("run.began_ns").GetInt64();
        Assert.Equal("worked", run.ReadLine());
        long now = talk.Read().At("end_ns").GetInt64();
        JsonElement marks = talk.Ask("marks", writer =>
        {
            writer.WriteString("name"u8, "step"u8);
            writer.WriteStartArray("at_ns"u8);
            for (int i = 0; i <= 4; i++) writer.WriteNumberValue(began + ((now - began) / 4 * i));
            writer.WriteEndArray();
        });
        Assert.Equal(4, marks.GetProperty("energy_j").GetArrayLength());
        for (int i = 1; i <= 2; i++)
        {
            talk.Ask("log", writer =>
            {
                writer.WriteStartObject("metrics"u8);
                writer.WriteNumber("tokens"u8, 100 * i);
                writer.WriteNumber("loss"u8, -0.5);
                writer.WriteEndObject();
            });
        }

        Assert.Equal(JsonValueKind.Null, talk.Ask("progress", writer =>
        {
            writer.WriteNumber("done"u8, 0.5);
            writer.WriteNumber("total"u8, 3);
        }).ValueKind);
        RunDocument read = talk.Read();
        Assert.Equal(300, read.At("metrics.tokens.sum").GetDouble());
        Assert.Equal(JsonValueKind.Null, read.At("metrics.loss.energy_j_per_unit").ValueKind);
        var record = new RunDocument(talk.Ask("record"));
        Assert.Equal("ecocode.run/1", record.At("schema").GetString());
        run.Input.WriteLine("end");
        var kept = new RunDocument(JsonDocument.Parse(run.End().Error).RootElement);
        JsonElement steps = kept.At("steps")[0], tokens = kept.At("metrics")[0];
        Assert.Equal(("step", 4L), (steps.GetProperty("name").GetString(), steps.GetProperty("count").GetInt64()));
        Assert.Equal(marks.GetProperty("energy_j").EnumerateArray().Sum(RunDocument.Microjoules), RunDocument.Microjoules(steps.GetProperty("energy_j")));
        Assert.Equal((200.0, 300.0, 2), (tokens.GetProperty("last").GetDouble(), tokens.GetProperty("sum").GetDouble(), tokens.GetProperty("count").GetInt32()));
        Assert.Equal("program", kept.At("prediction.source").GetString());
    }

    [Fact]
    public void A_subscriber_gets_what_the_run_amounts_to_at_every_tick()
    {
        using Started run = Ecocode.Start("run", "-qq", "--interval", "10ms", "--", "sh", "-c", Asked);
        using Talk talk = Talk.To(run.ReadLine()!);
        talk.Ask("subscribe", writer => writer.WriteString("to"u8, "read"u8));
        long last = 0;
        for (int i = 0; i < 5; i++)
        {
            Assert.True(talk.TryTakeEvent(out JsonElement told));
            long end = told.GetProperty("data").GetProperty("end_ns").GetInt64();
            Assert.True(end > last);
            last = end;
        }

        run.Input.Close();
        Assert.Equal(0, run.End().ExitCode);
    }

    [Theory]
    [InlineData("{\"name\":\"\"}", "begin", "ECO7205")]
    [InlineData("{}", "begin", "ECO7205")]
    [InlineData("{\"name\":\"x\",\"scope\":\"process\"}", "begin", "ECO7205")]
    [InlineData("{\"name\":\"x\",\"at_ns\":-1}", "begin", "ECO7205")]
    [InlineData("{\"name\":\"x\",\"at_ns\":1.5}", "begin", "ECO7204")]
    [InlineData("{\"window\":\"1\"}", "end", "ECO7204")]
    [InlineData("{}", "end", "ECO7205")]
    [InlineData("{\"window\":4000000}", "read", "ECO7208")]
    [InlineData("{\"name\":\"x\",\"at_ns\":[5,4]}", "marks", "ECO7205")]
    [InlineData("{\"name\":\"x\",\"at_ns\":[\"5\"]}", "marks", "ECO7204")]
    [InlineData("{\"metrics\":{\"a\":null}}", "log", "ECO7205")]
    [InlineData("{\"metrics\":{\"a\":1e999}}", "log", "ECO7204")]
    [InlineData("{\"metrics\":7}", "log", "ECO7204")]
    [InlineData("{\"done\":5,\"total\":4}", "progress", "ECO7205")]
    public void What_is_wrong_is_refused(string members, string operation, string code)
    {
        Talk talk = Shared.Value;
        using JsonDocument document = JsonDocument.Parse(members);
        string? got;
        lock (talk)
        {
            got = talk.Refused(operation, writer =>
            {
                foreach (JsonProperty member in document.RootElement.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    writer.WriteRawValue(member.Value.GetRawText());
                }
            });
        }

        Assert.Equal(code, got);
    }

    [Fact]
    public void Without_a_socket_the_command_finds_none_and_within_another_run_it_finds_its_own()
    {
        Ended none = Ecocode.Run("run", "-qq", "--no-socket", "--", "sh", "-c", "echo \"[$ECOCODE_SOCKET]\"");
        Assert.Equal("[]\n", none.Output);
        Ended nested = Ecocode.Shell("$ECOCODE run -qq -- sh -c 'echo $ECOCODE_SOCKET; $0 run -qq -- sh -c \"echo \\$ECOCODE_SOCKET; env | grep -c ^ECOCODE_SOCKET=\"' $ECOCODE");
        string[] lines = nested.Output.Trim().Split('\n');
        Assert.Equal((3, "1"), (lines.Length, lines[2]));
        Assert.All(lines[..2], line => Assert.StartsWith("1:@ecocode.", line, StringComparison.Ordinal));
        Assert.NotEqual(lines[0], lines[1]);
    }

    /// <summary>One run for all that is refused; it ends with the tests.</summary>
    private static readonly Lazy<Talk> Shared = new(() =>
    {
        Started run = Ecocode.Start("run", "-qq", "--", "sh", "-c", "echo $ECOCODE_SOCKET; read line");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => run.Dispose();
        return Talk.To(run.ReadLine()!);
    });
}
