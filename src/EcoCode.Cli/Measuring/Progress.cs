using EcoCode.Cli.Interop;
using EcoCode.Cli.Streams;
using EcoCode.Impact;
using EcoCode.Ledger;
using EcoCode.Metering;
using EcoCode.Processes;
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

    /// <summary>Tells whether the command has begun a line and not ended it, where that is known.</summary>
    internal Func<bool>? InLine { get; set; }

    /// <summary>Redraws the line when it is time.</summary>
    /// <param name="figures">How it is going.</param>
    /// <param name="forecast">How it will end, or null.</param>
    internal void Update(in LiveFigures figures, RunForecast? forecast = null)
    {
        if (_waiting.Count > 0) Flush();
        if (!_shown || figures.Elapsed < _due || !Terminal.IsInForeground(StandardStream.Error)) return;
        _due = figures.Elapsed + Step;

        // A program that has taken the terminal over for itself (an editor, a pager) must not be drawn into.
        if (!Terminal.IsInLineMode(StandardStream.Error)) return;
        _error.Write($"{Erase}{ProgressLine.Render(figures.Elapsed, figures.Power, figures.Energy, figures.Energy * _grid.Value, _unicode)}{(forecast is null ? "" : "  " + Text(ForecastText.Remaining(forecast, figures.Elapsed)))}");
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

    /// <summary>Says in a line what is expected, where no line of progress does.</summary>
    internal void Announce(RunForecast forecast, DateTimeOffset end)
    {
        if (!_told || _shown || !CanWrite) return;
        _error.Write($"{LineStart}{ForecastText.Line(forecast, end, _unicode)}\n");
        _error.Flush();
    }

    /// <summary>Clears away what the command has left of a line, or this has drawn, which would be in front of what is said.</summary>
    private string LineStart => _terminal ? Erase : InLine?.Invoke() == true ? "\n" : "";

    /// <summary>Whether nobody else has taken the terminal over.</summary>
    private static bool CanWrite
        => !Terminal.IsTerminal(StandardStream.Error) || (Terminal.IsInForeground(StandardStream.Error) && Terminal.IsInLineMode(StandardStream.Error));

    private string Text(string text) => _unicode ? text : text.Replace('±', '~');

    private void Flush()
    {
        if (!CanWrite) return;

        _error.Write(LineStart);
        _drawn = false;
        while (_waiting.TryDequeue(out Note? note)) Summary.WriteWarning(_error, note, Display.Style(_output.Color, _output.Ascii));
        _error.Flush();
    }

    /// <summary>Clears its line away; else ends the one that the command has begun, or the terminal by its echo of a key (^C), where more is about to be said.</summary>
    /// <param name="toldBy">The signal that asked to end, or 0.</param>
    internal void End(int toldBy)
    {
        bool begun = InLine?.Invoke() == true || (_terminal && toldBy is (Signals.Interrupt or Signals.Quit));
        bool more = _output.Quiet < 2 && _output.Json is not { Wanted: true, File: not null };
        if (!_drawn && begun && more) _error.Write("\n");
        Clear();
    }

    public void Dispose()
    {
        Clear();
        _error.Dispose();
    }

    private void Clear()
    {
        if (_drawn) _error.Write(Erase);
        _drawn = false;
        _error.Flush();
    }
}
