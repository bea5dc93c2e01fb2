namespace EcoCode.Tui.Looping;

/// <summary>Messages from other threads. Wakes its reader once, not once a message.</summary>
internal sealed class Mailbox<TMessage>(Action wake)
{
    private readonly Lock _lock = new();
    private List<TMessage> _coming = [];
    private List<TMessage> _taken = [];

    public void Post(TMessage message)
    {
        bool first;
        lock (_lock)
        {
            first = _coming.Count == 0;
            _coming.Add(message);
        }

        if (first) wake();
    }

    /// <summary>All messages that came; valid until the next call, for one thread.</summary>
    public IReadOnlyList<TMessage> Take()
    {
        _taken.Clear();
        lock (_lock) (_coming, _taken) = (_taken, _coming);
        return _taken;
    }
}
