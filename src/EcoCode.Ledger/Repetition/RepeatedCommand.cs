namespace EcoCode.Ledger.Repetition;

/// <summary>A command that was run several times.</summary>
public sealed record RepeatedCommand
{
    private RepeatedCommand(string label, IReadOnlyList<RunRecord> records)
    {
        Label = label;
        RunIds = [.. records.Select(record => record.Run.Id)];
        EnergyJ = Spread.Of(records.Select(record => record.Total.EnergyJ.Joules));
        DurationS = Spread.Of(records.Select(record => record.Run.DurationS));
        MeanPowerW = Spread.Of(records.Select(record => record.Total.MeanPowerW));
        Co2eG = Spread.Of(records.Select(record => record.Impact.Co2eG));
        CpuS = Spread.Of(records.Select(record => record.Processes.Sum(process => process.CpuS)));
        BandJ = records.Average(record => record.Total.BandJ);
        Sources = string.Join(", ", records.SelectMany(record => record.Components).Select(part => $"{part.Component} {part.Device} {part.Source}").Distinct().Order(StringComparer.Ordinal));
        ModelledShare = records.Average(record => record.Total.Provenance.Modelled);
        AboveIdle = records.All(record => record.Run.Attribution == "marginal");
    }

    /// <summary>What it is called.</summary>
    public string Label { get; }

    /// <summary>Ids of the runs, in order.</summary>
    public IReadOnlyList<string> RunIds { get; }

    public Spread EnergyJ { get; }

    public Spread DurationS { get; }

    public Spread MeanPowerW { get; }

    public Spread Co2eG { get; }

    /// <summary>CPU time of the tree, s.</summary>
    public Spread CpuS { get; }

    /// <summary>Mean half-width of the runs' uncertainty, J; not a number when unknown.</summary>
    public double BandJ { get; }

    /// <summary>Components, devices and how each was read, over all runs.</summary>
    public string Sources { get; }

    /// <summary>Share of the energy that is modelled, 0 to 1.</summary>
    public double ModelledShare { get; }

    /// <summary>Whether the energy is what is above the idle machine's (attribution <c>marginal</c>).</summary>
    public bool AboveIdle { get; }

    /// <summary>Sums the runs of a command up.</summary>
    /// <param name="label">What the command is called.</param>
    /// <param name="records">Its runs, at least one, in order.</param>
    public static RepeatedCommand Of(string label, IReadOnlyList<RunRecord> records) => new(label, records);
}
