namespace EcoCode.Impact;

/// <summary>What a user said about place, price and machine; what was left out is <c>null</c>.</summary>
public sealed record ImpactRequest
{
    /// <summary>Zone code, country, state or cloud region, as typed; <c>null</c> takes the world average and never looks anything up elsewhere.</summary>
    public string? Zone { get; init; }

    public GridBasis Basis { get; init; } = GridBasis.Lifecycle;

    /// <summary>Power usage effectiveness, 1 to 10.</summary>
    public double? Pue { get; init; }

    /// <summary>Amount and ISO 4217 code per kWh, as typed: <c>0.31EUR</c>, <c>0.31 EUR/kWh</c>.</summary>
    public string? Price { get; init; }

    /// <summary>ISO 4217 code in which a cost is wanted. Nothing is converted: a price in another currency is not used.</summary>
    public string? Currency { get; init; }

    /// <summary>What the machine is; <c>null</c> leaves the embodied share out.</summary>
    public MachineKind? Machine { get; init; }

    /// <summary>vCPUs of a <see cref="MachineKind.VirtualMachine"/>; <c>null</c> leaves its embodied share out.</summary>
    public int? VCpus { get; init; }
}
