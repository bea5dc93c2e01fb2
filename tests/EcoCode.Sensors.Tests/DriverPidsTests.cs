namespace EcoCode.Sensors.Tests;

/// <summary>Which process is meant by a driver's pid, seen from a container.</summary>
public sealed class DriverPidsTests : IDisposable
{
    private readonly PidNamespaces _pids = new();

    [Fact]
    public void On_the_host_a_pid_is_what_it_is()
    {
        Assert.True(PidNamespaces.Same.AreHosts);
        Assert.Equal((42, 42), (PidNamespaces.Same.OfHost(42), PidNamespaces.Same.OfNvidia(42)));
    }

    [Fact]
    public void With_the_hosts_proc_a_process_is_found_by_the_pid_that_it_has_here()
    {
        _pids.Add(5012, 12);
        _pids.OpenGpu(12);
        DriverPids pids = _pids.WithHost();
        Assert.True(pids.CanTell);
        Assert.Equal((12, 12), (pids.OfHost(5012), pids.OfNvidia(5012)));
    }

    [Fact]
    public void A_process_in_a_namespace_further_in_has_the_pid_that_it_has_here()
    {
        _pids.Add(5012, 12);
        _pids.AddHost(5012, 1200, 5012, 12, 1);
        Assert.Equal(12, _pids.WithHost().OfHost(5012));
    }

    [Fact]
    public void Another_containers_process_with_the_same_pid_is_not_taken_for_ours()
    {
        _pids.Add(5012, 12);
        _pids.OpenGpu(12);
        _pids.AddHost(6012, start: 77, 6012, 12);
        Assert.Equal((-6012, -6012), (_pids.WithHost().OfHost(6012), _pids.WithHost().OfNvidia(6012)));
    }

    [Theory]
    [InlineData(900)]
    [InlineData(123456)]
    public void A_process_of_the_host_or_one_that_is_hidden_is_nobodys_here(int pid)
    {
        _pids.AddHost(900, start: 1);
        Assert.Equal((-pid, -pid), (_pids.WithHost().OfHost(pid), _pids.WithHost().OfNvidia(pid)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_pid_that_the_driver_has_translated_itself_is_that_of_a_process_with_its_device_open(bool hasHost)
    {
        _pids.Add(5012, 12);
        _pids.Add(5013, 13);
        _pids.OpenGpu(12);
        DriverPids pids = hasHost ? _pids.WithHost() : _pids.WithoutHost();
        Assert.Equal((12, -13), (pids.OfNvidia(12), pids.OfNvidia(13)));
    }

    [Fact]
    public void Without_the_hosts_proc_its_pids_are_nobodys()
    {
        _pids.Add(5012, 12);
        _pids.OpenGpu(12);
        DriverPids pids = _pids.WithoutHost();
        Assert.False(pids.CanTell);
        Assert.Equal((-5012, -12), (pids.OfNvidia(5012), pids.OfHost(12)));
    }

    public void Dispose() => _pids.Dispose();
}
