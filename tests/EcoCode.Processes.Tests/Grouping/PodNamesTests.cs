using EcoCode.Processes.Grouping;
using EcoCode.Processes.Tests.Trees;

namespace EcoCode.Processes.Tests.Grouping;

public sealed class PodNamesTests : IDisposable
{
    private const string Uid = "72f7f152-440c-66ac-9084-e0fc1d8a910c";

    private readonly TemporaryTree _root = new();
    private readonly FakeMachine _clock = new();

    [Fact]
    public void A_pod_is_called_what_the_folder_of_its_logs_is()
    {
        _root.With($"var/log/pods/kube-system_coredns-5d78c9869d-x7k2p_{Uid}/coredns/0.log", "");
        _root.With("var/log/pods/default_web.example_c704ef4c297ab11032b83ce52cbfc87b/web/0.log", "");
        PodNames names = new(_root.Fs, _clock);
        Assert.True(names.TryFind(Uid, out PodName pod));
        Assert.Equal(new PodName("kube-system", "coredns-5d78c9869d-x7k2p"), pod);
        Assert.True(names.TryFind("c704ef4c297ab11032b83ce52cbfc87b", out pod));
        Assert.Equal("web.example", pod.Name);
    }

    [Fact]
    public void A_pod_that_is_new_is_found_within_ten_seconds()
    {
        PodNames names = new(_root.Fs, _clock);
        Assert.False(names.TryFind(Uid, out _));
        _root.With($"var/log/pods/default_web_{Uid}/web/0.log", "");
        Assert.False(names.TryFind(Uid, out _));
        _clock.Pass(10);
        Assert.True(names.TryFind(Uid, out _));
    }

    [Theory]
    [InlineData("web_" + Uid)]
    [InlineData("a_b_c_" + Uid)]
    [InlineData("__" + Uid)]
    public void Folders_of_another_shape_are_no_pods(string folder)
    {
        _root.With($"var/log/pods/{folder}/x/0.log", "");
        Assert.False(new PodNames(_root.Fs, _clock).TryFind(Uid, out _));
    }

    public void Dispose()
    {
        _root.Dispose();
        _clock.Dispose();
    }
}
