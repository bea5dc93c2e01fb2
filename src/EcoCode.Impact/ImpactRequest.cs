using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>What a user said about place, price and machine; what was left out is <c>null</c>.</summary>
public sealed record ImpactRequest
{
    /// <summary>Zone code, country, state or cloud region, as typed; <c>null</c> takes the world average and never looks anything up elsewhere.</summary>
    public string? Zone { get; init; }

    /// <summary>How the zone was found out, or why it was not, where the user named none; it is said in place of "no zone is set".</summary>
    public Note? PlaceNote { get; init; }

    public GridBasis Basis { get; init; } = GridBasis.Lifecycle;

    /// <summary>Power usage effectiveness, 1 to 10.</summary>
    public double? Pue { get; init; }

    /// <summary>Amount and ISO 4217 code per kWh, as typed: <c>0.31EUR</c>, <c>0.31 EUR/kWh</c>.</summary>
    public string? Price { get; init; }

    /// <summary>Prices that go by the time; <see cref="Price"/>, if it is given too, then holds where these have none.</summary>
    public ITimedPrice? Prices { get; init; }

    /// <summary>What renting the machine costs, as typed: <c>1.20USD/h</c>.</summary>
    public string? InstancePrice { get; init; }

    /// <summary>ISO 4217 code in which a cost is wanted. Nothing is converted: a price in another currency is not used.</summary>
    public string? Currency { get; init; }

    /// <summary>What the machine is; <c>null</c> leaves the embodied share out.</summary>
    public MachineKind? Machine { get; init; }

    /// <summary>vCPUs of a <see cref="MachineKind.VirtualMachine"/>; <c>null</c> leaves its embodied share out.</summary>
    public int? VCpus { get; init; }

    /// <summary>Processor packages of a <see cref="MachineKind.Server"/>; with <see cref="MemoryBytes"/> its making is told by component.</summary>
    public int? Sockets { get; init; }

    /// <summary>Memory of a <see cref="MachineKind.Server"/>.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Product names of the GPU boards in it, each as often or as seldom as one likes.</summary>
    public IReadOnlyCollection<string> Gpus { get; init; } = [];
}
