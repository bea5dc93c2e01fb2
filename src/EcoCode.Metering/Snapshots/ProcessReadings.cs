using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Processes;

namespace EcoCode.Metering.Snapshots;

/// <summary>Tells of all processes of a machine, and gives up those that ended a while ago.</summary>
internal sealed class ProcessReadings
{
    /// <summary>How long an ended process is told of.</summary>
    private static readonly TimeSpan EndedFor = TimeSpan.FromSeconds(30);

    /// <summary>Ended processes that are told of at most, twice as many for a moment; in a storm of short ones, those of most energy.</summary>
    private const int MostEnded = 500;

    private readonly TreeRoots _roots = new();

    /// <summary>Energy of all that were told of.</summary>
    internal EnergySplit Sum { get; private set; }

    /// <summary>What they gained since they were last told of.</summary>
    internal EnergySplit Gained { get; private set; }

    /// <summary>CPU time of all that were told of, over the interval.</summary>
    internal TimeSpan Busy { get; private set; }

    /// <summary>Tells of each, and adds what it gained to the totals of its groups.</summary>
    internal IReadOnlyList<ProcessReading> Read(Meter meter, GroupTotals groups, TimeSpan interval, DateTimeOffset now)
    {
        (Sum, Gained, Busy) = (default, default, default);
        _roots.Find(meter.Charges);
        var readings = new ProcessReading[meter.Charges.Count];
        for (int i = 0; i < readings.Length; i++)
        {
            Charge charge = meter.Charges[i];
            TimeSpan cpu = charge.Process.Before + charge.Settled;
            TimeSpan used = charge.Reading is { } last ? cpu - last.CpuTime : charge.Settled;
            EnergySplit gained = charge.Split - (charge.Reading?.Energy ?? default);
            groups.Add(charge.Process, charge.Root!, gained, used, charge.GpuMemory);
            readings[i] = charge.Reading = Read(charge, gained, cpu, used, interval, now);
            charge.GpuTimeTold = charge.GpuTime;
            Sum += charge.Split;
            Gained += gained;
            Busy += used;
        }

        return readings;
    }

    /// <summary>Notes how much memory each holds on GPUs now.</summary>
    internal static void TakeGpuMemory(Meter meter, List<GpuTrack> gpus)
    {
        if (gpus.Count == 0) return;
        for (int i = 0; i < meter.Charges.Count; i++) meter.Charges[i].GpuMemory = 0;
        foreach (GpuTrack gpu in gpus)
        {
            foreach (GpuUser user in gpu.Users)
            {
                if (user.Charge is { } charge) charge.GpuMemory += user.Memory;
            }
        }
    }

    /// <summary>Gives up the rows of processes that ended long enough ago. What they were charged stays in the sum of those without a row.</summary>
    internal static void Forget(Meter meter, DateTimeOffset now)
    {
        int ended = 0, expired = 0;
        for (int i = 0; i < meter.Charges.Count; i++)
        {
            if (meter.Charges[i].Reading?.Ended is not { } at) continue;
            ended++;
            if (IsOver(at, now)) expired++;
        }

        if (expired > 0 || ended > 2 * MostEnded) GiveUp(meter, now, ended - expired > 2 * MostEnded);
    }

    private static bool IsOver(DateTimeOffset ended, DateTimeOffset now) => (now - ended).Duration() >= EndedFor;

    /// <summary>Apart, because its closures would be allocated at every call.</summary>
    private static void GiveUp(Meter meter, DateTimeOffset now, bool tooMany)
    {
        HashSet<TreeProcess> over = [.. meter.Charges.Where(charge => charge.Reading?.Ended is { } at && IsOver(at, now)).Select(charge => charge.Process)];
        if (tooMany)
        {
            over.UnionWith(meter.Charges
                .Where(charge => charge.Reading?.Ended is not null && !over.Contains(charge.Process))
                .OrderByDescending(charge => charge.Energy)
                .Skip(MostEnded)
                .Select(charge => charge.Process));
        }

        meter.SumUp(over);
    }

    private static ProcessReading Read(Charge charge, EnergySplit gained, TimeSpan cpu, TimeSpan used, TimeSpan interval, DateTimeOffset now)
    {
        TreeProcess process = charge.Process;
        TimeSpan gpu = charge.GpuTime - charge.GpuTimeTold;
        if (charge.Reading is { } last && gained == default && used == TimeSpan.Zero && gpu == TimeSpan.Zero && IsAsBefore(last, charge)) return last;
        return new ProcessReading
        {
            Key = process.Key,
            Parent = process.ParentNow,
            Name = process.Name,
            UserId = process.UserId,
            User = process.User,
            Threads = process.Threads,
            State = process.State,
            CpuTime = cpu,
            ShortLived = process.ShortLived,
            Cores = interval > TimeSpan.Zero ? used / interval : 0,
            ResidentBytes = process.ResidentBytes,
            Energy = charge.Split,
            Power = gained / interval,
            GpuUse = interval > TimeSpan.Zero ? gpu / interval : 0,
            GpuMemoryBytes = charge.GpuMemory,
            Ended = process.Exited ? charge.Reading?.Ended ?? now : null,
            Group = process.Group,
        };
    }

    /// <summary>Whether nothing is to be told of a process that did nothing: then it did nothing in the interval before either.</summary>
    private static bool IsAsBefore(ProcessReading last, Charge charge)
    {
        TreeProcess process = charge.Process;
        return last.Cores == 0 && last.GpuUse == 0 && last.Power == default
            && last.Ended.HasValue == process.Exited && last.State == process.State
            && last.ResidentBytes == process.ResidentBytes && last.GpuMemoryBytes == charge.GpuMemory
            && last.Threads == process.Threads && last.Parent == process.ParentNow
            && last.UserId == process.UserId && last.ShortLived == process.ShortLived
            && ReferenceEquals(last.Name, process.Name) && ReferenceEquals(last.Group, process.Group);
    }
}
