using EcoCode.Cli.Interop;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;
using EcoCode.Report.Plans;

namespace EcoCode.Cli.Planning;

/// <summary>Tells on standard error what is waited for: on a terminal one line that counts down and is gone at the end, elsewhere one line in all.</summary>
internal sealed class WaitLine : IDisposable
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10), Fast = TimeSpan.FromSeconds(1), Near = TimeSpan.FromMinutes(2);

    private readonly StreamWriter _error = StandardStream.Writer(StandardStream.Error);
    private readonly bool _unicode;
    private readonly bool _shown;
    private readonly bool _redraws;
    private string? _last;

    internal WaitLine(OutputRequest output)
    {
        _unicode = Display.Style(output.Color, output.Ascii).Unicode;
        _shown = output.Quiet == 0 && output.Json is not { Wanted: true, File: null };
        _redraws = output.Progress && Terminal.IsTerminal(StandardStream.Error) && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
    }

    /// <summary>Shows what is waited for, where there is anything new to show.</summary>
    /// <param name="text">What is waited for.</param>
    /// <param name="left">How long is left.</param>
    /// <returns>How soon there will be something new.</returns>
    internal TimeSpan Wait(string text, TimeSpan left)
    {
        if (!_shown) return TimeSpan.MaxValue;
        if (_redraws)
        {
            if (!Terminal.IsInForeground(StandardStream.Error)) return Slow;
            int columns = Terminal.Columns(StandardStream.Error) ?? WaitText.Widest;
            _error.Write("\r\u001b[K" + WaitText.Line($"{WaitText.Left(left)} left: {text}", columns - 1, _unicode));
            _error.Flush();
            _last = text;
            return left < Near ? Fast : Slow;
        }

        if (text != _last) Say(text);
        _last = text;
        return TimeSpan.MaxValue;
    }

    /// <summary>Says something that stays.</summary>
    internal void Say(string text)
    {
        if (!_shown) return;
        Clear();
        _error.Write(WaitText.Line(text, WaitText.Widest, _unicode) + "\n");
        _error.Flush();
    }

    public void Dispose()
    {
        Clear();
        _error.Dispose();
    }

    private void Clear()
    {
        if (_redraws && _last is not null) _error.Write("\r\u001b[K");
        _last = null;
    }
}
