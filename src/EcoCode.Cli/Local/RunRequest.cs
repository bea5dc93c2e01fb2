using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;
using EcoCode.Telemetry.Local;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Cli.Local;

/// <summary>A request of which all is known but the meter's figures.</summary>
internal sealed class RunRequest
{
    private const int LongestName = 200, MostMarks = 4000, MostMetrics = 1000;

    private RunRequest(LocalCall call, object body, long needs, long at) => (Call, Body, Needs, At) = (call, body, needs, at);

    internal LocalCall Call { get; }

    /// <summary>What it says.</summary>
    internal object Body { get; }

    /// <summary>It can be answered once this moment is settled.</summary>
    internal long Needs { get; }

    /// <summary>The moment that it is about, as a time stamp; <see cref="long.MaxValue"/> is the settlement by which it is answered.</summary>
    internal long At { get; }

    /// <summary>Reads a request; one that is wrong is answered.</summary>
    internal static bool TryMake(LocalCall call, TimeProvider time, [NotNullWhen(true)] out RunRequest? request)
    {
        long now = time.GetTimestamp();
        request = call.Operation switch
        {
            "begin" => call.TryRead(LocalJson.Default.BeginRequest, out BeginRequest? begin) && IsRight(call, Wrong(begin)) ? At_(call, begin, begin.AtNs) : null,
            "end" => call.TryRead(LocalJson.Default.WindowRequest, out WindowRequest? end) && IsRight(call, Wrong(end)) ? At_(call, end, end.AtNs) : null,
            "read" => call.TryRead(LocalJson.Default.WindowRequest, out WindowRequest? read) ? At_(call, read, null) : null,
            "marks" => call.TryRead(LocalJson.Default.MarksRequest, out MarksRequest? marks) && IsRight(call, Wrong(marks)) ? At_(call, marks, marks.AtNs!.Count == 0 ? 0 : marks.AtNs[^1]) : null,
            "log" => call.TryRead(LocalJson.Default.LogRequest, out LogRequest? log) && IsRight(call, Wrong(log)) ? At_(call, log, 0) : null,
            "progress" => call.TryRead(LocalJson.Default.ProgressRequest, out ProgressRequest? progress) && IsRight(call, Wrong(progress)) ? At_(call, progress, null) : null,
            _ => At_(call, call, null),
        };
        return request is not null;

        RunRequest At_(LocalCall of, object body, long? nanoseconds)
        {
            // One that lies ahead is put at now.
            long at = nanoseconds is { } told ? Math.Min(now, MonotonicTime.Timestamp(told, time)) : long.MaxValue;
            return new RunRequest(of, body, Math.Min(now, at), at);
        }
    }

    private static bool IsRight(LocalCall call, Note? wrong)
    {
        if (wrong is not null) call.Refuse(wrong);
        return wrong is null;
    }

    private static Note? Wrong(BeginRequest begin)
    {
        if (!IsName(begin.Name)) return WrongName();
        if (begin.Scope is not (null or "tree")) return LocalProblems.WrongValue("scope", "`tree`, or left out: a window of a run is of all that is measured");
        return WrongMoment(begin.AtNs);
    }

    private static Note? Wrong(WindowRequest end) => end.Window is null ? LocalProblems.WrongValue("window", "the number that `begin` gave") : WrongMoment(end.AtNs);

    private static Note? Wrong(MarksRequest marks)
    {
        if (!IsName(marks.Name)) return WrongName();
        if (marks.AtNs is not { Count: <= MostMarks } moments) return LocalProblems.WrongValue("at_ns", "a list of at most 4000 moments");
        for (int i = 0; i < moments.Count; i++)
        {
            if (moments[i] < 0 || (i > 0 && moments[i] < moments[i - 1])) return LocalProblems.WrongValue("at_ns", "moments in ascending order, none before those of the same name that were told");
        }

        return null;
    }

    private static Note? Wrong(LogRequest log)
    {
        if (log.Metrics is not { Count: <= MostMetrics } metrics) return LocalProblems.WrongValue("metrics", "an object of at most 1000 figures");
        foreach ((string name, double value) in metrics)
        {
            if (!IsName(name)) return WrongName();
            if (!double.IsFinite(value)) return LocalProblems.WrongValue($"metrics.{name}", "a finite number");
        }

        return null;
    }

    private static Note? Wrong(ProgressRequest progress)
        => progress is { Done: >= 0, Total: > 0 and <= 1e12 } && progress.Done <= progress.Total ? null : LocalProblems.WrongValue("done", "from 0 to `total`, which is more than 0");

    private static Note? WrongMoment(long? nanoseconds) => nanoseconds < 0 ? LocalProblems.WrongValue("at_ns", "nanoseconds of CLOCK_MONOTONIC") : null;

    private static bool IsName(string? name) => name is { Length: > 0 and <= LongestName };

    private static Note WrongName() => LocalProblems.WrongValue("name", "1 to 200 characters");
}
