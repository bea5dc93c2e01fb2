namespace EcoCode.Impact.Live;

/// <summary>What a grid's intensity is about. A total holds one kind only; the two are never mixed.</summary>
public enum SignalKind
{
    /// <summary>Of all generation that feeds the zone: what a share of the zone's consumption emits.</summary>
    Average,

    /// <summary>Of the plants that follow a change of demand: what using more or less at that moment changes.</summary>
    Marginal,
}
