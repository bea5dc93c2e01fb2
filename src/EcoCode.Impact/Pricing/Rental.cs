using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>What renting the machine costs, whatever it uses.</summary>
/// <param name="PerHour">For all of it, for an hour.</param>
/// <param name="Currency">ISO 4217 code; it need not be that of the electricity.</param>
/// <param name="Source"><c>given</c>.</param>
public sealed record Rental(decimal PerHour, string Currency, string Source)
{
    /// <summary>What a time costs, by the second: how a provider rounds is not known.</summary>
    public Money Of(TimeSpan duration) => new(PerHour * duration.Ticks / TimeSpan.TicksPerHour, Currency);
}
