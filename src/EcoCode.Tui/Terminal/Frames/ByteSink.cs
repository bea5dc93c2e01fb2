using System.Text;

namespace EcoCode.Tui.Terminal.Frames;

/// <summary>The bytes of a frame. Grows to the largest frame that there was, and then allocates nothing.</summary>
internal sealed class ByteSink
{
    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Add(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    /// <summary>A number in decimal digits.</summary>
    public void Add(int number)
    {
        number.TryFormat(Room(11), out int written);
        Length += written;
    }

    /// <summary>A character in UTF-8.</summary>
    public void Add(Rune rune) => Length += rune.EncodeToUtf8(Room(4));

    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Length < bytes) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + bytes));
        return _bytes.AsSpan(Length);
    }
}
