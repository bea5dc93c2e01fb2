using System.Text.Encodings.Web;
using System.Text.Json;

namespace EcoCode.Report.Diagnoses;

/// <summary>A diagnosis as one JSON object.</summary>
public static class DiagnosisJson
{
    private const string Schema = "ecocode.doctor/1";

    /// <summary>Writes it; what is not known is <c>null</c>.</summary>
    public static void Write(Stream utf8, Diagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(diagnosis);
        using (var json = new Utf8JsonWriter(utf8, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            Write(json, "heading", diagnosis.Heading);
            json.WriteStartArray("findings");
            foreach (Finding finding in diagnosis.Findings) Write(json, finding);
            json.WriteEndArray();
            Write(json, "closing", diagnosis.Closing);
            json.WriteNumber("failed", diagnosis.Count(FindingLevel.Fail));
            json.WriteNumber("warnings", diagnosis.Count(FindingLevel.Warn));
            json.WriteEndObject();
        }

        utf8.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("section", finding.Section);
        json.WriteString("level", finding.Level.ToString().ToLowerInvariant());
        json.WriteString("subject", finding.Subject);
        json.WriteString("text", finding.Text);
        json.WriteString("provenance", finding.Provenance?.ToString().ToLowerInvariant());
        if (finding.RelativeBand is { } band) json.WriteNumber("relative_band", band);
        else json.WriteNull("relative_band");
        json.WriteString("reason", finding.Reason);
        json.WriteString("fix", finding.Fix);
        json.WriteString("code", finding.Code);
        json.WriteEndObject();
    }
}
