using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace EcoCode.Cli.Tests;

/// <summary>A running program. No wait is longer than a minute: then the whole tree is killed and the test fails.</summary>
internal sealed class Started : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _error;

    private Started(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The pid of what was started.</summary>
    internal int Pid => _process.Id;

    /// <summary>Standard input; closed by whoever wants its end to be seen.</summary>
    internal StreamWriter Input => _process.StandardInput;

    /// <summary>Starts a program with pipes at all three standard streams.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="environment">Variables to set, or with null to unset.</param>
    internal static Started Start(IReadOnlyList<string> words, params IEnumerable<(string Name, string? Value)> environment)
    {
        // The .NET runtime of the tests ignores SIGPIPE, and so would what it starts.
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=PIPE", .. words])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("ECOCODE_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["ECOCODE_LEDGER"] = SharedLedger.Path;
        start.Environment["XDG_CONFIG_HOME"] = Path.Join(Path.GetDirectoryName(SharedLedger.Path), "no-configuration");
        foreach ((string name, string? value) in environment) start.Environment[name] = value;
        return new Started(Process.Start(start)!);
    }

    /// <summary>The next line of standard output, or null at its end.</summary>
    internal string? ReadLine() => Wait(_process.StandardOutput.ReadLineAsync());

    /// <summary>Reads lines until one contains a text, and returns it.</summary>
    internal string ReadUntil(string text)
    {
        while (ReadLine() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal)) return line;
        }

        Assert.Fail($"`{text}` did not come before the end; standard error: {Wait(_error)}");
        return "";
    }

    /// <summary>The next line, which is a number.</summary>
    internal int ReadNumber() => int.Parse(ReadLine()!, CultureInfo.InvariantCulture);

    /// <summary>Waits for the end.</summary>
    internal Ended End()
    {
        string output = Wait(_process.StandardOutput.ReadToEndAsync());
        string error = Wait(_error);
        Wait(_process.WaitForExitAsync().ContinueWith(_ => true, TaskScheduler.Default));
        return new Ended(_process.ExitCode, output, error);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private T Wait<T>(Task<T> task)
    {
        if (task.Wait(Patience)) return task.Result;
        _process.Kill(entireProcessTree: true);
        Assert.Fail($"no answer within {Patience.TotalSeconds} s");
        return default;
    }
}
