namespace EcoCode.Telemetry.Otlp;

/// <summary>Whose shares of the energy are told of, in the order of <see cref="OtlpInstruments.OfShares"/>.</summary>
internal enum ShareKind
{
    Process,
    Tree,
    User,
    Unit,
    Container,
    Pod,
    Job,
}
