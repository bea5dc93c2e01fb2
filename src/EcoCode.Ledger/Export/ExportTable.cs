namespace EcoCode.Ledger.Export;

/// <summary>What a row of CSV is. <c>docs/schema/csv.md</c> lists the columns.</summary>
public enum ExportTable
{
    /// <summary>A run.</summary>
    Runs,

    /// <summary>What one component of a run used in one stretch of time.</summary>
    Samples,

    /// <summary>A process of a run.</summary>
    Processes,

    /// <summary>A phase of a run.</summary>
    Phases,

    /// <summary>Steps of one name of a run.</summary>
    Steps,

    /// <summary>A figure that the program of a run told of itself.</summary>
    Metrics,
}
