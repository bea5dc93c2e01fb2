namespace EcoCode.Sensors;

/// <summary>Which GPU it is, for people and for JSON.</summary>
/// <param name="Index">Its number on this machine, from 0, as its vendor's tools count; it may change with a restart.</param>
/// <param name="Name">The product's name; <c>null</c> when not known.</param>
/// <param name="Uuid">The vendor's name of this very board (<c>GPU-5f3a…</c>), stable over restarts; <c>null</c> where it has none.</param>
/// <param name="PciAddress">Where it sits: <c>0000:3b:00.0</c>, lower case; <c>null</c> when not on PCI.</param>
public sealed record GpuIdentity(int Index, string? Name, string? Uuid, string? PciAddress)
{
    /// <summary>Which one of the GPUs, as <see cref="EnergySource.Device"/>: the number alone, since the component says that it is a GPU.</summary>
    public string Device => Index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What people call it: <c>GPU 0</c>.</summary>
    public string Label => $"GPU {Device}";
}
