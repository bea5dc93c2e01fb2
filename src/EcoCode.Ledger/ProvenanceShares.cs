namespace EcoCode.Ledger;

/// <summary>Shares of the total's energy by how it was got; they sum to 1 (all 0 when there is no energy).</summary>
public sealed record ProvenanceShares(double Measured, double Apportioned, double Modelled);
