using EcoCode.Cli.Interop;
using EcoCode.Cli.Streams;
using EcoCode.Impact;
using EcoCode.Metering;
using EcoCode.Quantities;
using EcoCode.Report;

namespace EcoCode.Cli.Measuring;

/// <summary>One line on a terminal that tells how a run is going, and is gone at its end.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly StreamWriter _error = StandardStream.Writer(StandardStream.Error);
    private readonly Lazy<CarbonIntensity> _grid;
    private readonly bool _unicode;
    private readonly bool _shown;
    private TimeSpan _due = First;
    private bool _drawn;

    /// <param name="output">Whether a line is wanted.</param>
    /// <param name="impact">Where the grid figure comes from; looked up when the line is first shown.</param>
    /// <param name="alone">Whether nothing else writes to the terminal: the command does, if its standard output is one.</param>
    internal Progress(OutputRequest output, ImpactRequest impact, bool alone)
    {
        _grid = new(() => ImpactModel.Shipped.TryResolve(impact, out ImpactFactors? factors, out _) ? factors.Grid.Intensity : default);
        _unicode = !output.Ascii;
        _shown = output.Progress && output.Quiet == 0 && alone && Terminal.IsTerminal(StandardStream.Error) && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
    }

    /// <summary>Redraws the line when it is time.</summary>
    internal void Update(in LiveFigures figures)
    {
        if (!_shown || figures.Elapsed < _due || !Terminal.IsInForeground(StandardStream.Error)) return;
        _due = figures.Elapsed + Step;

        // A program that has taken the terminal over for itself (an editor, a pager) must not be drawn into.
        if (!Terminal.IsInLineMode(StandardStream.Error)) return;
        _error.Write($"\r\u001b[K{ProgressLine.Render(figures.Elapsed, figures.Power, figures.Energy, figures.Energy * _grid.Value, _unicode)}");
        _error.Flush();
        _drawn = true;
    }

    public void Dispose()
    {
        if (_drawn) _error.Write("\r\u001b[K");
        _error.Dispose();
    }
}
