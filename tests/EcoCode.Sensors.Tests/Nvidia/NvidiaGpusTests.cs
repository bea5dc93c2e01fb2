using EcoCode.Host;
using EcoCode.Sensors.Nvidia;

namespace EcoCode.Sensors.Tests.Nvidia;

/// <summary>Finding GPUs, and what is said of those that can't be measured, or not well.</summary>
public sealed class NvidiaGpusTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void Each_gpu_is_a_slot_with_its_counter_before_its_power()
    {
        using var nvml = new FakeNvml("gpu name=Fake-A", "gpu name=Fake-B energy=none");
        using NvidiaGpus gpus = Open(nvml);
        Catalogue found = gpus.Find(Patience);

        Assert.Equal(["nvml-energy", "nvml-power"], found.Slots[0].Candidates.Select(group => group.Sources[0].Method));
        Assert.Equal(["nvml-power"], found.Slots[1].Candidates.Select(group => group.Sources[0].Method));
        Assert.Equal(new GpuIdentity(1, "Fake-B", "GPU-00000001-0000-4000-8000-000000000000", "0000:3c:00.0"), found.Slots[1].Gpu!.Identity);
        Assert.Equal(["GPU 1: nvml-energy is not told"], found.Unused);
        Assert.Empty(found.Notes);
        Assert.All(found.Slots, slot => Assert.Equal(1400, slot.Candidates[0].Sources[0].Ceiling.Watts));
    }

    [Theory]
    [InlineData("init error=18", "ECO1303")]
    [InlineData("init error=4", "ECO1304")]
    [InlineData("init error=9", "ECO1305")]
    [InlineData("gpu lost=0:9", "ECO1306")]
    [InlineData("gpu energy=none instant=0 averaged=1", "ECO1308")]
    [InlineData("gpu mig=1", "ECO1309")]
    [InlineData("gpu virtual=3", "ECO1311")]
    public void What_stands_in_the_way_is_told(string script, string code)
    {
        using var nvml = new FakeNvml(script);
        using NvidiaGpus gpus = Open(nvml);
        Assert.Equal(code, Assert.Single(gpus.Find(Patience).Notes).Code);
    }

    [Fact]
    public void Use_through_an_mps_server_is_told()
    {
        using var nvml = new FakeNvml("gpu", "process pid=42 kind=mps memory=10");
        using NvidiaGpus gpus = Open(nvml);
        Assert.Equal("ECO1310", Assert.Single(gpus.Find(Patience).Notes).Code);
    }

    [Fact]
    public void Foreign_pids_are_told_only_where_there_is_a_gpu()
    {
        using var container = new PidNamespaces();
        using var nvml = new FakeNvml("gpu");
        using NvidiaGpus gpus = Open(nvml, container.WithoutHost());
        Assert.Equal("ECO1312", Assert.Single(gpus.Find(Patience).Notes).Code);
        using var none = new FakeNvml();
        using NvidiaGpus nothing = Open(none, container.WithoutHost());
        Assert.Empty(nothing.Find(Patience).Notes);
    }

    [Fact]
    public void A_library_that_is_not_there_is_told()
    {
        using NvidiaGpus gpus = NvidiaGpus.Open("/nowhere/libnvidia-ml.so.1", GpuSelection.All, ordered: true, PidNamespaces.Same, TimeSpan.FromSeconds(1), TimeProvider.System);
        Assert.Equal("ECO1301", Assert.Single(gpus.Find(Patience).Notes).Code);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("none", "")]
    [InlineData("all", "0 1 2")]
    [InlineData("2,GPU-00000000", "0 2")]
    [InlineData("0000:3d:00.0", "2")]
    public void A_selection_narrows_what_is_measured_and_says_so(string text, string expected)
    {
        Assert.True(GpuSelection.TryParse(text, out GpuSelection? selection, out _));
        using var nvml = new FakeNvml("gpu", "gpu", "gpu");
        using NvidiaGpus gpus = NvidiaGpus.Open(nvml.Path, selection, ordered: true, PidNamespaces.Same, TimeSpan.FromSeconds(1), TimeProvider.System);
        Catalogue found = gpus.Find(Patience);
        Assert.Equal(expected, string.Join(' ', found.Slots.Select(slot => slot.Gpu!.Identity.Device)));
        Assert.Equal(text != "all", found.Notes.Any(note => note.Code == "ECO1341" && note.Message.Contains($"`--gpus {text}`", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Fake-A", "Fake-A", 1)]
    [InlineData("Fake-A", "Fake-B", 2)]
    public void Numbers_in_cudas_own_order_are_believed_only_where_all_gpus_are_alike(string first, string second, int measured)
    {
        using var nvml = new FakeNvml($"gpu name={first}", $"gpu name={second}");
        using NvidiaGpus gpus = NvidiaGpus.Open(nvml.Path, GpuSelection.OfCuda("1"), ordered: false, PidNamespaces.Same, TimeSpan.FromSeconds(1), TimeProvider.System);
        Catalogue found = gpus.Find(Patience);
        Assert.Equal(measured, found.Slots.Count);
        Assert.Equal(measured == 1 ? "ECO1341" : "ECO1342", Assert.Single(found.Notes).Code);
    }

    [Fact]
    public void A_gpu_that_hangs_holds_up_neither_the_others_nor_the_end()
    {
        using var nvml = new FakeNvml("gpu power=constant:100", "gpu power=constant:200 hang=1:6");
        using NvidiaGpus gpus = Open(nvml);
        Catalogue found = gpus.Find(Patience);
        IEnergyCounter one = found.Slots[0].Candidates[0].Sources[0].Counter!, hung = found.Slots[1].Candidates[0].Sources[0].Counter!;
        Assert.Equal(ReadOutcome.Ok, one.TryRead(out Quantities.Energy begin));
        Assert.Equal(ReadOutcome.Ok, hung.TryRead(out Quantities.Energy same));

        // The second is stuck from here on; asking for fresh figures waits for it no longer than it promises, and the first has them.
        nvml.Pass(3);
        gpus.Freshen();
        Assert.Equal(ReadOutcome.Ok, one.TryRead(out Quantities.Energy end));
        Assert.Equal(300, (end - begin).Joules, 0.01);
        _ = hung.TryRead(out Quantities.Energy still);
        Assert.True(still == same || still == default);
        nvml.Pass(4);
    }

    [Fact]
    public void Sixteen_gpus_are_followed()
    {
        using var nvml = new FakeNvml([.. Enumerable.Repeat("gpu", 16)]);
        using NvidiaGpus gpus = Open(nvml);
        Assert.Equal(16, gpus.Find(Patience).Slots.Count);
    }

    private static NvidiaGpus Open(FakeNvml nvml, DriverPids? pids = null)
        => NvidiaGpus.Open(nvml.Path, GpuSelection.All, ordered: true, pids ?? PidNamespaces.Same, TimeSpan.FromSeconds(1), TimeProvider.System);
}
