namespace EcoCode.Cli.Tests.Measuring;

/// <summary>A clock on the wall that is moved by hand.</summary>
internal sealed class HandClock(DateTimeOffset now) : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
