using System.Buffers;
using System.IO.Compression;
using EcoCode.Telemetry;
using EcoCode.Telemetry.Compat;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Agent.Scraping;

/// <summary>What is told at a scrape: the last snapshot as text, written once for all who scrape before the next one.</summary>
/// <remarks>
/// A scrape reads no sensor. Each form of the text is kept in a buffer that is used again, so that scraping for months takes no more memory
/// than the largest text did. Any thread may use it.
/// </remarks>
/// <param name="latest">What the machine had to tell last; <c>null</c> before the first snapshot.</param>
/// <param name="self">What the agent has to tell of itself.</param>
/// <param name="keptFor">How long a text is good for where no snapshot follows: that one is late has to be seen in it.</param>
/// <param name="compat">Writes them under other programs' names as well; <c>null</c> for nobody's.</param>
/// <param name="count">Counts scrapes.</param>
/// <param name="time">The clock.</param>
public sealed class AgentExposition(Func<NodeReading?> latest, Func<SelfReading> self, TimeSpan keptFor, CompatExposition? compat, ScrapeCount count, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Rendering[] _renderings = [new(ExpositionFormat.OpenMetrics), new(ExpositionFormat.Prometheus)];

    /// <summary>Hands out the text of the last snapshot.</summary>
    /// <param name="format">In which format.</param>
    /// <param name="compressed">Whether by gzip.</param>
    /// <param name="take">Gets the text, which is valid during the call only.</param>
    /// <param name="state">Handed on to it.</param>
    /// <returns>Whether there was a snapshot yet.</returns>
    public bool TryTell<TState>(ExpositionFormat format, bool compressed, ReadOnlySpanAction<byte, TState> take, TState state)
    {
        ArgumentNullException.ThrowIfNull(take);
        if (latest() is not { } reading) return false;
        long began = time.GetTimestamp();
        lock (_lock)
        {
            Rendering rendering = _renderings[(int)format];
            if (rendering.Number < reading.Snapshot.Number || time.GetElapsedTime(rendering.At, began) > keptFor) Render(reading, rendering, began);
            take(compressed ? rendering.Compressed : rendering.Text, state);
        }

        count.Add(time.GetElapsedTime(began));
        return true;
    }

    private void Render(NodeReading reading, Rendering into, long now)
    {
        into.Writer.Clear();
        SelfReading own = self();
        NodeExposition.Write(reading, own, into.Writer);
        compat?.Write(reading, own, into.Writer);
        into.Writer.End();
        into.Begin(reading.Snapshot.Number, now);
    }

    private sealed class Rendering(ExpositionFormat format)
    {
        /// <summary>What gzip adds at most: a head, an end, and 5 bytes to each block that it can't make smaller (RFC 1951, 3.2.4).</summary>
        private const int MostAdded = 1024;

        private byte[] _compressed = [];
        private int _length;

        internal MetricWriter Writer { get; } = new(format);

        /// <summary>The snapshot that the text is of.</summary>
        internal long Number { get; private set; }

        /// <summary>When it was written, as a timestamp.</summary>
        internal long At { get; private set; }

        internal ReadOnlySpan<byte> Text => Writer.Written;

        /// <summary>Compressed once, when it is first asked for.</summary>
        internal ReadOnlySpan<byte> Compressed
        {
            get
            {
                if (_length == 0) Compress();
                return _compressed.AsSpan(0, _length);
            }
        }

        internal void Begin(long number, long now) => (Number, At, _length) = (number, now, 0);

        private void Compress()
        {
            int most = Text.Length + (Text.Length / 1024) + MostAdded;
            if (_compressed.Length < most) _compressed = new byte[most * 2];
            using var into = new MemoryStream(_compressed);
            using (var gzip = new GZipStream(into, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Text);
            _length = (int)into.Position;
        }
    }
}
