using EcoCode.Metering.Attribution;
using EcoCode.Quantities;

namespace EcoCode.Metering.Windows;

/// <summary>A process of the tree that asks for its own part: that of itself and of all that descends from it.</summary>
/// <param name="root">Its row.</param>
/// <param name="isAll">Whether all of the tree descends from it, those included that ended before they were seen.</param>
internal sealed class Branch(Charge root, bool isAll)
{
    /// <summary>The process.</summary>
    internal Charge Root => root;

    internal bool IsAll => isAll;

    /// <summary>Its bit in <see cref="Charge.Branches"/>.</summary>
    internal ulong Bit { get; init; }

    /// <summary>The column of its total.</summary>
    internal int Column { get; set; }

    /// <summary>Its energy so far.</summary>
    internal Energy Energy { get; set; }

    /// <summary>The moment since which it is followed, and what it and the tree amounted to then.</summary>
    internal (long At, Energy Own, Energy Tree) Since { get; set; }
}
