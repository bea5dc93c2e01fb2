using System.Globalization;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Tui.View;

/// <summary>Figures as people read them.</summary>
internal static class Figures
{
    internal static string Watts(double watts) => Scale.Watts(Power.FromWatts(watts));

    internal static string Energy(Energy energy, bool joules) => joules ? Scale.Joules(energy) : Scale.WattHours(energy);

    internal static string Grams(double grams) => Scale.Grams(Carbon.FromGrams(grams));

    /// <summary>For a column: without its currency, which stands elsewhere, and with as many decimals in every row.</summary>
    internal static string Cost(double cost) => cost switch
    {
        0 => "0",
        < 0.0005 => "<0.001",
        _ => cost.ToString(cost < 9.9995 ? "0.000" : "0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>With its currency; empty where there is no price.</summary>
    internal static string Cost(double? cost, string currency) => cost is { } known ? Scale.Money(new Money((decimal)known, currency)) : "";

    /// <summary>Hundredths of a processor or a GPU, without a sign: <c>432</c>, <c>0.4</c>; empty for nothing.</summary>
    internal static string Percent(double share) => share switch
    {
        <= 0 => "",
        < 0.0005 => "0.0",
        < 0.0995 => (share * 100).ToString("0.0", CultureInfo.InvariantCulture),
        _ => (share * 100).ToString("0", CultureInfo.InvariantCulture),
    };

    internal static string Bytes(long bytes) => bytes switch
    {
        <= 0 => "",
        < 1 << 20 => $"{Scale.Digits(bytes / 1024.0)} K",
        < 1 << 30 => $"{Scale.Digits(bytes / 1048576.0)} M",
        _ => $"{Scale.Digits(bytes / 1073741824.0)} G",
    };

    /// <summary>A span of the chart: <c>5 min</c>.</summary>
    internal static string Span(TimeSpan span) => Scale.Time(span).Replace(" 0 s", "", StringComparison.Ordinal).Replace("1 h 0 min", "60 min", StringComparison.Ordinal);

    internal static string Clock(Model model, DateTimeOffset time)
        => TimeZoneInfo.ConvertTime(time, model.Subject.Zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
