using System.Globalization;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring;

/// <summary>What the reader of a run's figures must know of how the command was followed.</summary>
/// <param name="seesPids">Whether /proc shows the processes of the tree.</param>
internal sealed class RunNotes(bool seesPids)
{
    /// <summary>An idle machine's own housekeeping stays far below; a busy one's baseline takes from the command what is the command's.</summary>
    private const double IdleUpTo = 0.1;

    /// <summary>Part of the machine's CPU time that was used while its idle power was measured, 0 to 1.</summary>
    internal double BusyAtBaseline { get; set; }

    /// <param name="living">How many processes of the tree lived on when the command had ended.</param>
    internal IEnumerable<Note> Of(int living)
    {
        if (living > 0)
        {
            yield return new Note(
                "ECO2009",
                living == 1 ? "a process of the tree lives on; what it uses from now on is not counted" : $"{living} processes of the tree live on; what they use from now on is not counted",
                "`--wait` measures until all have ended");
        }

        if (!seesPids)
        {
            yield return new Note(
                "ECO2011",
                "/proc is that of another PID namespace: the tree is counted as a whole, and its processes are not told apart",
                "mount a /proc of its own there, as `unshare --mount-proc` and `bwrap --proc /proc` do");
        }

        if (BusyAtBaseline > IdleUpTo)
        {
            yield return new Note(
                "ECO2012",
                string.Create(CultureInfo.InvariantCulture, $"the processors were {BusyAtBaseline:0 %} busy while their idle power was measured, so that too much is taken for idle power and too little for the command's"),
                "measure on a quiet machine, or give the idle power: `--baseline 12.5W`");
        }
    }
}
