using System.Diagnostics.CodeAnalysis;
using EcoCode.Impact;
using EcoCode.Ledger;
using EcoCode.Metering;
using EcoCode.Metering.Prediction;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring.Predicting;

/// <summary>Follows how far a command is, and foretells what it will have used at its end.</summary>
/// <remarks>Used by the thread that ticks, but for <see cref="Row"/> and <see cref="Notes"/>.</remarks>
internal sealed class Foresight : IDisposable
{
    /// <summary>A forecast is made anew so often at the most.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly ProgressSource _source;
    private readonly ImpactRequest _impact;
    private readonly TimeProvider _time;
    private readonly ProgressSight _sight = new();
    private readonly ErrorScanner? _scanner;
    private readonly ProgressFile? _file;
    private readonly StepLog _log = new();
    private readonly Lock _lock = new();
    private ImpactFactors? _factors;
    private TimeSpan _settledAt;
    private Energy _settled;
    private TimeSpan _due;
    private RunForecast? _first;
    private RunForecast? _latest;

    private Foresight(ProgressSource source, ProgressPattern? pattern, ImpactRequest impact, TimeProvider time)
    {
        (_source, _impact, _time) = (source, impact, time);
        if (pattern is not null)
        {
            _scanner = new ErrorScanner(pattern, _sight, time);
            Copy = ErrorCopy.Open(_scanner.See);
        }
        else _file = new ProgressFile(source.File!, _sight, time);
    }

    /// <summary>What stands between the command's standard error and this process's; null where nothing does.</summary>
    internal ErrorCopy? Copy { get; }

    /// <summary>Whether the command draws its own progress where EcoCode would.</summary>
    internal static bool CommandDraws(ProgressSource? source) => source?.Pattern is not null;

    /// <summary>The newest forecast; null while there is none.</summary>
    internal RunForecast? Latest => _latest;

    /// <summary>Begins, or says what is wrong with the source.</summary>
    internal static bool TryBegin(ProgressSource source, ImpactRequest impact, TimeProvider time, [NotNullWhen(true)] out Foresight? foresight, [NotNullWhen(false)] out Note? problem)
    {
        foresight = null;
        ProgressPattern? pattern = null;
        problem = null;
        if (source.Pattern is { } text && !ProgressPattern.TryMake(text, out pattern, out problem)) return false;
        foresight = new Foresight(source, pattern, impact, time);
        return true;
    }

    /// <summary>Says what is wrong with the source, if anything is.</summary>
    internal static Note? Check(ProgressSource source) => source.Pattern is { } text && !ProgressPattern.TryMake(text, out _, out Note? problem) ? problem : null;

    /// <summary>Takes what was seen since the last tick. True when there is a forecast for the first time.</summary>
    internal bool Tick(Meter meter) => Tick(meter, meter.Begun + (long)(meter.Latest.Elapsed.TotalSeconds * _time.TimestampFrequency));

    private bool Tick(Meter meter, long until)
    {
        LiveFigures now = meter.Latest;
        if (now.Elapsed <= _settledAt) return false;
        bool moved = _sight.TryTake(until, out long step, out long of, out long timestamp);
        if (moved)
        {
            TimeSpan at = _time.GetElapsedTime(meter.Begun, Math.Max(meter.Begun, timestamp));
            if (at > now.Elapsed) at = now.Elapsed;
            lock (_lock) _log.Add(new StepMark(step, of, at, EnergyAt(at, now)));
        }

        (_settledAt, _settled) = (now.Elapsed, now.Energy);
        if (!moved || now.Elapsed < _due) return false;
        Forecast? forecast;
        lock (_lock) forecast = _log.Expect();
        if (forecast is null) return false;
        _due = now.Elapsed + Step;
        bool isFirst = _first is null;
        _latest = Shown(forecast, now.Elapsed);
        _first ??= _latest;
        return isFirst;
    }

    /// <summary>What is kept of it.</summary>
    /// <param name="end">The figures of the end; null while the run goes on.</param>
    internal RunPrediction Row(LiveFigures? end)
    {
        lock (_lock)
        {
            RunForecast? first = _first;
            return new RunPrediction
            {
                Source = _source.Pattern is not null ? "stderr" : "file",
                Steps = _log.Last?.Step ?? 0,
                Of = _log.Last?.Of ?? 0,
                Passes = _log.Passes,
                First = first,
                EnergyErrorRatio = Error(first?.EnergyJ, end?.Energy.Joules),
                DurationErrorRatio = Error(first?.DurationS, end?.Elapsed.TotalSeconds),
            };
        }
    }

    /// <summary>What must be said of it at the end.</summary>
    internal IReadOnlyList<Note> Notes
    {
        get
        {
            lock (_lock)
            {
                if (_log.Last is not null) return [];
            }

            return _source.File is { } file
                ? [new Note("ECO2111", $"no progress was found in `{file}`", "its last line is to be `37/100`, or `{\"step\": 37, \"of\": 100}`")]
                : [new Note("ECO2112", "no progress was found in what the command wrote to standard error", @"`--progress-from 'step (?<step>\d+) of (?<of>\d+)'` says what to look for")];
        }
    }

    /// <summary>Hands on what the command still wrote to standard error, and takes the last of its progress.</summary>
    internal void Finish(Meter meter)
    {
        Copy?.Finish();
        _scanner?.Finish();
        _file?.Look();
        _ = Tick(meter, long.MaxValue);
    }

    public void Dispose()
    {
        Copy?.Dispose();
        _scanner?.Dispose();
        _file?.Dispose();
    }

    private static double? Error(double? foretold, double? truth) => foretold is { } expected && truth is > 0 and var real ? (expected / real) - 1 : null;

    /// <summary>On the straight line between the settlements around it.</summary>
    private Energy EnergyAt(TimeSpan at, in LiveFigures now)
    {
        if (at <= _settledAt) return _settled;
        double part = (at - _settledAt) / (now.Elapsed - _settledAt);
        return _settled + Energy.FromMicrojoules((long)((now.Energy - _settled).Microjoules * part));
    }

    private RunForecast Shown(Forecast forecast, TimeSpan at)
    {
        if (_factors is null) _ = ImpactModel.Shipped.TryResolve(_impact, out _factors, out _);
        return ForecastRow.Of(forecast, at, _factors);
    }
}
