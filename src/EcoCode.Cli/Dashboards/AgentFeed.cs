using EcoCode.Cli.Agents.Asking;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Cli.Dashboards;

/// <summary>Tells what an agent finds, as often as it does.</summary>
internal sealed class AgentFeed : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly IAgentView _agent;
    private readonly IReadOnlyList<Note> _notes;
    private readonly ManualResetEventSlim _over = new();
    private Thread? _thread;

    /// <param name="agent">The agent, which has told a snapshot.</param>
    /// <param name="notes">What is known to be wrong at this end.</param>
    internal AgentFeed(IAgentView agent, IReadOnlyList<Note> notes) => (_agent, _notes) = (agent, notes);

    /// <summary>Asks on a thread of its own until it is disposed of.</summary>
    /// <param name="tell">Gets every snapshot, on that thread, and notes when the agent does not answer.</param>
    internal void Start(Action<Message> tell)
    {
        _thread = new Thread(() => Ask(tell)) { IsBackground = true, Name = "agent" };
        _thread.Start();
    }

    public void Dispose()
    {
        _over.Set();
        _thread?.Join();
        _agent.Dispose();
        _over.Dispose();
    }

    private void Ask(Action<Message> tell)
    {
        MachineSnapshot? last = null;
        while (!_over.IsSet)
        {
            if (_agent.TryNext(out MachineSnapshot? snapshot, out Note? problem))
            {
                // An agent that was started again counts from zero: so does the screen.
                if (last is null || snapshot.Number != last.Number) tell(new Message.Sampled(snapshot, _notes));
                last = snapshot;
                _over.Wait(_agent.Pause);
                continue;
            }

            if (last is not null) tell(new Message.Sampled(last, [problem, .. _notes]));
            _over.Wait(Pause);
        }
    }
}
