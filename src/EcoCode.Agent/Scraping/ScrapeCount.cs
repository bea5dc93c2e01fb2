namespace EcoCode.Agent.Scraping;

/// <summary>Counts scrapes and what they took, over all servers that the agent has had.</summary>
public sealed class ScrapeCount
{
    private long _scrapes;
    private long _ticks;
    private long _refused;

    /// <summary>Scrapes that were answered.</summary>
    public long Scrapes => Interlocked.Read(ref _scrapes);

    /// <summary>Time that they took until their text was ready to be sent.</summary>
    public TimeSpan Time => new(Interlocked.Read(ref _ticks));

    /// <summary>Requests and connections that were turned away.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    internal void Add(TimeSpan took)
    {
        Interlocked.Increment(ref _scrapes);
        Interlocked.Add(ref _ticks, took.Ticks);
    }

    internal void Refuse() => Interlocked.Increment(ref _refused);
}
