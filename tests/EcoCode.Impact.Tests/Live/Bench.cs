using EcoCode.Impact.Live.Asking;
using EcoCode.Impact.Live.Keeping;

namespace EcoCode.Impact.Tests.Live;

/// <summary>A played server, a clock and an empty cache.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly List<GridHttp> _ways = [];

    internal PlayedServer Server { get; } = new();

    internal TestClock Clock { get; } = new();

    /// <summary>The cache of the user.</summary>
    internal string Cache { get; } = Directory.CreateTempSubdirectory("ecocode-grid-").FullName;

    /// <summary>The cache, as one process sees it.</summary>
    internal GridFolder Folder => new(Path.Join(Cache, "ecocode", "grid"));

    /// <summary>All that is in the cache.</summary>
    internal string[] Files => Directory.GetFiles(Cache, "*", SearchOption.AllDirectories);

    /// <summary>The way to the server, as of a process of its own.</summary>
    internal GridHttp Way(string provider, HttpMessageHandler? handler = null)
    {
        var way = new GridHttp(provider, Server.Address, handler ?? PlayedServer.NewHandler(), Folder, Clock);
        _ways.Add(way);
        return way;
    }

    /// <summary>Has the server answer with a file of <c>Answers/</c>.</summary>
    internal void Play(string file) => Server.Play = _ => Reply.File(file);

    public async ValueTask DisposeAsync()
    {
        foreach (GridHttp way in _ways) way.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(Cache, recursive: true);
    }
}
