namespace EcoCode.Telemetry.Machines;

/// <summary>The words of an enumeration in JSON.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
/// <param name="unknown">What a word stands for that a later version has added.</param>
/// <param name="words">Each value with its word.</param>
public sealed class WordsOf<T>(T unknown, params (T Value, string Word)[] words)
    where T : struct, Enum
{
    /// <summary>The word of a value.</summary>
    public string Of(T value)
    {
        foreach ((T known, string word) in words)
        {
            if (EqualityComparer<T>.Default.Equals(known, value)) return word;
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "It has no word.");
    }

    /// <summary>The value of a word.</summary>
    public T Find(string? text)
    {
        foreach ((T value, string word) in words)
        {
            if (word == text) return value;
        }

        return unknown;
    }
}
