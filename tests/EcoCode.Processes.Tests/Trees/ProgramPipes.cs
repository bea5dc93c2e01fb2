using System.Globalization;
using System.IO.Pipes;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>What a test and the program tell each other: a gate that holds the program until it is opened, and the numbers that the program reports.</summary>
internal sealed class ProgramPipes : IDisposable
{
    private readonly AnonymousPipeServerStream _gate = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly AnonymousPipeServerStream _report = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly StreamReader _numbers;

    internal ProgramPipes()
    {
        _numbers = new StreamReader(_report);
        Words = ["gate", _gate.GetClientHandleAsString(), "report", _report.GetClientHandleAsString()];
    }

    /// <summary>The words that tell the program of the pipes.</summary>
    internal IReadOnlyList<string> Words { get; }

    /// <summary>Closes the program's ends, once it has them.</summary>
    internal void CloseTheirs()
    {
        _gate.DisposeLocalCopyOfClientHandle();
        _report.DisposeLocalCopyOfClientHandle();
    }

    internal void Open() => _gate.Dispose();

    /// <summary>Waits for the next number.</summary>
    internal long Next()
    {
        string? line = _numbers.ReadLine();
        Assert.True(line is not null, "the program has ended without another word");
        return long.Parse(line, CultureInfo.InvariantCulture);
    }

    /// <summary>All numbers until everyone has ended who could write one; the last is the CPU time, in nanoseconds, that the program has counted itself.</summary>
    internal long[] Rest() => [.. _numbers.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => long.Parse(line, CultureInfo.InvariantCulture))];

    public void Dispose()
    {
        _gate.Dispose();
        _numbers.Dispose();
        _report.Dispose();
    }
}
