using EcoCode.Quantities;

namespace EcoCode.Ledger.Export;

/// <summary>The energy of all devices of one kind.</summary>
internal static class PartSum
{
    /// <summary>The tree's energy in components of a kind; null where the run has none of it, which is not zero.</summary>
    internal static Energy? Of(RunRecord record, string component)
    {
        Energy? sum = null;
        foreach (RunComponent part in record.Components)
        {
            if (part.Component == component) sum = (sum ?? Energy.Zero) + part.EnergyJ;
        }

        return sum;
    }
}
