namespace EcoCode.Report;

/// <summary>What the place that a text is written to can show.</summary>
public sealed record SummaryStyle
{
    /// <summary>The least width that is laid out for; a narrower <see cref="Width"/> counts as this.</summary>
    public const int LeastWidth = 20;

    /// <summary>Whether SGR escape sequences may be written. Meaning never hangs on colour.</summary>
    public bool Color { get; init; }

    /// <summary>Whether characters beyond ASCII may be written; without, marks become letters, and what can't be spelled a <c>?</c>.</summary>
    public bool Unicode { get; init; } = true;

    /// <summary>Whether it is a terminal; bars in logs and mails are drawn in <c>#</c>, which every font has.</summary>
    public bool Terminal { get; init; }

    /// <summary>The most cells that a line may take.</summary>
    public int Width { get; init; } = 100;
}
