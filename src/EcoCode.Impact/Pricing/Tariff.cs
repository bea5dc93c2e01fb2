using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>The price that is paid, and whose it is.</summary>
/// <param name="Price">Per kWh of facility energy.</param>
/// <param name="Source"><c>given</c>, or the table's source, zone, kind of consumer and period in words.</param>
public sealed record Tariff(Price Price, string Source);
