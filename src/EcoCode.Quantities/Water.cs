namespace EcoCode.Quantities;

/// <summary>A volume of water consumed (evaporated or otherwise not returned), in litres.</summary>
public readonly record struct Water(double Litres)
{
    /// <summary>Makes a volume of litres.</summary>
    public static Water FromLitres(double value) => new(value);

    public static Water operator +(Water left, Water right) => new(left.Litres + right.Litres);
}
