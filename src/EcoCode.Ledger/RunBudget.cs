namespace EcoCode.Ledger;

/// <summary>A limit that the run was to keep to.</summary>
/// <param name="Kind"><c>energy</c>, <c>co2e</c>, <c>cost</c> or <c>time</c>.</param>
/// <param name="Limit">The most, in the unit.</param>
/// <param name="Used">What was used at the end of the run, in the unit.</param>
/// <param name="Unit"><c>J</c>, <c>g</c>, <c>s</c>, or the currency's ISO 4217 code.</param>
/// <param name="ReachedAtS">When it was found used up, s after the start; <c>null</c> when it was not.</param>
/// <param name="Action">What was done then: <c>warn</c>, <c>stop</c>, <c>kill</c> (it did not end when asked), <c>signal:SIGUSR1</c>; <c>null</c> when it was not used up.</param>
public sealed record RunBudget(string Kind, double Limit, double Used, string Unit, double? ReachedAtS, string? Action);
