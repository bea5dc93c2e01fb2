namespace EcoCode.Tui.Input;

/// <summary>A control sequence as a terminal sends it (ECMA-48 5.4): what stands between <c>ESC [</c> and the final byte.</summary>
internal readonly ref struct CsiSequence(ReadOnlySpan<byte> parameters, byte final)
{
    /// <summary>The bytes that no known sequence has.</summary>
    public const int TooLong = 64;

    private readonly ReadOnlySpan<byte> _parameters = parameters;

    public byte Final { get; } = final;

    /// <summary>The private marker, one of <c>&lt; = &gt; ?</c>, or 0.</summary>
    public byte Marker => _parameters.Length > 0 && _parameters[0] is >= (byte)'<' and <= (byte)'?' ? _parameters[0] : (byte)0;

    public bool IsTooLong => _parameters.Length >= TooLong;

    public bool HasParameters => _parameters.Length > 0;

    /// <summary>The parameter at an index from 0 on; null where it is absent, empty, or no number up to 65535. Of one with sub-parameters the first counts.</summary>
    public int? this[int index]
    {
        get
        {
            ReadOnlySpan<byte> rest = Marker == 0 ? _parameters : _parameters[1..];
            for (; index > 0; index--)
            {
                int separator = rest.IndexOf((byte)';');
                if (separator < 0) return null;
                rest = rest[(separator + 1)..];
            }

            int end = rest.IndexOfAny((byte)';', (byte)':');
            if (end >= 0) rest = rest[..end];
            return ushort.TryParse(rest, out ushort value) ? value : null;
        }
    }
}
