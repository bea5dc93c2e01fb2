using System.Runtime.InteropServices;
using EcoCode.Host;

namespace EcoCode.Cli.Agents;

/// <summary>Hears signals: SIGHUP has everything read anew, SIGTERM, SIGINT and SIGQUIT end the agent.</summary>
internal sealed class AgentSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Wakeup _wake = new();
    private readonly Lock _gate = new();
    private bool _disposed;
    private volatile bool _ends;
    private volatile bool _fails;
    private volatile bool _reloads;

    private AgentSignals()
    {
    }

    /// <summary>Begins to hear.</summary>
    internal static AgentSignals Start()
    {
        var signals = new AgentSignals();
        foreach (PosixSignal signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP })
        {
            signals._registrations.Add(PosixSignalRegistration.Create(signal, signals.Take));
        }

        return signals;
    }

    /// <summary>Waits for the next. Several that came meanwhile are one.</summary>
    internal AgentSignal Wait()
    {
        while (true)
        {
            _wake.Wait();
            if (_fails) return AgentSignal.Fail;
            if (_ends) return AgentSignal.End;

            // Whatever interrupts a wait, such as SIGCONT, is no reason to do anything.
            if (!_reloads) continue;
            _reloads = false;
            return AgentSignal.Reload;
        }
    }

    /// <summary>Ends the wait because the agent can't go on.</summary>
    internal void Fail()
    {
        _fails = true;
        Wake();
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        lock (_gate)
        {
            _disposed = true;
            _wake.Dispose();
        }
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        if (context.Signal == PosixSignal.SIGHUP) _reloads = true;
        else _ends = true;
        Wake();
    }

    /// <summary>Handlers run on threads of their own, and one may come late: `timeout` and shells tell a program twice to end.</summary>
    private void Wake()
    {
        lock (_gate)
        {
            if (!_disposed) _wake.Set();
        }
    }
}
