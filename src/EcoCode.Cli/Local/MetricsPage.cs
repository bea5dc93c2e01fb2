using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EcoCode.Quantities;

namespace EcoCode.Cli.Local;

/// <summary>Tells Prometheus what a run amounts to: one page over HTTP, at the loopback address alone.</summary>
/// <remarks>A scraper asks every few seconds. One thread answers one after the other, and each has two seconds.</remarks>
internal sealed class MetricsPage : IDisposable
{
    private const int LongestHead = 8192, MostReads = 32, Patience = 2000;
    private const string Page = "GET /metrics ";
    private const string OpenMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private readonly Socket _listener;
    private readonly Func<byte[]?> _text;
    private readonly Thread _thread;

    private MetricsPage(Socket listener, Func<byte[]?> text)
    {
        (_listener, _text) = (listener, text);
        _thread = new Thread(Serve, 256 * 1024) { IsBackground = true, Name = "metrics" };
    }

    /// <summary>Begins to serve.</summary>
    /// <param name="port">The port.</param>
    /// <param name="text">Makes the text; null where there is none.</param>
    /// <param name="page">The page.</param>
    /// <param name="problem">Otherwise why not.</param>
    internal static bool TryOpen(int port, Func<byte[]?> text, [NotNullWhen(true)] out MetricsPage? page, [NotNullWhen(false)] out Note? problem)
    {
        page = null;
        problem = null;
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen(16);
        }
        catch (SocketException refused)
        {
            listener.Dispose();
            problem = SidecarProblems.NoMetrics(port, refused.SocketErrorCode == SocketError.AddressAlreadyInUse ? "the port is in use" : refused.Message);
            return false;
        }

        page = new MetricsPage(listener, text);
        page._thread.Start();
        return true;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _thread.Join(Patience);
    }

    private void Serve()
    {
        while (true)
        {
            try
            {
                using Socket client = _listener.Accept();
                (client.ReceiveTimeout, client.SendTimeout) = (Patience, Patience);
                Answer(client);
            }
            catch (SocketException problem) when (problem.SocketErrorCode is not (SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket))
            {
                // That client is gone or too slow; the next may not be.
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Answer(Socket client)
    {
        string head = Head(client);
        if (head.Length == 0) return;
        bool found = head.StartsWith(Page, StringComparison.Ordinal);
        byte[]? text = found ? _text() : null;
        (string status, string type, byte[] body) = text is not null ? ("200 OK", OpenMetrics, text)
            : found ? ("503 Service Unavailable", "text/plain", "there is no record of the run yet\n"u8.ToArray())
            : ("404 Not Found", "text/plain", "there is /metrics\n"u8.ToArray());
        client.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {Counted(body)}\r\nConnection: close\r\n\r\n"));
        for (int sent = 0; sent < body.Length;) sent += client.Send(body.AsSpan(sent));
        client.Shutdown(SocketShutdown.Both);
    }

    private static string Counted(byte[] body) => body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The request up to its empty line; empty where none came.</summary>
    private static string Head(Socket client)
    {
        byte[] bytes = new byte[LongestHead];
        int length = 0;
        for (int reads = 0; reads < MostReads && length < bytes.Length; reads++)
        {
            int read = client.Receive(bytes.AsSpan(length));
            if (read == 0) break;
            length += read;
            if (bytes.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0) return Encoding.Latin1.GetString(bytes, 0, length);
        }

        return "";
    }
}
