using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EcoCode.Quantities;

namespace EcoCode.Impact.Live.Keeping;

/// <summary>What is kept of a question: the last answer, until when it is good, and the last failure.</summary>
/// <param name="Question">The name of its file, so that no file is taken for another one. It is a hash: a command, which may hold a secret, is part of the question.</param>
/// <param name="Series">The last answer; null where there has been none.</param>
/// <param name="Expires">Until when it is used without asking again.</param>
/// <param name="Failure">Why there was no newer one; null where all was well.</param>
/// <param name="FailedUntil">Until when the failure is taken for granted.</param>
internal sealed record KeptAnswer(string Question, GridSeries? Series, DateTimeOffset Expires, Note? Failure, DateTimeOffset FailedUntil)
{
    private const int Version = 1;

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("question", Question);
        json.WriteString("expires", Expires);
        if (Failure is not null)
        {
            json.WriteStartObject("failure");
            json.WriteString("code", Failure.Code);
            json.WriteString("message", Failure.Message);
            json.WriteString("hint", Failure.Hint);
            json.WriteString("until", FailedUntil);
            json.WriteEndObject();
        }

        if (Series is not null) Write(json, Series);
        json.WriteEndObject();
    }

    /// <summary>Reads what was written; false for anything else.</summary>
    internal static bool TryRead(ReadOnlyMemory<byte> bytes, string question, [NotNullWhen(true)] out KeptAnswer? kept)
    {
        kept = null;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            if (root.GetProperty("version").GetInt32() != Version || root.GetProperty("question").GetString() != question) return false;
            Note? failure = null;
            DateTimeOffset until = default;
            if (root.TryGetProperty("failure", out JsonElement said))
            {
                failure = new(said.GetProperty("code").GetString()!, said.GetProperty("message").GetString()!, said.GetProperty("hint").GetString());
                until = said.GetProperty("until").GetDateTimeOffset();
            }

            kept = new(question, root.TryGetProperty("series", out JsonElement series) ? ReadSeries(series) : null, root.GetProperty("expires").GetDateTimeOffset(), failure, until);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    private static void Write(Utf8JsonWriter json, GridSeries series)
    {
        json.WriteStartObject("series");
        json.WriteString("zone", series.Zone);
        json.WriteString("provider", series.Provider);
        json.WriteBoolean("marginal", series.Kind == SignalKind.Marginal);
        json.WriteString("basis", series.Basis.Name());
        json.WriteString("retrieved", series.Retrieved);
        json.WriteStartArray("points");
        foreach (GridPoint point in series.Points)
        {
            json.WriteStartArray();
            json.WriteStringValue(point.From);
            json.WriteStringValue(point.To);
            json.WriteNumberValue(point.Intensity.GramsPerKilowattHour);
            json.WriteBooleanValue(point.Estimated);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static GridSeries ReadSeries(JsonElement series)
    {
        var draft = new GridDraft();
        foreach (JsonElement point in series.GetProperty("points").EnumerateArray())
        {
            if (draft.Take(point[0].GetDateTimeOffset(), point[1].GetDateTimeOffset(), point[2].GetDouble(), point[3].GetBoolean()) is { } fault) throw new FormatException(fault);
        }

        return new(draft.Points())
        {
            Zone = series.GetProperty("zone").GetString()!,
            Provider = series.GetProperty("provider").GetString()!,
            Kind = series.GetProperty("marginal").GetBoolean() ? SignalKind.Marginal : SignalKind.Average,
            Basis = series.GetProperty("basis").GetString() == GridBasis.Direct.Name() ? GridBasis.Direct : GridBasis.Lifecycle,
            Retrieved = series.GetProperty("retrieved").GetDateTimeOffset(),
        };
    }
}
