using EcoCode.Quantities;

namespace EcoCode.Sensors;

/// <summary>What is said of a selection of GPUs, whoever made them.</summary>
public static class GpuNotes
{
    /// <summary>Some that are there are not wanted.</summary>
    internal static Note LeftOut(IReadOnlyList<GpuIdentity> gpus, string origin) => new(
        "ECO1341", $"{string.Join(", ", gpus.Select(gpu => gpu.Label))} {(gpus.Count == 1 ? "is" : "are")} not measured: `{origin}` leaves {(gpus.Count == 1 ? "it" : "them")} out", "`--gpus all` measures all");

    /// <summary>Some that are wanted are not there; <c>null</c> when all are.</summary>
    /// <param name="selection">Which are wanted.</param>
    /// <param name="present">All that are there.</param>
    public static Note? Absent(GpuSelection selection, IReadOnlyList<GpuIdentity> present)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(present);
        IReadOnlyList<string> absent = selection.Absent(present);
        if (absent.Count == 0) return null;
        return new Note(
            "ECO1345",
            $"`{selection.Origin}` names {(absent.Count == 1 ? "a GPU" : "GPUs")} that this machine does not have: `{string.Join("`, `", absent)}`",
            present.Count == 0 ? "leave it out: no GPU was found" : $"it has {string.Join(", ", present.Select(gpu => gpu.Device))}; `ecocode doctor` shows them");
    }
}
