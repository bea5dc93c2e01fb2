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
    private const string Erase = "\r\u001b[K";

    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly StreamWriter _error = StandardStream.Writer(StandardStream.Error);
    private readonly Lazy<CarbonIntensity> _grid;
    private readonly bool _unicode;
    private readonly bool _shown;
    private readonly bool _told;
    private readonly bool _terminal;
    private readonly OutputRequest _output;
    private readonly Queue<Note> _waiting = new();
    private TimeSpan _due = First;
    private bool _drawn;

    /// <param name="output">Whether a line is wanted.</param>
    /// <param name="impact">Where the grid figure comes from; looked up when the line is first shown.</param>
    /// <param name="alone">Whether nothing else writes to the terminal: the command does, if its standard output is one.</param>
    internal Progress(OutputRequest output, ImpactRequest impact, bool alone)
    {
        _grid = new(() => ImpactModel.Shipped.TryResolve(impact, out ImpactFactors? factors, out _) ? factors.Grid.Intensity : default);
        _output = output;
        _unicode = !output.Ascii;
        _terminal = Terminal.IsTerminal(StandardStream.Error) && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
        _shown = output.Progress && output.Quiet == 0 && alone && _terminal;
        _told = output.Quiet == 0 && output.Json is not { Wanted: true, File: null };
    }

    /// <summary>Redraws the line when it is time.</summary>
    internal void Update(in LiveFigures figures)
    {
        if (_waiting.Count > 0) Flush();
        if (!_shown || figures.Elapsed < _due || !Terminal.IsInForeground(StandardStream.Error)) return;
        _due = figures.Elapsed + Step;

        // A program that has taken the terminal over for itself (an editor, a pager) must not be drawn into.
        if (!Terminal.IsInLineMode(StandardStream.Error)) return;
        _error.Write($"{Erase}{ProgressLine.Render(figures.Elapsed, figures.Power, figures.Energy, figures.Energy * _grid.Value, _unicode)}");
        _error.Flush();
        _drawn = true;
    }

    /// <summary>Says something while the run goes on, on a line of its own; once the terminal can be written to, where a program has taken it over. Not where few words are wanted, or JSON.</summary>
    internal void Say(Note note)
    {
        if (!_told) return;
        _waiting.Enqueue(note);
        Flush();
    }

    private void Flush()
    {
        if (Terminal.IsTerminal(StandardStream.Error) && !(Terminal.IsInForeground(StandardStream.Error) && Terminal.IsInLineMode(StandardStream.Error))) return;

        // What the command has left of a line, or this has drawn, would be in front of it.
        if (_terminal) _error.Write(Erase);
        _drawn = false;
        while (_waiting.TryDequeue(out Note? note)) Summary.WriteWarning(_error, note, Display.Style(_output.Color, _output.Ascii));
        _error.Flush();
    }

    public void Dispose()
    {
        if (_drawn) _error.Write(Erase);
        _drawn = false;
        _error.Dispose();
    }
}
