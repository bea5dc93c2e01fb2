using EcoCode.Agent.Scraping;
using Microsoft.AspNetCore.Connections;

namespace EcoCode.Agent.Serving;

/// <summary>Bounds the number of open connections: the one that was quiet for longest makes room for a new one.</summary>
/// <remarks>
/// To turn the new one away instead would let anybody who opens enough connections, and says nothing on them, lock scrapers out.
/// </remarks>
/// <param name="most">Connections at a time.</param>
/// <param name="count">Counts those that made room, or found none.</param>
internal sealed class ConnectionGate(int most, ScrapeCount count)
{
    private readonly Lock _lock = new();

    /// <summary>Those without a request under way, the one that was quiet for longest first.</summary>
    private readonly LinkedList<ConnectionContext> _quiet = [];
    private int _open;

    /// <summary>Lets a connection in and waits for its end.</summary>
    internal async Task Pass(ConnectionContext connection, ConnectionDelegate next)
    {
        var place = new LinkedListNode<ConnectionContext>(connection);
        if (!Enter(place)) return;
        connection.Items[this] = place;
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Leave(place);
        }
    }

    /// <summary>Keeps a connection open while it is answered.</summary>
    internal void Busy(IDictionary<object, object?> items)
    {
        if (!items.TryGetValue(this, out object? item) || item is not LinkedListNode<ConnectionContext> place) return;
        lock (_lock)
        {
            if (place.List is not null) _quiet.Remove(place);
        }
    }

    /// <summary>Counts its quiet time from now on.</summary>
    internal void Quiet(IDictionary<object, object?> items)
    {
        if (!items.TryGetValue(this, out object? item) || item is not LinkedListNode<ConnectionContext> place) return;
        lock (_lock)
        {
            if (place.List is null) _quiet.AddLast(place);
        }
    }

    private bool Enter(LinkedListNode<ConnectionContext> place)
    {
        ConnectionContext? leaves = null;
        lock (_lock)
        {
            if (_open >= most)
            {
                count.Refuse();
                leaves = _quiet.First?.Value;
                if (leaves is null) return false;
                _quiet.RemoveFirst();
            }

            _open++;
            _quiet.AddLast(place);
        }

        leaves?.Abort(new ConnectionAbortedException("Another connection took its place."));
        return true;
    }

    private void Leave(LinkedListNode<ConnectionContext> place)
    {
        lock (_lock)
        {
            if (place.List is not null) _quiet.Remove(place);
            _open--;
        }
    }
}
