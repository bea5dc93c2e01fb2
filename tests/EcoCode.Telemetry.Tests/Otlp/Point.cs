using System.Buffers.Binary;
using System.Text;

namespace EcoCode.Telemetry.Tests.Otlp;

/// <summary>A point of a metric as a collector reads it, by github.com/open-telemetry/opentelemetry-proto.</summary>
internal sealed record Point(string Metric, string Unit, bool Sum, bool Monotonic, int Temporality, ulong Start, double Value, string Attributes)
{
    /// <summary>All points of a request.</summary>
    internal static List<Point> Of(byte[] request)
    {
        var points = new List<Point>();
        foreach (ReadOnlyMemory<byte> scope in All(request, 1, 2))
        {
            foreach (ReadOnlyMemory<byte> metric in All(scope, 2))
            {
                bool sum = All(metric, 7).Any();
                ReadOnlyMemory<byte> data = All(metric, sum ? 7 : 5).Single();
                points.AddRange(All(data, 1).Select(point => new Point(
                    Text(metric, 1), Text(metric, 3), sum, Number(data, 3) == 1, (int)Number(data, 2), Number(point, 2), BitConverter.UInt64BitsToDouble(Number(point, 4)), AttributesOf(point, 7))));
            }
        }

        return points;
    }

    /// <summary>The attributes of a request's resource.</summary>
    internal static string ResourceOf(byte[] request) => AttributesOf(All(request, 1, 1).Single(), 1);

    private static string AttributesOf(ReadOnlyMemory<byte> of, int field)
        => string.Join(' ', All(of, field).Select(pair => $"{Text(pair, 1)}={ValueOf(All(pair, 2).Single())}"));

    private static string ValueOf(ReadOnlyMemory<byte> any) => All(any, 1).Any() ? Text(any, 1) : Number(any, 3).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(ReadOnlyMemory<byte> message, int field) => Encoding.UTF8.GetString(All(message, field).SingleOrDefault().Span);

    private static IEnumerable<ReadOnlyMemory<byte>> All(ReadOnlyMemory<byte> message, params int[] path)
        => path is [var field] ? Fields(message).Where(found => found.Field == field).Select(found => found.Bytes)
            : Fields(message).Where(found => found.Field == path[0]).SelectMany(found => All(found.Bytes, path[1..]));

    private static ulong Number(ReadOnlyMemory<byte> message, int field) => Fields(message).FirstOrDefault(found => found.Field == field).Number;

    private static IEnumerable<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> Fields(ReadOnlyMemory<byte> message)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint(message.Span, ref at);
            (ulong number, ReadOnlyMemory<byte> bytes) = (0, default);
            switch (tag & 7)
            {
                case 0:
                    number = Varint(message.Span, ref at);
                    break;
                case 1:
                    number = BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..]);
                    at += 8;
                    break;
                case 2:
                    int length = (int)Varint(message.Span, ref at);
                    bytes = message.Slice(at, length);
                    at += length;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7}.");
            }

            yield return ((int)(tag >> 3), number, bytes);
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> from, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = from[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }
}
