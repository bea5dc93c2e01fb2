using System.Text.Json;
using EcoCode.Ledger.Tests;

namespace EcoCode.Cli.Tests;

/// <summary>What a run leaves as data holds together, whatever was run and however it was shared out.</summary>
public sealed class JsonTests
{
    private const string Busy = "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done";

    [Theory]
    [InlineData("", "true")]
    [InlineData("", "sh -c '" + Busy + "'")]
    [InlineData("--attribution capacity", "sh -c '(" + Busy + ") & (" + Busy + ") & wait'")]
    [InlineData("--attribution marginal --baseline 0.1", "sh -c '" + Busy + "'")]
    [InlineData("--zone DE --price 0.31EUR --pue 1.4 --project p --tag k=v --name 'a \"b\"' --interval 1ms", "sh -c '" + Busy + "'")]
    [InlineData("--cpu-source model --wait", "sh -c '(" + Busy + ") & exit 3'")]
    [InlineData("--interval 10ms", "sh -c 'for n in 1 2 3 4 5 6 7 8 9; do /bin/true; done'")]
    public void The_document_is_valid_and_every_sum_is_exact(string options, string command)
    {
        (RunDocument run, Ended ended) = RunDocument.Of($"$ECOCODE run -qq --json=$1 {options} -- {command}");
        Assert.Equal(("", ""), (ended.Output, ended.Error));
        Assert.Empty(SchemaCheck.Faults(Schema, run.Root));

        long tree = run.Microjoules("machine.tree_j");
        Assert.Equal(run.Microjoules("machine.energy_j"), tree + run.Microjoules("machine.other_processes_j") + run.Microjoules("machine.idle_and_rest_j"));
        Assert.Equal(tree, run.Microjoules("total.energy_j"));
        Assert.Equal(tree, run.Sum("components", "energy_j"));
        Assert.Equal(tree, run.Sum("processes", "energy_j"));
        Assert.Equal(run.Microjoules("machine.energy_j"), run.Sum("machine.components", "energy_j"));
        Assert.InRange(run.Microjoules("self.energy_j"), 0, run.Microjoules("machine.other_processes_j"));
        double[] shares = [.. new[] { "measured", "apportioned", "modelled" }.Select(kind => run.Joules("total.provenance." + kind))];
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        Assert.InRange(shares.Sum(), 1 - 1e-9, 1 + 1e-9);
    }

    [Fact]
    public void A_subtree_holds_the_energy_of_all_below_it()
    {
        (RunDocument run, _) = RunDocument.Of($"$ECOCODE run -qq --interval 5ms --json=$1 -- sh -c '(sh -c \"{Busy}\"); {Busy}'");
        JsonElement[] rows = [.. run.At("processes").EnumerateArray()];
        foreach (JsonElement row in rows)
        {
            long pid = row.GetProperty("pid").GetInt64();
            if (pid == 0) continue;
            long below = rows.Where(other => other.GetProperty("ppid").GetInt64() == pid).Sum(other => RunDocument.Microjoules(other.GetProperty("subtree_energy_j")));
            Assert.Equal(RunDocument.Microjoules(row.GetProperty("energy_j")) + below, RunDocument.Microjoules(row.GetProperty("subtree_energy_j")));
        }
    }

    [Fact]
    public void What_was_said_about_the_run_is_in_it()
    {
        (RunDocument run, Ended ended) = RunDocument.Of("$ECOCODE run -qq --json=$1 --name n --project p --tag a=1 --tag b=x=y --tag a=2 -i 50ms --zone FR --price 0.25EUR --pue 1.5 -- sh -c 'exit 9'");
        Assert.Equal(9, ended.ExitCode);
        Assert.Equal(("n", "p", 9, "busy"), (run.At("run.name").GetString(), run.At("run.project").GetString(), run.At("run.exit_code").GetInt32(), run.At("run.attribution").GetString()));
        Assert.Equal(("2", "x=y"), (run.At("run.tags.a").GetString(), run.At("run.tags.b").GetString()));
        Assert.Equal(0.05, run.Joules("run.interval_s"));
        Assert.Equal("FR", run.At("impact.grid.zone").GetString());
        Assert.Equal("EUR", run.At("impact.cost.currency").GetString());
        Assert.Equal(1.5 * run.Joules("total.energy_j"), run.Joules("impact.facility_energy_j"), run.Joules("total.energy_j") * 1e-6 + 1e-6);
    }

    [Fact]
    public void The_trees_CPU_time_is_what_the_kernel_charged_it()
    {
        (RunDocument run, Ended ended) = RunDocument.Of("""
            $ECOCODE run -qq --json=$1 -- bash -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; (i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done); times'
            """);
        double told = ended.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Sum(Seconds);
        double found = run.At("processes").EnumerateArray().Sum(row => row.GetProperty("cpu_s").GetDouble());

        // `times` rounds four figures to a millisecond, and the process goes on for a moment after it.
        Assert.InRange(found, told - 0.004, told + 0.04);
    }

    /// <summary>Seconds of <c>0m1.234s</c>.</summary>
    private static double Seconds(string text)
    {
        string[] parts = text.TrimEnd('s').Split('m');
        return (60 * double.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)) + double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static JsonElement Schema => JsonDocument.Parse(File.ReadAllText(Path.Join(AppContext.BaseDirectory, "ecocode.run.1.json"))).RootElement;
}
