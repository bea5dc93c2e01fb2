namespace EcoCode.Quantities;

/// <summary>How a figure was got. Ordered: later is less sure.</summary>
public enum Provenance
{
    /// <summary>Read from a sensor of that very thing.</summary>
    Measured,

    /// <summary>A measured whole, shared out.</summary>
    Apportioned,

    /// <summary>An estimate.</summary>
    Modelled,
}
