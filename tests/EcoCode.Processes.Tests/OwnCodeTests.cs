using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using EcoCode.Host;
using EcoCode.Processes.Linux;
using EcoCode.Scripted;

namespace EcoCode.Processes.Tests;

public sealed class OwnCodeTests : IDisposable
{
    private const string Program = "/usr/bin/ecocode";

    /// <summary>Entries of /proc/self/pagemap.</summary>
    private const ulong OfFile = (1UL << 63) | (1UL << 61), Written = 1UL << 63, Swapped = 1UL << 62, Absent = 0;

    private readonly TemporaryTree _proc = new();

    [Fact]
    public void Code_of_the_program_that_nothing_wrote_to_is_given_back()
    {
        Map($"1000-3000 r-xp 00002000 fd:00 12     {Program}", $"8000-9000 r-xp 00042000 fd:00 12     {Program}");
        Pages((1, OfFile), (2, Absent), (8, OfFile));
        Assert.Equal([(0x1000, 0x2000), (0x8000, 0x1000)], Found());
    }

    [Theory]
    [InlineData("r--p", Program)]
    [InlineData("rw-p", Program)]
    [InlineData("rwxp", Program)]
    [InlineData("r-xs", Program)]
    [InlineData("r-xp", "/usr/lib/libc.so.6")]
    [InlineData("r-xp", "/other/usr/bin/ecocode")]
    [InlineData("r-xp", "")]
    public void What_is_written_to_shared_or_of_another_file_is_left_alone(string access, string path)
    {
        Map($"1000-3000 {access} 00002000 fd:00 12     {path}");
        Pages((1, OfFile), (2, OfFile));
        Assert.Empty(Found());
    }

    [Theory]
    [InlineData(Written)]
    [InlineData(Swapped)]
    public void A_page_that_a_debugger_wrote_to_keeps_its_mapping(ulong entry)
    {
        Map($"1000-3000 r-xp 00002000 fd:00 12     {Program}");
        Pages((1, OfFile), (2, entry));
        Assert.Empty(Found());
    }

    [Theory]
    [InlineData("1000 r-xp 0 fd:00 12 /usr/bin/ecocode")]
    [InlineData("-3000 r-xp 0 fd:00 12 /usr/bin/ecocode")]
    [InlineData("3000-1000 r-xp 0 fd:00 12 /usr/bin/ecocode")]
    [InlineData("x-y r-xp 0 fd:00 12 /usr/bin/ecocode")]
    [InlineData("")]
    public void A_line_that_is_none_is_passed_over(string line)
    {
        Map(line);
        Pages((3, OfFile));
        Assert.Empty(Found());
    }

    [Fact]
    public void A_page_map_that_ends_early_tells_nothing_so_all_is_left()
    {
        Map($"1000-3000 r-xp 00002000 fd:00 12     {Program}");
        Pages((1, OfFile));
        Assert.Empty(Found());
    }

    [Fact]
    public void Without_maps_or_without_a_path_there_is_nothing_to_give_back()
    {
        Assert.Empty(Found());
        Map($"1000-2000 r-xp 00002000 fd:00 12     {Program}");
        Assert.Empty(Found());
        Pages((1, OfFile));
        Assert.Empty(new OwnCode(_proc.Fs, null, TimeProvider.System).Mappings());
    }

    [Fact]
    public void Five_seconds_after_the_start_and_five_minutes_later_code_is_given_back_and_the_program_runs_on()
    {
        var clock = new ManualClock();
        var own = new OwnCode(new PseudoFs("/proc"), Environment.ProcessPath, clock);
        Assert.SkipUnless(Resident() > 0, "/proc/self/smaps does not tell of this program's code");
        Touch(own);
        Assert.True(Pass(clock, own, TimeSpan.FromSeconds(4.9)) > 0);
        Assert.Equal(0, Pass(clock, own, TimeSpan.FromSeconds(0.1)));
        Touch(own);
        Assert.True(Pass(clock, own, TimeSpan.FromMinutes(4.9)) > 0);
        Assert.Equal(0, Pass(clock, own, TimeSpan.FromMinutes(0.1)));
    }

    public void Dispose() => _proc.Dispose();

    private void Map(params string[] lines) => _proc.With("self/maps", string.Join('\n', lines) + "\n");

    /// <summary>A page map up to the last page that is named; pages are 4 KiB in the maps above.</summary>
    private void Pages(params (int Page, ulong Entry)[] entries)
    {
        Assert.SkipUnless(Environment.SystemPageSize == 4096, "the maps of these tests are of pages of 4 KiB");
        var map = new byte[8 * (entries.Max(entry => entry.Page) + 1)];
        foreach ((int page, ulong entry) in entries) BinaryPrimitives.WriteUInt64LittleEndian(map.AsSpan(8 * page), entry);
        _proc.With("self/pagemap", map);
    }

    private static long Pass(ManualClock clock, OwnCode own, TimeSpan span)
    {
        clock.Pass(span);
        own.Tick();
        return Resident();
    }

    private static void Touch(OwnCode own)
    {
        foreach ((nuint start, _) in own.Mappings()) _ = Marshal.ReadByte((nint)start);
    }

    /// <summary>How much of this program's code is mapped, KiB.</summary>
    private static long Resident()
    {
        long resident = 0;
        bool code = false;
        foreach (string line in File.ReadLines("/proc/self/smaps"))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!words[0].EndsWith(':')) code = words[1] == "r-xp" && line.EndsWith(' ' + Environment.ProcessPath, StringComparison.Ordinal);
            else if (code && words[0] == "Rss:") resident += long.Parse(words[1], CultureInfo.InvariantCulture);
        }

        return resident;
    }

    private IEnumerable<(int, int)> Found() => new OwnCode(_proc.Fs, Program, TimeProvider.System).Mappings().Select(mapping => ((int)mapping.Start, (int)mapping.Length));
}
