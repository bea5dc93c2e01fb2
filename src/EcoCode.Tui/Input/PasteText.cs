using System.Runtime.InteropServices;
using System.Text;

namespace EcoCode.Tui.Input;

/// <summary>Collects what is pasted, up to its end mark.</summary>
internal sealed class PasteText
{
    /// <summary>More than that is left out: a paste goes into a filter or a command, which are lines.</summary>
    private const int Most = 64 * 1024;

    private readonly List<byte> _bytes = [];
    private int _matched;

    private static ReadOnlySpan<byte> End => "\e[201~"u8;

    /// <summary>Takes a byte.</summary>
    /// <returns>The text, when the end mark is complete; else null.</returns>
    public string? Take(byte value)
    {
        if (value != End[_matched])
        {
            Keep(End[.._matched]);
            _matched = 0;
        }

        if (value != End[_matched])
        {
            Keep([value]);
            return null;
        }

        _matched++;
        if (_matched < End.Length) return null;
        string text = Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_bytes)).ReplaceLineEndings("\n");
        _bytes.Clear();
        _matched = 0;
        return text;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Count + bytes.Length <= Most) _bytes.AddRange(bytes);
    }
}
