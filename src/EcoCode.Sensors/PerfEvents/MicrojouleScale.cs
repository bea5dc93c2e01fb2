using System.Globalization;
using System.Numerics;
using EcoCode.Quantities;

namespace EcoCode.Sensors.PerfEvents;

/// <summary>How many microjoules a count of a PMU stands for, as an exact fraction.</summary>
/// <remarks>
/// The kernel writes the scale of RAPL events with 22 decimals (2^-32 J), more than a double holds; and a double count is
/// off by whole microjoules after 2^53 counts (2 MJ, some hours). The fraction in lowest terms is 15625/2^26, so 128-bit integers do it.
/// </remarks>
/// <param name="Numerator">Positive, at most 2^62.</param>
/// <param name="Denominator">Positive, at most 2^62.</param>
internal readonly record struct MicrojouleScale(ulong Numerator, ulong Denominator)
{
    private const int MostBits = 62;
    private const int LongestText = 64;
    private const int LargestExponent = 60;

    /// <summary>Reads a <c>.scale</c> file: a positive decimal number of joules per count, an exponent allowed.</summary>
    public static bool TryParse(string joulesPerCount, out MicrojouleScale scale)
    {
        scale = default;
        if (joulesPerCount.Length > LongestText) return false;
        int mark = joulesPerCount.IndexOfAny(['e', 'E']);
        int exponent = 0;
        if (mark >= 0 && !int.TryParse(joulesPerCount.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return false;
        }

        string mantissa = mark < 0 ? joulesPerCount : joulesPerCount[..mark];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            if (exponent < -LargestExponent) return false;
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        if (exponent is < -2 * LargestExponent or > LargestExponent
            || !BigInteger.TryParse(mantissa, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger digits) || digits.IsZero)
        {
            return false;
        }

        exponent += 6;
        BigInteger power = BigInteger.Pow(10, Math.Abs(exponent));
        return TryReduce(exponent >= 0 ? digits * power : digits, exponent >= 0 ? BigInteger.One : power, out scale);
    }

    /// <summary>Whole microjoules of a count, rounded down; since counts are totals, nothing is lost from one reading to the next.</summary>
    /// <returns>False when the energy is beyond what <see cref="Energy"/> holds.</returns>
    public bool TryConvert(ulong count, out Energy energy)
    {
        UInt128 microjoules = (UInt128)count * Numerator / Denominator;
        bool fits = microjoules <= (UInt128)long.MaxValue;
        energy = fits ? Energy.FromMicrojoules((long)microjoules) : Energy.Zero;
        return fits;
    }

    private static bool TryReduce(BigInteger numerator, BigInteger denominator, out MicrojouleScale scale)
    {
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
        // A scale with more digits than 62 bits hold is cut by a relative 2^-40 at most, or refused.
        int excess = (int)Math.Max(0, Math.Max(numerator.GetBitLength(), denominator.GetBitLength()) - MostBits);
        numerator >>= excess;
        denominator >>= excess;
        bool precise = excess == 0 || (numerator.GetBitLength() > 40 && denominator.GetBitLength() > 40);
        scale = precise ? new((ulong)numerator, (ulong)denominator) : default;
        return precise;
    }
}
