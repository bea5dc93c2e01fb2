namespace EcoCode.Impact.Live;

/// <summary>What a grid's intensity is like beside what it was lately.</summary>
public enum GridLevel
{
    /// <summary>It is not known what it was.</summary>
    Unknown,

    /// <summary>Less than in three quarters of the time.</summary>
    Clean,

    /// <summary>As usual.</summary>
    Usual,

    /// <summary>More than in three quarters of the time.</summary>
    Dirty,
}
