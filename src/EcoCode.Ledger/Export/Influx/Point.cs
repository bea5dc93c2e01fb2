using System.Text;

namespace EcoCode.Ledger.Export.Influx;

/// <summary>A point of InfluxDB's line protocol: what it is of in tags, which are indexed; figures in fields; a time in nanoseconds.</summary>
internal sealed class Point(string measurement)
{
    private readonly StringBuilder _text = new(measurement);
    private bool _fields;

    /// <summary>Adds a tag; all tags come before the fields. An empty one is left out, which the protocol demands.</summary>
    internal Point Tag(string key, string? value)
    {
        if (!string.IsNullOrEmpty(value)) _text.Append(',').Append(Escaped(key)).Append('=').Append(Escaped(value));
        return this;
    }

    /// <summary>Adds a number; one that is not known is left out.</summary>
    internal Point Field(string key, string? number)
    {
        if (number is not null) Field(key).Append(number);
        return this;
    }

    internal Point Whole(string key, long number)
    {
        Field(key).Append(Figure.Of(number)).Append('i');
        return this;
    }

    internal Point Text(string key, string? text)
    {
        if (text is not null) Field(key).Append('"').Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        return this;
    }

    /// <summary>Writes the point; without any field it is none, and nothing is written.</summary>
    internal void Write(TextWriter writer, DateTimeOffset time)
    {
        if (!_fields) return;
        writer.Write(_text.Append(' ').Append(Figure.Of((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100)).Append('\n'));
    }

    private StringBuilder Field(string key)
    {
        _text.Append(_fields ? ',' : ' ').Append(Escaped(key)).Append('=');
        _fields = true;
        return _text;
    }

    /// <summary>
    /// Escapes what ends a key or a tag's value. A line break can't be written there at all, nor a backslash before what is
    /// escaped or at the end; both become what looks like them.
    /// </summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if (letter is ',' or '=' or ' ') escaped.Append('\\');
            escaped.Append(letter switch
            {
                '\\' => '/',
                '\n' or '\r' => '_',
                _ => letter,
            });
        }

        return escaped.ToString();
    }
}
