using System.Globalization;

namespace EcoCode.Sensors.Rapl;

/// <summary>What a powercap zone's <c>name</c> file says.</summary>
/// <remarks>
/// The names are made by the kernel's drivers/powercap/intel_rapl_common.c, also for AMD. The number of a package is its physical id, as in
/// /proc/cpuinfo; the numbers in the folder's name are mere places in a list (psys takes one too) and say nothing.
/// </remarks>
/// <param name="Domain">What it covers.</param>
/// <param name="Package">Physical id of the package, or number of the psys; 0 for subzones, which belong to their parent's package.</param>
/// <param name="Die">Die in the package; 0 where the name tells none.</param>
internal sealed record ZoneName(RaplDomain Domain, int Package, int Die)
{
    /// <summary>A name that this version does not know.</summary>
    public static readonly ZoneName Unknown = new(RaplDomain.Unknown, 0, 0);

    /// <summary>Reads <c>package-0</c>, <c>package-0-die-1</c>, <c>psys</c>, <c>psys-1</c>, <c>core</c>, <c>uncore</c>, <c>dram</c>.</summary>
    public static ZoneName Parse(string name)
    {
        string[] parts = name.Split('-');
        return parts switch
        {
            ["package", var package] when TryNumber(package, out int id) => new(RaplDomain.Package, id, 0),
            ["package", var package, "die", var die] when TryNumber(package, out int id) && TryNumber(die, out int number)
                => new(RaplDomain.Package, id, number),
            ["psys"] => new(RaplDomain.Psys, 0, 0),
            ["psys", var psys] when TryNumber(psys, out int id) => new(RaplDomain.Psys, id, 0),
            ["core"] => new(RaplDomain.Core, 0, 0),
            ["uncore"] => new(RaplDomain.Uncore, 0, 0),
            ["dram"] => new(RaplDomain.Dram, 0, 0),
            _ => Unknown,
        };
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
