using EcoCode.Agent.Sampling;
using EcoCode.Processes.Linux;
using EcoCode.Telemetry;

namespace EcoCode.Agent.Scraping;

/// <summary>What the agent has to tell of itself: what it uses, how its ticks come, who has asked.</summary>
/// <param name="measurement">Its ticks.</param>
/// <param name="count">Its scrapes.</param>
/// <param name="time">The clock.</param>
public sealed class OwnAccount(Measurement measurement, ScrapeCount count, TimeProvider time)
{
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly int _mostFiles = DescriptorLimit.Soft is > 0 and < int.MaxValue ? (int)DescriptorLimit.Soft : 0;

    /// <summary>The agent's version: <c>0.1.0</c>.</summary>
    public static string Version { get; } = typeof(OwnAccount).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "";

    /// <summary>How pushing goes; <c>null</c> where nothing is pushed.</summary>
    public Func<PushReading?>? Push { get; set; }

    /// <summary>What there is to tell now.</summary>
    public SelfReading Read()
    {
        Pace pace = measurement.Pace;
        return new SelfReading
        {
            Version = Version,
            Started = _started,
            CpuTime = OwnUse.CpuTime,
            ResidentBytes = OwnUse.ResidentBytes,
            OpenFiles = OwnUse.OpenFiles,
            MostFiles = _mostFiles > 0 ? _mostFiles : null,
            Ticks = measurement.Latest?.Number ?? 0,
            LateTicks = pace.Late,
            SinceTick = pace.Since,
            AskedInterval = measurement.Interval,
            Interval = pace.Interval,
            Overhead = pace.Overhead,
            OverheadBudget = measurement.Budget,
            Scrapes = count.Scrapes,
            ScrapeTime = count.Time,
            Refused = count.Refused,
            Push = Push?.Invoke(),
        };
    }
}
