using System.Text.Json;

namespace EcoCode.Impact.Live;

/// <summary>A series as JSON: <c>{"zone": "DE", "points": [{"from": "…", "to": "…", "g_per_kwh": 302, "estimated": true}]}</c>.</summary>
/// <remarks>Only <c>points</c> with <c>from</c> and <c>g_per_kwh</c> are needed. A point may name a zone itself. Other keys are passed over.</remarks>
internal static class GridJson
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads the points of a zone; those that name none hold for each.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="zone">The zone wanted.</param>
    /// <param name="draft">The points.</param>
    /// <returns>What is wrong with it, or null.</returns>
    internal static string? Read(ReadOnlyMemory<byte> utf8, string zone, GridDraft draft)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Lenient);
            JsonElement root = document.RootElement;
            if (CarbonAwareForecast.Is(root)) return CarbonAwareForecast.Read(root, zone, draft);
            if (root.Field("points") is not { ValueKind: JsonValueKind.Array }) return "there is no list `points`";
            string whole = root.Text("zone");
            int number = 0;
            foreach (JsonElement point in root.List("points"))
            {
                number++;
                string named = point.Text("zone") is { Length: > 0 } own ? own : whole;
                if (named.Length > 0 && !named.Equals(zone, StringComparison.OrdinalIgnoreCase)) continue;
                if (Take(point, draft) is { } fault) return FormattableString.Invariant($"point {number}: {fault}");
            }

            return null;
        }
        catch (JsonException exception)
        {
            return FormattableString.Invariant($"line {(exception.LineNumber ?? 0) + 1}: this is not JSON");
        }
    }

    private static string? Take(JsonElement point, GridDraft draft)
    {
        DateTimeOffset end = default;
        if (!GridTime.TryParse(point.Text("from"), out DateTimeOffset begin)) return "`from` is no time, such as `2026-11-21T12:00Z`";
        bool ends = point.Field("to") is { ValueKind: not JsonValueKind.Null };
        if (ends && !GridTime.TryParse(point.Text("to"), out end)) return "`to` is no time, such as `2026-11-21T12:00Z`";
        return point.Number("g_per_kwh") is { } value ? draft.Take(begin, ends ? end : null, value, point.IsTrue("estimated")) : "`g_per_kwh` is no number";
    }
}
