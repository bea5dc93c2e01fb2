using System.Globalization;
using EcoCode.Cli.Agents;
using EcoCode.Cli.Interop;

namespace EcoCode.Cli.Tests.Agents;

/// <summary>What an agent may do, and gives up.</summary>
public sealed class PrivilegesTests
{
    /// <summary>CAP_DAC_READ_SEARCH 2, CAP_NET_BIND_SERVICE 10, CAP_SYS_PTRACE 19, CAP_PERFMON 38, by linux/capability.h.</summary>
    private const ulong Useful = 0x40_0008_0404;

    private static readonly string[] All = ["CapEff", "CapPrm", "CapBnd"];

    [Theory]
    [InlineData(0x1ff_ffff_ffff)]
    [InlineData(ulong.MaxValue)]
    [InlineData(0xffff_ffff_8000_0000)]
    [InlineData(0)]
    public void Of_what_is_held_only_the_useful_is_left_however_many_the_kernel_has(ulong held)
    {
        uint low = (uint)(held & uint.MaxValue), high = (uint)(held >> 32);
        uint[] sets = [low, low, low, high, high, high];
        Capabilities.Narrow(sets, Privileges.Used);
        ulong left = held & Useful;
        uint lowLeft = (uint)(left & uint.MaxValue), highLeft = (uint)(left >> 32);
        Assert.Equal([lowLeft, lowLeft, lowLeft, highLeft, highLeft, highLeft], sets);
    }

    [Fact]
    public void A_set_of_all_64_can_be_kept_whole_and_nothing_is_got_that_was_not_permitted()
    {
        uint[] sets = [0, 5, uint.MaxValue, 0, 0x8000_0000, 0];
        Capabilities.Narrow(sets, ulong.MaxValue);
        Assert.Equal([5, 5, 5, 0x8000_0000, 0x8000_0000, 0], sets);
    }

    [Theory]
    [InlineData("Name:\tx\nCapEff:\t000001ffffffffff\nCapBnd:\t0\n", 0x1ff_ffff_ffff)]
    [InlineData("Name:\tx\nCapEff:\tffffffffffffffff\n", ulong.MaxValue)]
    [InlineData("Name:\tx\nCapEff:\t8000000000000000", 0x8000_0000_0000_0000)]
    [InlineData("Name:\tx\nCapEff:\t00", 0)]
    [InlineData("Name:\tx\nCapEff:\tzzzzzzzzzzzzzzzz\n", 0)]
    [InlineData("", 0)]
    public void The_set_is_read_whatever_is_in_it(string status, ulong set) => Assert.Equal(set, Privileges.EffectiveIn(status));

    [Theory]
    [InlineData(0, "none")]
    [InlineData(1UL << 10, "none")]
    [InlineData(Useful, "CAP_PERFMON, CAP_DAC_READ_SEARCH, CAP_SYS_PTRACE")]
    [InlineData(0x1ff_ffff_ffff, "CAP_PERFMON, CAP_DAC_READ_SEARCH, CAP_SYS_PTRACE, 37 that it does not use")]
    [InlineData(ulong.MaxValue, "CAP_PERFMON, CAP_DAC_READ_SEARCH, CAP_SYS_PTRACE, 60 that it does not use")]
    public void Those_in_use_are_named_and_the_others_counted(ulong held, string said) => Assert.Equal(said, Privileges.Name(held));

    [Fact]
    public void Whoever_starts_it_as_root_keeps_nothing_but_what_it_uses()
    {
        ulong[] before = [], after = [];

        // Capabilities are a thread's own: those of the tests stay as they are.
        var thread = new Thread(() =>
        {
            before = Sets();
            Privileges.GiveUpOthers();
            after = Sets();
        });
        thread.Start();
        thread.Join();
        Assert.SkipUnless((before[0] & ~Useful) != 0, "this user has no capability to give up");
        Assert.SkipUnless((before[0] & (1UL << 8)) != 0, "this user may not take capabilities from the bounding set (CAP_SETPCAP)");
        Assert.Equal(before.Select(set => set & Useful), after);
    }

    /// <summary>What the kernel says of the calling thread.</summary>
    private static ulong[] Sets()
    {
        string[] lines = File.ReadAllLines("/proc/thread-self/status");
        return [.. All.Select(name => ulong.Parse(lines.Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split('\t')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
    }
}
