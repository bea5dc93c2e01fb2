using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EcoCode.Agent.Running;

/// <summary>Tells systemd how the agent is (sd_notify(3)): datagrams to the socket that it names. Without one, nothing is told.</summary>
public sealed class ServiceManager : IDisposable
{
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _address;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _watchdog;
    private long _fed;

    /// <param name="environment">Tells an environment variable.</param>
    /// <param name="ownPid">The pid of this process: the watchdog may be meant for another.</param>
    /// <param name="time">The clock, whose timestamps are those of CLOCK_MONOTONIC.</param>
    public ServiceManager(Func<string, string?> environment, int ownPid, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        if (environment("NOTIFY_SOCKET") is not { Length: > 1 } path || path[0] is not ('/' or '@')) return;
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        _address = new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path);
        bool meant = environment("WATCHDOG_PID") is not { Length: > 0 } pid || pid == ownPid.ToString(CultureInfo.InvariantCulture);
        if (meant && long.TryParse(environment("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds) && microseconds > 0)
        {
            _watchdog = TimeSpan.FromMicroseconds(microseconds);
        }
    }

    /// <summary>How often the watchdog must be fed, with time to spare; <c>null</c> where there is none.</summary>
    public TimeSpan? FeedEvery => _watchdog / 3;

    /// <summary>The agent answers.</summary>
    public void Ready(string status) => Send($"READY=1\nSTATUS={Line(status)}");

    /// <summary>What people see in <c>systemctl status</c>.</summary>
    public void Status(string status) => Send($"STATUS={Line(status)}");

    /// <summary>Everything is read anew; <see cref="Ready"/> follows.</summary>
    public void Reloading() => Send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={(long)((Int128)_time.GetTimestamp() * 1_000_000 / _time.TimestampFrequency)}"));

    /// <summary>The agent ends.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>Feeds the watchdog, if it is time. To be called by what the watchdog watches, and by nothing else.</summary>
    public void Alive()
    {
        if (FeedEvery is not { } every || (_fed != 0 && _time.GetElapsedTime(_fed) < every)) return;
        _fed = _time.GetTimestamp();
        Send("WATCHDOG=1");
    }

    public void Dispose() => _socket?.Dispose();

    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private void Send(string message)
    {
        if (_socket is null) return;
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(message), _address!);
        }
        catch (SocketException)
        {
            // Who does not listen learns nothing; the agent is none the worse for it.
        }
    }
}
