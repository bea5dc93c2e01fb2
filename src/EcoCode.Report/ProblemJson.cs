using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EcoCode.Quantities;

namespace EcoCode.Report;

/// <summary>A problem as one JSON object on one line, for scripts.</summary>
public static class ProblemJson
{
    /// <summary>Writes it. All keys are always there; what is not known is <c>null</c>.</summary>
    public static void Write(TextWriter writer, Note problem, string? cause)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(problem);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("code", problem.Code);
            json.WriteString("message", problem.Message);
            json.WriteString("cause", cause);
            json.WriteString("hint", problem.Hint);
            json.WriteString("more", ProblemText.More(problem));
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n");
    }
}
