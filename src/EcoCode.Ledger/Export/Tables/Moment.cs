using System.Globalization;

namespace EcoCode.Ledger.Export.Tables;

/// <summary>A point in time as every reader of CSV takes it for one.</summary>
internal static class Moment
{
    /// <summary>For example <c>2026-08-22 11:54:19.000</c>: no zone, as spreadsheets take a text with one for no time. The header names UTC.</summary>
    internal static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
