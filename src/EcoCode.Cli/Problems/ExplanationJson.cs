using System.Text.Encodings.Web;
using System.Text.Json;
using EcoCode.Report;

namespace EcoCode.Cli.Problems;

/// <summary>Explanations as JSON.</summary>
internal static class ExplanationJson
{
    /// <summary>Writes one object, or an array of them where a list was asked for.</summary>
    internal static void Write(Stream utf8, IReadOnlyList<Explanation> explanations, bool list)
    {
        using (var json = new Utf8JsonWriter(utf8, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (list) json.WriteStartArray();
            foreach (Explanation explanation in explanations)
            {
                json.WriteStartObject();
                json.WriteString("code", explanation.Code);
                json.WriteString("title", explanation.Title);
                json.WriteString("means", explanation.Means);
                json.WriteString("why", explanation.Why);
                json.WriteString("fix", explanation.Fix);
                json.WriteEndObject();
            }

            if (list) json.WriteEndArray();
        }

        utf8.Write("\n"u8);
    }
}
