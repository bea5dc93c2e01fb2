using System.Text;
using EcoCode.Sensors.Drm;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Sensors.Tests.Drm;

/// <summary>Texts are those that the kernel's documentation and bug reports of tools show: sources in tests/Machines/README.md.</summary>
public sealed class DrmFdinfoTests
{
    private const string Amd = "pos:    0\nflags:  02104002\nmnt_id: 24\nino:    614\npasid:  32784\ndrm-driver:     amdgpu\ndrm-pdev:       0000:08:00.0\ndrm-client-id:  217\ndrm-memory-vram:        2068 KiB\ndrm-memory-gtt:         8192 KiB\ndrm-memory-cpu:         0 KiB\ndrm-engine-gfx: 107322799 ns\n";

    private const string Intel = "pos:    0\nflags:  02100002\nmnt_id: 26\nino:    284\ndrm-driver:     i915\ndrm-client-id:  39\ndrm-pdev:       0000:00:02.0\ndrm-total-system0:      6044 KiB\ndrm-resident-system0:   6044 KiB\ndrm-total-local0:       20 MiB\ndrm-resident-local0:    12 MiB\ndrm-engine-render:      346249 ns\ndrm-engine-copy:        1000 ns\ndrm-engine-video:       600 ns\ndrm-engine-capacity-video:      2\ndrm-engine-video-enhance:       0 ns\n";

    private const string Xe = "pos:\t0\nflags:\t0100002\nmnt_id:\t26\nino:\t685\ndrm-driver:\txe\ndrm-client-id:\t3\ndrm-pdev:\t0000:03:00.0\ndrm-total-gtt:\t192 KiB\ndrm-resident-gtt:\t192 KiB\ndrm-total-vram0:\t23992 KiB\ndrm-shared-vram0:\t16 MiB\ndrm-active-vram0:\t0\ndrm-resident-vram0:\t23992 KiB\ndrm-cycles-rcs:\t28257900\ndrm-total-cycles-rcs:\t7655183225\ndrm-cycles-vcs:\t1000\ndrm-total-cycles-vcs:\t7655183225\ndrm-engine-capacity-vcs:\t2\ndrm-cycles-ccs:\t400\ndrm-total-cycles-ccs:\t7655183225\ndrm-engine-capacity-ccs:\t4\n";

    [Fact]
    public void A_client_of_amdgpu_is_read()
    {
        DrmFdinfo info = Parsed(Amd);
        Assert.Equal(("0000:08:00.0", 217L, 107_322_799.0, 2068L * 1024), (info.Slot.ToString(), info.Client, info.Nanoseconds, info.MemoryBytes));
        Assert.Equal(0, info.Clock);
    }

    [Fact]
    public void An_engine_of_a_group_of_two_counts_half()
        => Assert.Equal(346_249 + 1000 + 300, Parsed(Intel).Nanoseconds);

    [Fact]
    public void What_is_there_counts_and_not_what_was_asked_for_and_memory_of_the_machine_does_not()
        => Assert.Equal(12L << 20, Parsed(Intel).MemoryBytes);

    [Fact]
    public void Cycles_of_xe_are_read_with_the_clock_that_they_are_of()
    {
        DrmFdinfo info = Parsed(Xe);
        Assert.Equal((28_257_900 + 500 + 100, 7_655_183_225L), (info.Cycles, info.Clock));
        Assert.Equal((0.0, 23992L * 1024), (info.Nanoseconds, info.MemoryBytes));
    }

    [Fact]
    public void The_older_name_of_the_same_memory_is_not_added()
        => Assert.Equal(64L << 10, Parsed(Amd.Replace("drm-memory-vram:        2068 KiB", "drm-resident-vram:\t64 KiB\ndrm-memory-vram:\t64 KiB", StringComparison.Ordinal)).MemoryBytes);

    [Theory]
    [InlineData("")]
    [InlineData("pos:\t0\nflags:\t02\nmnt_id:\t15\nino:\t7\n")]
    [InlineData("drm-driver:\tpanfrost\ndrm-client-id:\t5\ndrm-engine-fragment:\t7 ns\n")]
    [InlineData("drm-pdev:\t0000:03:00.0\n")]
    [InlineData("drm-pdev:\tgarbage\ndrm-client-id:\t5\n")]
    [InlineData("drm-pdev:\t0000:03:00.0\ndrm-client-id:\t-5\n")]
    public void What_names_no_device_or_no_client_is_none(string text)
        => Assert.False(DrmFdinfo.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Theory]
    [InlineData("drm-engine-gfx:\t123456789012345678901234567890 ns")]
    [InlineData("drm-engine-gfx:\t-7 ns")]
    [InlineData("drm-engine-gfx:\tmany ns")]
    [InlineData("drm-engine-gfx:\t7 us")]
    [InlineData("drm-engine-gfx:")]
    [InlineData("drm-engine-gfx")]
    [InlineData("drm-memory-vram:\t99999999999999999999 KiB")]
    [InlineData("drm-memory-vram:\t9223372036854775807 MiB")]
    [InlineData("drm-memory-vram:\t7 furlongs")]
    [InlineData("drm-engine-capacity-gfx:\t0")]
    public void A_line_that_says_nothing_sensible_says_nothing(string line)
    {
        DrmFdinfo info = Parsed("drm-pdev:\t0000:03:00.0\ndrm-client-id:\t5\n" + line + "\ndrm-engine-dma:\t11 ns\n");
        Assert.Equal((11.0, 0L), (info.Nanoseconds, info.MemoryBytes));
    }

    [Fact]
    public void Whatever_the_text_reading_it_ends_and_tells_no_negative_number()
    {
        Prop.ForAll<byte[], string>((bytes, text) =>
        {
            byte[] input = [.. "drm-pdev:\t0000:03:00.0\ndrm-client-id:\t5\ndrm-"u8, .. bytes ?? [], .. Encoding.UTF8.GetBytes(text ?? "")];
            return !DrmFdinfo.TryParse(input, out DrmFdinfo info) || (info.Nanoseconds >= 0 && info.Cycles >= 0 && info.MemoryBytes >= 0 && info.Clock >= 0);
        }).QuickCheckThrowOnFailure();
    }

    private static DrmFdinfo Parsed(string text)
    {
        Assert.True(DrmFdinfo.TryParse(Encoding.ASCII.GetBytes(text), out DrmFdinfo info));
        return info;
    }
}
