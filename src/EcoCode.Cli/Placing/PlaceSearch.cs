using EcoCode.Host;

namespace EcoCode.Cli.Placing;

/// <summary>Finds out where the machine is while a command runs already, and only where nobody said so.</summary>
/// <param name="sys">The machine's /sys.</param>
/// <param name="environment">Tells an environment variable.</param>
/// <param name="metadata">Address of the metadata service, where it may be asked; else null.</param>
internal sealed class PlaceSearch(PseudoFs sys, Func<string, string?> environment, string? metadata)
{
    private readonly Lock _lock = new();
    private Task<MetadataAnswer?>? _asked;
    private Whereabouts? _found;

    /// <summary>Begins to ask the metadata service, if it may be asked and this is a machine that has one.</summary>
    internal void Begin()
    {
        if (metadata is null || CloudSigns.Read(sys) is not { Metadata: true } provider) return;
        _asked = Task.Run(() => new MetadataService(metadata).AskAsync(provider));
    }

    /// <summary>What was found. Where the metadata service was asked, this waits for it for as long as that may take, which is a second since <see cref="Begin"/>.</summary>
    internal Whereabouts Find()
    {
        lock (_lock)
        {
            if (_found is not null) return _found;
            bool answered = _asked is not null && _asked.Wait(MetadataService.Patience);
            return _found = Whereabouts.Find(sys, environment, answered ? _asked!.Result : null);
        }
    }
}
