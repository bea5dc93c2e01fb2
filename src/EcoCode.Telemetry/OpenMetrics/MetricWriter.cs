using System.Globalization;
using System.Text;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>Writes metrics as text into a buffer that is used again and again. Allocates only where it must grow.</summary>
/// <remarks>Specifications: github.com/prometheus/OpenMetrics (v1.0), prometheus.io/docs/instrumenting/exposition_formats.</remarks>
/// <param name="format">Which of the two.</param>
public sealed class MetricWriter(ExpositionFormat format)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;
    private MetricFamily? _family;
    private bool _labelled;

    /// <summary>The text so far; valid until the next call.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Begins anew.</summary>
    public void Clear() => (_length, _family) = (0, null);

    /// <summary>Begins a family. All of its series follow, before the next one begins.</summary>
    public void Begin(MetricFamily family)
    {
        ArgumentNullException.ThrowIfNull(family);
        _family = family;
        Head("# TYPE "u8);
        Write(family.Type switch
        {
            MetricType.Gauge => " gauge\n"u8,
            MetricType.ForeignCounter when format == ExpositionFormat.OpenMetrics => " unknown\n"u8,
            _ => " counter\n"u8,
        });
        if (format == ExpositionFormat.OpenMetrics && family.Unit.Length > 0)
        {
            Head("# UNIT "u8);
            Write(" "u8);
            Write(family.Unit);
            Write("\n"u8);
        }

        Head("# HELP "u8);
        Write(" "u8);
        Write(family.Help);
        Write("\n"u8);
    }

    /// <summary>Begins a series of the family; labels and a value follow.</summary>
    public MetricWriter Series()
    {
        Write(_family!.Name);
        if (_family.Type == MetricType.Counter) Write("_total"u8);
        _labelled = false;
        return this;
    }

    /// <summary>Writes a label.</summary>
    /// <param name="name">Letters, digits and underscores.</param>
    /// <param name="value">Any text: backslashes, quotes and line feeds are escaped, broken surrogates become U+FFFD.</param>
    public MetricWriter Label(ReadOnlySpan<byte> name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Label(name, value.AsSpan());
    }

    /// <summary>Writes a label, of a part of a text.</summary>
    public MetricWriter Label(ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        BeginLabel(name);
        WriteEscaped(value);
        Write("\""u8);
        return this;
    }

    /// <summary>Writes a label with a whole number.</summary>
    public MetricWriter Label(ReadOnlySpan<byte> name, long value)
    {
        BeginLabel(name);
        WriteNumber(value);
        Write("\""u8);
        return this;
    }

    /// <summary>Writes energy in joules, exactly.</summary>
    public void Value(Energy energy)
    {
        BeginValue();
        long microjoules = energy.Microjoules;
        if (microjoules < 0) Write("-"u8);
        WriteNumber(Math.Abs(microjoules / 1_000_000));
        long fraction = Math.Abs(microjoules % 1_000_000);
        if (fraction > 0)
        {
            Span<byte> digits = [(byte)'.', 0, 0, 0, 0, 0, 0];
            for (int i = 6; i > 0; i--, fraction /= 10) digits[i] = (byte)('0' + (fraction % 10));
            Write(digits.TrimEnd((byte)'0'));
        }

        Write("\n"u8);
    }

    /// <summary>Writes a number, so that it reads back as the same one.</summary>
    public void Value(double value)
    {
        BeginValue();
        if (double.IsInfinity(value)) Write(value > 0 ? "+Inf"u8 : "-Inf"u8);
        else WriteNumber(value);
        Write("\n"u8);
    }

    /// <summary>Writes a whole number.</summary>
    public void Value(long value)
    {
        BeginValue();
        WriteNumber(value);
        Write("\n"u8);
    }

    /// <summary>Ends the text, where the format has an end.</summary>
    public void End()
    {
        if (format == ExpositionFormat.OpenMetrics) Write("# EOF\n"u8);
    }

    /// <summary>In the older format a counter's family is named as its samples are.</summary>
    private void Head(ReadOnlySpan<byte> keyword)
    {
        Write(keyword);
        Write(_family!.Name);
        if (format == ExpositionFormat.Prometheus && _family.Type == MetricType.Counter) Write("_total"u8);
    }

    private void BeginLabel(ReadOnlySpan<byte> name)
    {
        Write(_labelled ? ","u8 : "{"u8);
        _labelled = true;
        Write(name);
        Write("=\""u8);
    }

    private void BeginValue() => Write(_labelled ? "} "u8 : " "u8);

    private void WriteEscaped(ReadOnlySpan<char> rest)
    {
        int special;
        while ((special = rest.IndexOfAny('\\', '"', '\n')) >= 0)
        {
            Write(rest[..special]);
            Write(rest[special] switch { '\\' => "\\\\"u8, '"' => "\\\""u8, _ => "\\n"u8 });
            rest = rest[(special + 1)..];
        }

        Write(rest);
    }

    private void Write(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    private void WriteNumber(long value)
    {
        Reserve(20);
        _ = value.TryFormat(_buffer.AsSpan(_length), out int written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    private void WriteNumber(double value)
    {
        Reserve(32);
        _ = value.TryFormat(_buffer.AsSpan(_length), out int written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
    }
}
