namespace EcoCode.Impact;

/// <summary>A place with its own grid figure: a country (<c>DE</c>), a state or province of it (<c>US-CA</c>), <c>EU</c> or <c>WORLD</c>.</summary>
/// <remarks>Codes are those of ISO 3166-1 alpha-2 and ISO 3166-2, in upper case. <c>default</c> is <see cref="World"/>.</remarks>
public readonly record struct ZoneCode
{
    private const string WorldCode = "WORLD";
    private readonly string? _value;

    private ZoneCode(string value) => _value = value == WorldCode ? null : value;

    /// <summary>The whole world, of which every other zone is a part.</summary>
    public static ZoneCode World => default;

    /// <summary>The code.</summary>
    public string Value => _value ?? WorldCode;

    /// <summary>Whether it is a part of a country.</summary>
    public bool IsSubdivision => Value.Contains('-', StringComparison.Ordinal);

    /// <summary>The country of a subdivision; any other zone is its own.</summary>
    public ZoneCode Country => IsSubdivision ? new(Value[..2]) : this;

    /// <summary>The zone and those it lies in, nearest first: <c>US-CA</c>, <c>US</c>, <c>WORLD</c>.</summary>
    public IEnumerable<ZoneCode> Widening
    {
        get
        {
            yield return this;
            if (IsSubdivision) yield return Country;
            if (this != World) yield return World;
        }
    }

    /// <summary>Reads a code in any case. Only its form is checked: whether there is such a zone is for the tables to say.</summary>
    public static bool TryParse(string? text, out ZoneCode zone)
    {
        zone = default;
        string code = (text ?? "").Trim().ToUpperInvariant();
        bool country = code.Length >= 2 && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]);
        bool part = code.Length is >= 4 and <= 6 && code[2] == '-' && code.Skip(3).All(char.IsAsciiLetterOrDigit);
        if (!(country && (part || code.Length == 2)) && code != WorldCode) return false;
        zone = new(code);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
