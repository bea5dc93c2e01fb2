using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>A row of data/electricity-price.csv.</summary>
internal sealed record PriceRow(string Zone, string Consumer, Price Price, string Period, string Note, string Source);
