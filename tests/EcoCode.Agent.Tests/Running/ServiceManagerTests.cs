using System.Net.Sockets;
using System.Text;
using EcoCode.Agent.Running;
using EcoCode.Agent.Tests.Serving;
using EcoCode.Scripted;

namespace EcoCode.Agent.Tests.Running;

public sealed class ServiceManagerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly Dictionary<string, string> _environment = [];
    private readonly ManualClock _clock = new();

    public ServiceManagerTests()
    {
        _environment["NOTIFY_SOCKET"] = _folder.PathOf("notify");
        _systemd.Bind(new UnixDomainSocketEndPoint(_folder.PathOf("notify")));
    }

    [Fact]
    public void The_service_manager_hears_of_start_reload_and_end()
    {
        using ServiceManager service = Open();
        service.Ready("measures cpu\nby a model");
        Assert.Equal("READY=1\nSTATUS=measures cpu by a model", Heard());
        service.Reloading();
        Assert.Equal("RELOADING=1\nMONOTONIC_USEC=100000000", Heard());
        service.Stopping();
        Assert.Equal("STOPPING=1", Heard());
    }

    [Fact]
    public void The_watchdog_is_fed_three_times_as_often_as_it_asks()
    {
        _environment["WATCHDOG_USEC"] = "30000000";
        _environment["WATCHDOG_PID"] = "42";
        using ServiceManager service = Open();
        Assert.Equal(TimeSpan.FromSeconds(10), service.FeedEvery);
        service.Alive();
        Assert.Equal("WATCHDOG=1", Heard());
        _clock.Pass(TimeSpan.FromSeconds(9));
        service.Alive();
        Assert.Equal(0, _systemd.Available);
        _clock.Pass(TimeSpan.FromSeconds(1));
        service.Alive();
        Assert.Equal("WATCHDOG=1", Heard());
    }

    [Fact]
    public void A_watchdog_that_is_meant_for_another_process_is_not_fed()
    {
        _environment["WATCHDOG_USEC"] = "30000000";
        _environment["WATCHDOG_PID"] = "43";
        using ServiceManager service = Open();
        service.Alive();
        Assert.Null(service.FeedEvery);
        Assert.Equal(0, _systemd.Available);
    }

    [Fact]
    public void Without_a_service_manager_nothing_is_told()
    {
        _environment.Clear();
        using ServiceManager service = Open();
        service.Ready("");
        Assert.Equal(0, _systemd.Available);
    }

    [Fact]
    public void A_service_manager_that_is_gone_does_no_harm()
    {
        using ServiceManager service = Open();
        _systemd.Dispose();
        service.Ready("");
        service.Stopping();
    }

    public void Dispose()
    {
        _systemd.Dispose();
        _folder.Dispose();
    }

    private ServiceManager Open() => new(name => _environment.GetValueOrDefault(name), 42, _clock);

    private string Heard()
    {
        byte[] buffer = new byte[4096];
        _systemd.ReceiveTimeout = 10_000;
        return Encoding.UTF8.GetString(buffer, 0, _systemd.Receive(buffer));
    }
}
