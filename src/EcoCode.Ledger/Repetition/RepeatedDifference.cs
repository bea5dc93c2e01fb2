using EcoCode.Ledger.Comparison;

namespace EcoCode.Ledger.Repetition;

/// <summary>The energy of a repeated command against that of the first.</summary>
/// <remarks>
/// Two things must hold for a difference. It must be more than chance: Welch's t-test, p below 0.05 over the number of tests.
/// And it must not be an error of measuring: on one machine, with the same sources, an error of scale (calibration of a counter,
/// watts of a model) multiplies both energies alike, so it can make a difference larger or smaller and not turn it over; where
/// the sources differ nothing cancels, and the means must lie further apart than both bands.
/// </remarks>
public sealed record RepeatedDifference
{
    /// <summary>The chance of calling a difference where there is none that is accepted, over all tests together (Bonferroni).</summary>
    public const double Significance = 0.05;

    private RepeatedDifference(RepeatedCommand reference, RepeatedCommand other, int tests)
    {
        Label = other.Label;
        Change = reference.EnergyJ.Mean > 0 ? (other.EnergyJ.Mean / reference.EnergyJ.Mean) - 1 : null;
        Test = WelchTest.Of(reference.EnergyJ, other.EnergyJ);
        MostP = Significance / tests;
        BandsCancel = reference.Sources == other.Sources && reference.Sources.Length > 0;
        double apart = Math.Abs(other.EnergyJ.Mean - reference.EnergyJ.Mean);
        bool beyondBands = BandsCancel || apart > reference.BandJ + other.BandJ;
        bool real = Test is { } test && test.P < MostP && beyondBands;
        Verdict = !real ? Verdict.NotToldApart : other.EnergyJ.Mean < reference.EnergyJ.Mean ? Verdict.Less : Verdict.More;
    }

    /// <summary>The command that is compared with the first.</summary>
    public string Label { get; }

    /// <summary>Its mean energy over that of the first, less 1; null where that is 0.</summary>
    public double? Change { get; }

    /// <summary>The test; null where there is too little to test.</summary>
    public WelchTest? Test { get; }

    /// <summary>What the test's p must be below.</summary>
    public double MostP { get; }

    /// <summary>Whether all runs had the same sources, so that errors of scale cancel.</summary>
    public bool BandsCancel { get; }

    public Verdict Verdict { get; }

    /// <summary>Compares.</summary>
    /// <param name="commands">The commands; the first is the reference.</param>
    public static IReadOnlyList<RepeatedDifference> Of(IReadOnlyList<RepeatedCommand> commands)
    {
        ArgumentNullException.ThrowIfNull(commands);
        return [.. commands.Skip(1).Select(other => new RepeatedDifference(commands[0], other, commands.Count - 1))];
    }
}
