namespace EcoCode.Quantities;

/// <summary>A mass of CO2-equivalent (GWP100), in grams.</summary>
public readonly record struct Carbon(double Grams)
{
    /// <summary>Makes a mass of grams.</summary>
    public static Carbon FromGrams(double value) => new(value);

    /// <summary>Makes a mass of kilograms.</summary>
    public static Carbon FromKilograms(double value) => new(value * 1000);

    public static Carbon operator +(Carbon left, Carbon right) => new(left.Grams + right.Grams);

    public static Carbon operator *(Carbon carbon, double factor) => new(carbon.Grams * factor);
}
