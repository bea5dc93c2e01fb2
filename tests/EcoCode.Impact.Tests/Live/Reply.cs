using System.Globalization;
using System.Text;

namespace EcoCode.Impact.Tests.Live;

/// <summary>What a played server sends, byte by byte.</summary>
/// <param name="Bytes">Head and body.</param>
/// <param name="Stalls">Whether it then sends nothing more and does not close; else it closes.</param>
internal sealed record Reply(byte[] Bytes, bool Stalls = false)
{
    internal static Reply Json(string body, int status = 200, string headers = "") => Of(body, "application/json; charset=utf-8", status, headers);

    /// <summary>One of the answers in <c>Answers/</c>, whose shapes are those of the services and whose values are made up.</summary>
    internal static Reply File(string name) => Json(System.IO.File.ReadAllText(Path.Join(AppContext.BaseDirectory, "Live", "Answers", name + ".json")));

    internal static Reply Of(string body, string type, int status = 200, string headers = "")
        => new(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Status\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}")));

    /// <summary>The same, ended too early.</summary>
    internal Reply Cut(int left) => new(Bytes[..^left]);

    /// <summary>The same, of which the last bytes never come.</summary>
    internal Reply Stalling(int left) => new(Bytes[..^left], Stalls: true);
}
