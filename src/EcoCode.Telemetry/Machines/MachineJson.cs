using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using EcoCode.Metering.Snapshots;

namespace EcoCode.Telemetry.Machines;

/// <summary>Snapshots of a machine as JSON in one line, described by <c>docs/schema/ecocode.machine.1.json</c>, and read back.</summary>
/// <remarks>Energy is in whole microjoules and every number reads back to the same bits, so that sums stay exact.</remarks>
public static class MachineJson
{
    /// <summary>The value of the key <c>schema</c>.</summary>
    public const string Schema = "ecocode.machine/1";

    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a snapshot.</summary>
    public static void Write(IBufferWriter<byte> utf8, MachineSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        using var json = new Utf8JsonWriter(utf8, OneLine);
        new MachineWriting(json).Write(snapshot);
    }

    /// <summary>Reads one back. Keys that this version does not know are passed over, and words of enumerations stand for the nearest that it does.</summary>
    /// <param name="json">The object.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="problem">Otherwise why it is none: lower case, no full stop.</param>
    public static bool TryRead(JsonElement json, [NotNullWhen(true)] out MachineSnapshot? snapshot, [NotNullWhen(false)] out string? problem)
    {
        (snapshot, problem) = (null, null);
        try
        {
            if (json.GetProperty("schema"u8).GetString() is not Schema) problem = $"its schema is not `{Schema}`";
            else snapshot = new MachineReading(json).Read();
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            // A key is missing, or its value is of another kind or out of range.
            problem = "it does not follow the schema";
        }

        return snapshot is not null;
    }
}
