using System.Text;
using System.Text.Json;

namespace EcoCode.Cli.Configuration;

/// <summary>Sets a value in the text of a file, and leaves all else as it is: comments, order and layout.</summary>
internal static class ConfigEditor
{
    private const string Step = "  ";

    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Sets one value.</summary>
    /// <param name="text">A file that can be read, or an empty text.</param>
    /// <param name="path">The key, and for a pair within it the pair's name.</param>
    /// <param name="json">The value as JSON.</param>
    internal static string Set(string text, IReadOnlyList<string> path, string json)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text.Trim().Length == 0 ? "{\n}\n" : text);
        int start = 0, depth = 0;
        for (; depth < path.Count; depth++)
        {
            Place place = Find(utf8.AsSpan(start), path[depth]);
            if (!place.Found) return Insert(utf8, start + place.LastValueEnd, start + place.Close, depth, path, json);
            if (depth == path.Count - 1) return Splice(utf8, start + place.ValueStart, start + place.ValueEnd, json);
            start += place.ValueStart;
        }

        return text;
    }

    /// <summary>Looks for a key of the object that a text begins with.</summary>
    private static Place Find(ReadOnlySpan<byte> utf8, string name)
    {
        var reader = new Utf8JsonReader(utf8, Lenient);
        reader.Read();
        int last = (int)reader.BytesConsumed;
        bool any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool wanted = reader.ValueTextEquals(name);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            last = (int)reader.BytesConsumed;
            any = true;
            if (wanted) return new(true, start, last, last, 0);
        }

        return new(false, 0, 0, any ? last : -1, (int)reader.TokenStartIndex);
    }

    /// <summary>Puts a property behind all there are, comments included.</summary>
    private static string Insert(byte[] utf8, int lastValueEnd, int close, int depth, IReadOnlyList<string> path, string json)
    {
        string indent = string.Concat(Enumerable.Repeat(Step, depth + 1));
        string property = path.Count - depth == 2
            ? $"\"{path[depth]}\": {{\n{indent}{Step}{Quoted(path[depth + 1])}: {json}\n{indent}}}"
            : $"{Quoted(path[depth])}: {json}";
        int end = close;
        while (utf8[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') end--;
        bool breaks = utf8.AsSpan(end, close - end).Contains((byte)'\n');
        string tail = breaks ? "" : "\n" + indent[Step.Length..];
        bool needsComma = lastValueEnd >= 0 && !HasComma(utf8.AsSpan(lastValueEnd, close - lastValueEnd));
        string head = needsComma
            ? Encoding.UTF8.GetString(utf8, 0, lastValueEnd) + "," + Encoding.UTF8.GetString(utf8, lastValueEnd, end - lastValueEnd)
            : Encoding.UTF8.GetString(utf8, 0, end);
        return $"{head}\n{indent}{property}{tail}{Encoding.UTF8.GetString(utf8.AsSpan(breaks ? end : close))}";
    }

    /// <summary>Whether a comma stands outside of comments.</summary>
    private static bool HasComma(ReadOnlySpan<byte> rest)
    {
        for (int i = 0; i < rest.Length; i++)
        {
            if (rest[i] == ',') return true;
            if (rest[i..].StartsWith("//"u8)) i += rest[i..].IndexOf((byte)'\n') is var line and >= 0 ? line : rest.Length;
            else if (rest[i..].StartsWith("/*"u8)) i += rest[(i + 2)..].IndexOf("*/"u8) + 3;
        }

        return false;
    }

    private static string Splice(byte[] utf8, int start, int end, string json)
        => Encoding.UTF8.GetString(utf8, 0, start) + json + Encoding.UTF8.GetString(utf8.AsSpan(end));

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    /// <summary>Where a value stands, or where a new one would.</summary>
    private readonly record struct Place(bool Found, int ValueStart, int ValueEnd, int LastValueEnd, int Close);
}
