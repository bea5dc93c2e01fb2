using System.Buffers.Text;
using EcoCode.Host;

namespace EcoCode.Sensors.External;

/// <summary>Reads what a meter wrote: one decimal number, white space around it allowed, followed by a unit or not.</summary>
internal static class ExternalValue
{
    /// <summary>Longer text is no reading of a meter.</summary>
    internal const int MaxLength = 256;

    /// <summary>Reads a value in the base unit (W or J) of the unit that a bare number is in.</summary>
    /// <returns><see cref="ReadOutcome.Malformed"/> for anything but a finite number of at least 0 in a unit of the same kind.</returns>
    internal static ReadOutcome TryParse(ReadOnlySpan<byte> text, ExternalUnit unit, out double value)
    {
        value = 0;
        if (text.Length > MaxLength) return ReadOutcome.Malformed;
        text = System.MemoryExtensions.Trim(text, " \t\r\n"u8);
        if (!Utf8Parser.TryParse(text, out double number, out int used)) return ReadOutcome.Malformed;
        ReadOnlySpan<byte> rest = System.MemoryExtensions.TrimStart(text[used..], " \t"u8);
        if (rest.Length > 0)
        {
            Span<char> name = stackalloc char[4];
            if (rest.Length > name.Length || !System.Text.Ascii.IsValid(rest)) return ReadOutcome.Malformed;
            for (int i = 0; i < rest.Length; i++) name[i] = (char)rest[i];
            if (ExternalUnit.Named(name[..rest.Length]) is not { } named || named.IsEnergy != unit.IsEnergy) return ReadOutcome.Malformed;
            unit = named;
        }

        number *= unit.Factor;
        if (!double.IsFinite(number) || number < 0 || number > MaxOf(unit)) return ReadOutcome.Malformed;
        value = number;
        return ReadOutcome.Ok;
    }

    /// <summary>The largest counter that fits in whole microjoules (2.5 GWh); power has no such limit but needs one against nonsense: 1 GW.</summary>
    private static double MaxOf(ExternalUnit unit) => unit.IsEnergy ? 9e12 : 1e9;
}
