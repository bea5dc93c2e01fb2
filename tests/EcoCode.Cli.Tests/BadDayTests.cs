namespace EcoCode.Cli.Tests;

/// <summary>Full disks, closed streams, crowds: the command's result stands, and nothing that was measured is lost.</summary>
public sealed class BadDayTests
{
    private const string Schema = "\"schema\": \"ecocode.run/1\"";

    [Theory]
    [InlineData("/dev/full")]
    [InlineData("$1/link-to-full")]
    [InlineData("$1")]
    [InlineData("/proc/self/status")]
    [InlineData("/proc/x.json")]
    public void What_can_not_be_written_goes_to_standard_error_and_the_exit_code_stays(string file)
    {
        string folder = Directory.CreateTempSubdirectory("ecocode-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Join(folder, "link-to-full"), "/dev/full");
            Ended ended = Ecocode.Shell($"exec $ECOCODE run --json={file} -- sh -c 'echo result; exit 6'", folder);
            Assert.Equal((6, "result\n"), (ended.ExitCode, ended.Output));
            Assert.Contains("cannot write JSON to", ended.Error, StringComparison.Ordinal);
            Assert.Contains(Schema, ended.Error, StringComparison.Ordinal);
            Assert.Equal([Path.Join(folder, "link-to-full")], Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_may_not_be_written_into_loses_nothing_either()
    {
        Assert.SkipUnless(Ecocode.Shell("setpriv --reuid 65534 --clear-groups test -x $ECOCODE").ExitCode == 0, "another user can't be taken on, or can't reach the executable");
        Ended ended = Ecocode.Shell("exec setpriv --reuid 65534 --clear-groups $ECOCODE run --json=/usr/x.json -- sh -c 'exit 6'");
        Assert.Equal(6, ended.ExitCode);
        Assert.Contains("cannot write JSON to `/usr/x.json`", ended.Error, StringComparison.Ordinal);
        Assert.Contains(Schema, ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    [InlineData("<&- 2>&-")]
    [InlineData("2>&- --json=$1/run.json")]
    public void Without_standard_error_the_command_runs_as_ever(string circumstances)
    {
        string folder = Directory.CreateTempSubdirectory("ecocode-").FullName;
        try
        {
            string[] parts = circumstances.Split(" --");
            string option = parts.Length > 1 ? "--" + parts[1] : "";
            Ended ended = Ecocode.Shell($"$ECOCODE run {option} -- sh -c 'echo result; exit 6' {parts[0]}", folder);
            Assert.Equal(new Ended(6, "result\n", ""), ended);
            if (option.Length > 0) Assert.Contains(Schema, File.ReadAllText(Path.Join(folder, "run.json")), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(">&-")]
    [InlineData(">/dev/full")]
    public void Without_standard_output_JSON_goes_to_standard_error_and_the_exit_code_stays(string circumstances)
    {
        Ended ended = Ecocode.Shell($"$ECOCODE run --json=- -- sh -c 'exit 6' {circumstances}");
        Assert.Equal((6, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("cannot write JSON to standard output", ended.Error, StringComparison.Ordinal);
        Assert.Contains(Schema, ended.Error, StringComparison.Ordinal);
        Assert.Equal(new Ended(6, "", ""), Ecocode.Shell($"$ECOCODE run -qq -- sh -c 'exit 6' {circumstances}"));
    }

    [Theory]
    [InlineData("completion bash >/dev/full")]
    [InlineData("completion bash >&-")]
    [InlineData("explain >/dev/full")]
    public void What_was_asked_for_and_could_not_be_written_is_an_error(string words)
    {
        Ended ended = Ecocode.Shell($"$ECOCODE {words}");
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error[ECO4017]: cannot write to standard output", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_has_had_enough_is_no_error()
        => Assert.Equal("0", Ecocode.Shell("{ $ECOCODE completion bash; echo $? >&2; } | :").Error.Trim());

    [Fact]
    public void A_reader_that_leaves_ends_the_command_by_SIGPIPE_as_without_us()
    {
        Ended ended = Ecocode.Shell("{ $ECOCODE run --json -- yes; echo $? >&2; } | head -c1");
        Assert.Equal("y", ended.Output);
        Assert.Contains("\"signal\": \"SIGPIPE\"", ended.Error, StringComparison.Ordinal);
        Assert.EndsWith("\n141\n", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flood_of_output_passes_through_whole()
    {
        Ended ended = Ecocode.Shell("$ECOCODE run -q -- head -c 200000000 /dev/zero | wc -c");
        Assert.Equal("200000000", ended.Output.Trim());
    }

    [Fact]
    public void Ten_thousand_threads_are_one_process()
    {
        Assert.SkipUnless(Ecocode.Shell("command -v python3").ExitCode == 0, "`python3` is not installed");

        // Threads of the C library that only wait: ten thousand of Python's own take ten seconds.
        const string Threads = """
            import ctypes, os
            libc = ctypes.CDLL(None)
            wait = ctypes.cast(libc.pause, ctypes.c_void_p)
            attributes = ctypes.create_string_buffer(256)
            libc.pthread_attr_init(attributes)
            libc.pthread_attr_setstacksize(attributes, ctypes.c_size_t(65536))
            thread = ctypes.c_ulong()
            started = 0
            while started < 10000 and libc.pthread_create(ctypes.byref(thread), attributes, wait, None) == 0: started += 1
            os.write(1, b'%d\n' % started)
            os._exit(0)
            """;
        (RunDocument run, Ended ended) = RunDocument.Of("$ECOCODE run -qq --json=$1 -- python3 -c \"$2\"", Threads);
        Assert.SkipUnless(ended.Output == "10000\n", $"this machine allows {ended.Output.Trim()} threads");
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(run.Microjoules("total.energy_j"), run.Sum("processes", "energy_j"));
        Assert.Single(run.At("processes").EnumerateArray(), row => row.GetProperty("name").GetString()!.StartsWith("python", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fork_bomb_that_a_limit_cuts_is_measured_to_its_end()
    {
        Assert.SkipUnless(Ecocode.Shell("setpriv --reuid 64123 --clear-groups sh -c 'ulimit -p 40'").ExitCode == 0, "another user can't be taken on (no limit of processes binds root), or `sh` is not dash, which gives up when it can't fork");

        // 2 + 4 + … + 512 processes, were they not cut at 40 at once.
        (RunDocument run, Ended ended) = RunDocument.Of("""
            exec $ECOCODE run -qq --json=$1 -- setpriv --reuid 64123 --clear-groups sh -c 'ulimit -p 40; bomb() { [ $1 -gt 0 ] || return; bomb $(($1-1)) & bomb $(($1-1)) & wait; }; (bomb 9); echo end'
            """);
        Assert.Equal((0, "end\n"), (ended.ExitCode, ended.Output));
        Assert.Contains("Cannot fork", ended.Error, StringComparison.Ordinal);
        Assert.Equal(run.Microjoules("total.energy_j"), run.Sum("processes", "energy_j"));
        Assert.Equal(run.Microjoules("machine.tree_j"), run.Microjoules("total.energy_j"));
    }

    [Fact]
    public void A_process_that_lives_on_is_told()
    {
        using Started started = Ecocode.StartShell("exec 3<&0; exec $ECOCODE run --json -- sh -c '(exec >/dev/null 2>&1; read line <&3) & exit 3'");
        Ended ended = started.End();
        Assert.Equal(3, ended.ExitCode);
        Assert.Contains("ECO2009", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void With_wait_a_process_that_lives_on_is_measured_to_its_end()
    {
        (RunDocument run, Ended ended) = RunDocument.Of("$ECOCODE run -qq --wait --json=$1 -- sh -c '(i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done; echo late) & exit 3'");
        Assert.Equal(new Ended(3, "late\n", ""), ended);
        Assert.DoesNotContain("ECO2009", run.Warnings);
    }
}
