using System.Text.Json;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Impact;
using EcoCode.Impact.Course;
using EcoCode.Ledger;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Store;
using EcoCode.Metering.Windows;
using EcoCode.Quantities;
using EcoCode.Telemetry.Local;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Cli.Local;

/// <summary>Makes the answers, from what is settled. Used by the thread that ticks.</summary>
/// <param name="subject">The run.</param>
/// <param name="brokeOff">Where an earlier run of the same process broke off, what must be said of all that began before this one.</param>
internal sealed class RunAnswers(LocalSubject subject, Note? brokeOff)
{
    /// <summary>By what energy is judged changes when it is found out where the machine is, or a live provider answers.</summary>
    private static readonly TimeSpan FactorsFor = TimeSpan.FromSeconds(10);

    private readonly RunProgress _progress = new(subject);
    private ImpactFactors? _factors;
    private long _factorsAt;

    /// <summary>What the program foretells of itself; for any thread.</summary>
    internal RunPrediction? Prediction => _progress.Row;

    private WindowLog Windows => subject.Meter.Windows;

    /// <summary>Answers one request.</summary>
    internal void Give(RunRequest request)
    {
        switch (request.Body)
        {
            case BeginRequest begin:
                Begin(request, begin);
                break;
            case WindowRequest window when request.Call.Operation == "end":
                Tell(request.Call, Windows.End(window.Window!.Value, request.At, request.Call.Peer.Pid), window.Window);
                break;
            case WindowRequest window:
                Tell(request.Call, Windows.Read(window.Window, request.Call.Peer.Pid), window.Window);
                break;
            case MarksRequest marks:
                Mark(request.Call, marks);
                break;
            case LogRequest log:
                Log(request.Call, log);
                break;
            case ProgressRequest progress:
                request.Call.Answer(_progress.Take(progress, Factors), LocalJson.Default.LocalPrediction!);
                break;
            default:
                Record(request.Call);
                break;
        }
    }

    /// <summary>The whole run so far, as JSON in one line.</summary>
    internal byte[] ReadAll() => Factors is null ? "null"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(ResultOf(Windows.Read(null, 0)!), LocalJson.Default.LocalResult);

    /// <summary>Answers with the end of the run.</summary>
    internal void Finish(LocalCall call, RunRecord record)
    {
        if (Factors is null)
        {
            call.Refuse(LocalProblems.NotTold("what the run amounts to can't be told; its record has the energy"));
            return;
        }

        LocalResult result = ResultOf(Windows.Read(null, call.Peer.Pid)!);
        call.Answer(result with { RunId = record.Run.Id, Warnings = record.Warnings }, LocalJson.Default.LocalResult);
    }

    private void Begin(RunRequest request, BeginRequest begin)
    {
        if (Windows.Open >= WindowLog.MostOpen)
        {
            request.Call.Refuse(LocalProblems.TooManyWindows(WindowLog.MostOpen));
            return;
        }

        int window = Windows.Begin(begin.Name!, request.At, request.Call.Peer.Pid);
        request.Call.Answer(new BeginResult(window, MonotonicTime.Nanoseconds(Windows.BeginOf(window)!.Value, subject.Time)), LocalJson.Default.BeginResult);
    }

    private void Tell(LocalCall call, WindowFigures? figures, int? window)
    {
        if (figures is null) call.Refuse(LocalProblems.NoSuchWindow(window!.Value));
        else if (Factors is null) call.Refuse(LocalProblems.NotTold("what the window amounts to can't be told; its energy is kept"));
        else call.Answer(ResultOf(figures), LocalJson.Default.LocalResult);
    }

    private void Mark(LocalCall call, MarksRequest marks)
    {
        long[] moments = [.. marks.AtNs!.Select(moment => MonotonicTime.Timestamp(moment, subject.Time))];
        if (Windows.TryMark(marks.Name!, moments, out IReadOnlyList<Energy> energies, marks.Anew)) call.Answer(new MarksResult(marks.Name!, energies.Count, energies), LocalJson.Default.MarksResult);
        else call.Refuse(LocalProblems.WrongValue("at_ns", "moments in ascending order, none before those of the same name that were told"));
    }

    private void Log(LocalCall call, LogRequest log)
    {
        int taken = 0;
        foreach ((string name, double value) in log.Metrics!)
        {
            if (subject.Meter.Metrics.TryAdd(name, value)) taken++;
        }

        call.Answer(new LogResult(taken), LocalJson.Default.LogResult);
    }

    private void Record(LocalCall call)
    {
        if (subject.Compose(subject.Meter.Freeze()) is not { } record)
        {
            call.Refuse(LocalProblems.NotTold("there is no record of the run yet"));
            return;
        }

        using var buffer = new MemoryStream();
        RunJson.WriteLine(buffer, record);
        call.Answer(buffer.GetBuffer().AsMemory(0, (int)buffer.Length - 1));
    }

    /// <summary>The run so far as OpenMetrics text; null where there is no record yet.</summary>
    internal byte[]? Metrics()
    {
        if (subject.Compose(subject.Meter.Freeze()) is not { } record) return null;
        using var buffer = new MemoryStream();
        RunExport.Write(buffer, ExportFormat.OpenMetrics, default, [new StoredRun { Record = record, State = RunState.Running, Parts = [], Samples = [] }], many: false);
        return buffer.ToArray();
    }

    private LocalResult ResultOf(WindowFigures figures)
    {
        ImpactCourse? course = subject.Times.Read();
        LocalResult result = WindowComposition.Of(figures, Factors!, course, subject.Started, Windows.Begun, subject.Instruments.Machine.Cpu.Processors, subject.Time);
        return result with
        {
            RunId = figures.Window is null ? subject.Id : null,
            Name = figures.Window is null ? subject.Name : figures.Name,
            Budgets = subject.Guard is { } guard ? [.. guard.Rows.Select(Budget)] : [],
            Prediction = _progress.Latest,
            Metrics = Told(),
            Warnings = [.. brokeOff is not null && (figures.Window is null || figures.Unmeasured > TimeSpan.Zero) ? [brokeOff] : Array.Empty<Note>(), .. subject.Guard?.Notes ?? [], .. subject.Instruments.Catalogue.Notes, .. result.Warnings],
        };
    }

    private static LocalBudget Budget(RunBudget row)
    {
        double share = row.Used / row.Limit;
        string state = row.ReachedAtS is not null ? "reached" : share >= Metering.Budgets.BudgetWatch.NearLimit ? "near" : "within";
        return new LocalBudget(row.Kind, BudgetNotes.Limit(row), row.Unit, row.Used, row.Limit, share, state, row.Action);
    }

    private Dictionary<string, LocalMetric>? Told()
    {
        IReadOnlyList<MetricFigures> all = subject.Meter.Metrics.Read();
        if (all.Count == 0) return null;
        double joules = subject.Meter.Latest.Energy.Joules;
        var metrics = new Dictionary<string, LocalMetric>();
        foreach (MetricFigures metric in all)
        {
            metrics[metric.Name] = new LocalMetric(metric.Last, metric.Sum, metric.Least, metric.Most, metric.Count, metric.Sum > 0 ? joules / metric.Sum : null);
        }

        return metrics;
    }

    private ImpactFactors? Factors
    {
        get
        {
            if (_factors is not null && subject.Time.GetElapsedTime(_factorsAt) < FactorsFor) return _factors;
            _factorsAt = subject.Time.GetTimestamp();
            ImpactRequest impact = Judgement.Of(subject.Request, subject.Instruments, subject.Meter.Result(), subject.Times.Place);
            if (Judgement.TryResolve(impact, subject.Times.Read(), out ImpactFactors? found, out _)) _factors = found;
            return _factors;
        }
    }
}
