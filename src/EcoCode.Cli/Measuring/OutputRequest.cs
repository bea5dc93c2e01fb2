namespace EcoCode.Cli.Measuring;

/// <summary>What is to be shown, and where.</summary>
internal sealed record OutputRequest
{
    public required JsonTarget Json { get; init; }

    /// <summary>1 for one line, 2 for nothing but errors.</summary>
    public required int Quiet { get; init; }

    public required bool Verbose { get; init; }

    /// <summary><c>auto</c>, <c>always</c> or <c>never</c>.</summary>
    public required string Color { get; init; }

    public required bool Ascii { get; init; }

    public required bool Progress { get; init; }
}
