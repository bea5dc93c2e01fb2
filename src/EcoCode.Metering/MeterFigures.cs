using EcoCode.Metering.Sampling;

namespace EcoCode.Metering;

/// <summary>The figures of all sources at one settlement, for another thread to look at.</summary>
/// <remarks>Made to be filled again and again: it allocates only where there are more sources than ever before.</remarks>
public sealed class MeterFigures
{
    private SourceFigures[] _sources = new SourceFigures[8];
    private int _count;

    /// <summary>Time from the begin to the settlement.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Every source that energy was taken of.</summary>
    public ReadOnlySpan<SourceFigures> Sources => _sources.AsSpan(0, _count);

    internal void Begin(TimeSpan elapsed) => (Elapsed, _count) = (elapsed, 0);

    internal void Add(SourceTrack track)
    {
        if (_count == _sources.Length) Array.Resize(ref _sources, 2 * _count);
        _sources[_count++] = new SourceFigures(track.Source, track.Tree, track.Others, track.Idle, track.Own);
    }
}
