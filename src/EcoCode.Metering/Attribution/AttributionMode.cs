namespace EcoCode.Metering.Attribution;

/// <summary>Who bears the power that a machine draws while it does nothing. See docs/attribution.md.</summary>
public enum AttributionMode
{
    /// <summary>Whoever ran: shares of the CPU time that was used.</summary>
    Busy,

    /// <summary>Nobody: shares of the CPU time that there was.</summary>
    Capacity,

    /// <summary>Nobody, and only what is above a baseline is shared, by the CPU time that was used.</summary>
    Marginal,
}
