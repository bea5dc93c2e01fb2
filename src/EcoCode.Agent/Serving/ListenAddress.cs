using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EcoCode.Agent.Serving;

/// <summary>Where metrics are served: an address of this machine with a port, or a Unix socket.</summary>
public sealed record ListenAddress
{
    private ListenAddress(IPEndPoint? endPoint, string? path) => (EndPoint, Path) = (endPoint, path);

    /// <summary>The port that is registered with Prometheus for nobody; beside it are those of node_exporter and its like.</summary>
    public const int UsualPort = 9464;

    /// <summary>This machine only, where nothing is said.</summary>
    public static ListenAddress Usual { get; } = new(new IPEndPoint(IPAddress.Loopback, UsualPort), null);

    /// <summary>The address and port; <c>null</c> of a Unix socket. Port 0 is one that is free.</summary>
    public IPEndPoint? EndPoint { get; }

    /// <summary>The path of a Unix socket; <c>null</c> of an address.</summary>
    public string? Path { get; }

    /// <summary>Whether only programs of this machine can come here.</summary>
    public bool IsLocal => EndPoint is null || IPAddress.IsLoopback(EndPoint.Address);

    /// <summary>Reads <c>127.0.0.1:9464</c>, <c>[::1]:9464</c>, <c>:9464</c> (all addresses), <c>localhost:9464</c>, <c>10.0.0.7</c> (the usual port) or <c>unix:/path</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ListenAddress? address)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = null;
        if (text.StartsWith("unix:", StringComparison.Ordinal))
        {
            string path = text["unix:".Length..];

            // sun_path has 108 bytes with the zero at its end (unix(7)).
            if (path.StartsWith('/') && System.Text.Encoding.UTF8.GetByteCount(path) < 108) address = new(null, path);
            return address is not null;
        }

        int colon = text.LastIndexOf(':');
        bool hasPort = colon >= 0 && !text.EndsWith(']') && (text.IndexOf(':', StringComparison.Ordinal) == colon || text.StartsWith('['));
        int port = UsualPort;
        if (hasPort && !(int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort)) return false;
        string host = hasPort ? text[..colon] : text;
        IPAddress? ip = host switch
        {
            "" => hasPort ? IPAddress.IPv6Any : null,
            "localhost" => IPAddress.Loopback,
            ['[', .., ']'] => IPAddress.TryParse(host[1..^1], out IPAddress? six) && six.AddressFamily == AddressFamily.InterNetworkV6 ? six : null,
            _ => IPAddress.TryParse(host, out IPAddress? any) && (any.AddressFamily == AddressFamily.InterNetworkV6 || host.Count(letter => letter == '.') == 3) ? any : null,
        };
        if (ip is not null) address = new(new IPEndPoint(ip, port), null);
        return address is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => EndPoint is null ? $"unix:{Path}" : EndPoint.ToString();
}
