using EcoCode.Impact.Course;
using EcoCode.Ledger.Store;

namespace EcoCode.Cli.Keeping;

/// <summary>When a stored run used its energy.</summary>
internal static class RunCourses
{
    /// <summary>Made of its samples, in each of which energy is taken as used evenly; of a run without any, evenly over all of it.</summary>
    /// <remarks>Samples are by a clock that stands still while a machine is suspended, so what followed a suspension lies too early by its length.</remarks>
    internal static EnergyCourse Of(StoredRun run)
    {
        var course = new EnergyCourse();
        DateTimeOffset started = run.Record.Run.Started;
        foreach (RunSample sample in run.Samples)
        {
            DateTimeOffset from = started.AddSeconds(sample.OffsetS);
            course.Add(from, from.AddSeconds(sample.SpanS), sample.EnergyJ);
        }

        if (run.Samples.Count == 0) course.Add(started, started.AddSeconds(run.Record.Run.DurationS), run.Record.Total.EnergyJ);
        return course;
    }
}
