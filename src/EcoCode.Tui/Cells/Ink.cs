namespace EcoCode.Tui.Cells;

/// <summary>A colour: a <see cref="Tone"/> that the theme decides about, or red, green and blue. <c>default</c> is the terminal's own.</summary>
public readonly record struct Ink
{
    private const uint IsRgb = 1u << 24;

    internal Ink(uint packed) => Packed = packed;

    /// <summary>Twenty-five bits: the tone, or a flag and three bytes.</summary>
    internal uint Packed { get; }

    /// <summary>Whether <see cref="Red"/>, <see cref="Green"/> and <see cref="Blue"/> count, and not <see cref="Tone"/>.</summary>
    public bool HasRgb => (Packed & IsRgb) != 0;

    public Tone Tone => HasRgb ? Tone.Default : (Tone)Packed;

    public byte Red => (byte)((Packed >> 16) & 0xFF);

    public byte Green => (byte)((Packed >> 8) & 0xFF);

    public byte Blue => (byte)(Packed & 0xFF);

    public static Ink FromRgb(byte red, byte green, byte blue) => new(IsRgb | ((uint)red << 16) | ((uint)green << 8) | blue);

    public static Ink FromTone(Tone tone) => new((uint)tone);

    public static implicit operator Ink(Tone tone) => FromTone(tone);
}
