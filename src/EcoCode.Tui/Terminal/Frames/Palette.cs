using EcoCode.Tui.Cells;

namespace EcoCode.Tui.Terminal.Frames;

/// <summary>The nearest colour of a smaller palette.</summary>
internal static class Palette
{
    /// <summary>The steps of xterm's cube of 6x6x6 colours, which are the indices 16 to 231; 232 to 255 are greys 8, 18, … 238.</summary>
    private static ReadOnlySpan<byte> CubeSteps => [0, 95, 135, 175, 215, 255];

    /// <summary>The sixteen as xterm shows them; terminals and users choose others, so this only finds the nearest hue.</summary>
    private static ReadOnlySpan<byte> Ansi =>
    [
        0, 0, 0, 205, 0, 0, 0, 205, 0, 205, 205, 0, 0, 0, 238, 205, 0, 205, 0, 205, 205, 229, 229, 229,
        127, 127, 127, 255, 0, 0, 0, 255, 0, 255, 255, 0, 92, 92, 255, 255, 0, 255, 0, 255, 255, 255, 255, 255,
    ];

    /// <summary>An index from 16 on: those below are the user's own colours.</summary>
    public static byte Indexed(Ink ink)
    {
        int red = NearestStep(ink.Red), green = NearestStep(ink.Green), blue = NearestStep(ink.Blue);
        int grey = Math.Clamp((((ink.Red + ink.Green + ink.Blue) / 3) - 3) / 10, 0, 23), level = 8 + (10 * grey);
        return Distance(ink, CubeSteps[red], CubeSteps[green], CubeSteps[blue]) <= Distance(ink, level, level, level)
            ? (byte)(16 + (36 * red) + (6 * green) + blue)
            : (byte)(232 + grey);
    }

    /// <summary>0 to 15.</summary>
    public static byte OfSixteen(Ink ink)
    {
        int best = 0, nearest = int.MaxValue;
        for (int i = 0; i < 16; i++)
        {
            int distance = Distance(ink, Ansi[3 * i], Ansi[(3 * i) + 1], Ansi[(3 * i) + 2]);
            if (distance < nearest) (best, nearest) = (i, distance);
        }

        return (byte)best;
    }

    private static int NearestStep(byte value)
    {
        int best = 0;
        for (int i = 1; i < CubeSteps.Length; i++)
        {
            if (Math.Abs(CubeSteps[i] - value) < Math.Abs(CubeSteps[best] - value)) best = i;
        }

        return best;
    }

    private static int Distance(Ink ink, int red, int green, int blue)
    {
        int r = ink.Red - red, g = ink.Green - green, b = ink.Blue - blue;
        return (r * r) + (g * g) + (b * b);
    }
}
