namespace EcoCode.Telemetry.Local.Messages;

/// <summary>A limit of the run, and how much of it is used.</summary>
/// <param name="Kind"><c>energy</c>, <c>co2e</c>, <c>cost</c> or <c>time</c>.</param>
/// <param name="Spec">The limit for people: <c>2.00 kWh</c>.</param>
/// <param name="Unit"><c>J</c>, <c>g</c>, <c>s</c>, or the currency's code.</param>
/// <param name="Used">In the unit.</param>
/// <param name="Limit">In the unit.</param>
/// <param name="Share">The used part: 1 is all.</param>
/// <param name="State"><c>within</c>, <c>near</c> (from 80 % on) or <c>reached</c>.</param>
/// <param name="Action">What was done when it was reached; <c>null</c> while it is not.</param>
public sealed record LocalBudget(string Kind, string Spec, string Unit, double Used, double Limit, double Share, string State, string? Action);
