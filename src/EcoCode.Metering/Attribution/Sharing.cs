using System.Runtime.CompilerServices;
using EcoCode.Quantities;

namespace EcoCode.Metering.Attribution;

/// <summary>Shares an amount of energy out by weights, so that the shares sum to the whole to the microjoule.</summary>
/// <remarks>Every share is the difference of two rounded running totals: nothing is lost, and no share is off by more than 1 µJ.</remarks>
public ref struct Sharing
{
    private readonly long _whole;
    private readonly long _weights;
    private long _seen;
    private long _given;

    /// <param name="whole">What is shared; not negative.</param>
    /// <param name="weights">Sum of the weights that will be asked for.</param>
    public Sharing(Energy whole, long weights) => (_whole, _weights) = (whole.Microjoules, weights);

    /// <summary>What has not been given yet; all of it once every weight was asked for, except when all are 0.</summary>
    public readonly Energy Rest => Energy.FromMicrojoules(_whole - _given);

    /// <summary>The share of the next weight, which is not negative.</summary>
    public Energy Next(long weight)
    {
        if (_weights <= 0 || weight <= 0) return Energy.Zero;
        _seen = weight < _weights - _seen ? _seen + weight : _weights;
        long high = Math.BigMul(_whole, _seen, out long low);
        long upTo = high == 0 && low >= 0 ? low / _weights : Wide();
        Energy share = Energy.FromMicrojoules(upTo - _given);
        _given = upTo;
        return share;
    }

    /// <summary>For products beyond 2^63: hours of a whole machine's power at once. Apart, because code with 128-bit integers is not compiled ahead of time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly long Wide() => (long)((Int128)_whole * _seen / _weights);
}
