namespace EcoCode.Ledger;

/// <summary>One of the things that a run costs, in its own currency: nothing is converted, and none contains another.</summary>
/// <param name="Of"><c>electricity</c> or <c>rental</c>.</param>
/// <param name="Amount">In the currency's main unit.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Price">The price that was applied, of one <paramref name="Per"/>.</param>
/// <param name="Per"><c>kWh</c> or <c>h</c>.</param>
/// <param name="Source">Where the price is from.</param>
public sealed record RunCostPart(string Of, decimal Amount, string Currency, decimal Price, string Per, string Source)
{
    /// <summary><see cref="Of"/> of what the machine's owner charges for the time.</summary>
    public const string Rental = "rental";

    /// <summary><see cref="Of"/> of the facility's energy.</summary>
    public const string Electricity = "electricity";
}
