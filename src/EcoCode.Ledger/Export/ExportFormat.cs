namespace EcoCode.Ledger.Export;

/// <summary>A form in which runs leave the ledger. <c>docs/export.md</c> describes each.</summary>
public enum ExportFormat
{
    /// <summary>One indented object, or an array of all.</summary>
    Json,

    /// <summary>One object a line.</summary>
    JsonLines,

    /// <summary>Tables by RFC 4180, see <see cref="ExportTable"/>.</summary>
    Csv,

    /// <summary>Tables for people.</summary>
    Markdown,

    /// <summary>OpenMetrics 1.0 text.</summary>
    OpenMetrics,

    /// <summary>InfluxDB's line protocol.</summary>
    Influx,

    /// <summary>The rows of CodeCarbon's <c>emissions.csv</c>.</summary>
    CodeCarbon,
}
