using System.Text;
using EcoCode.Processes.Linux;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Processes.Tests.Parsing;

public sealed class ProcStatTests
{
    /// <summary>Of a shell that has waited for some children, printed by Linux 6.18.</summary>
    private const string Shell =
        "20495 (bash) S 20494 20494 14229 0 -1 4194304 315 6348 1 1 0 0 18 112 20 0 1 0 887048 4464640 781 18446744073709551615 "
        + "94072899465216 94072900254621 140732785683232 0 0 0 65536 4 65538 1 0 0 17 1 0 0 0 0 0 94072900487920 94072900536164 "
        + "94073245696000 140732785686617 140732785686816 140732785686816 140732785688554 0\n";

    [Fact]
    public void A_real_line_is_read_field_by_field()
    {
        ProcStat stat = Parse(Shell);

        Assert.Equal(20494, stat.Parent);
        Assert.Equal(20494, stat.Group);
        Assert.Equal(TimeSpan.FromSeconds(1.3), stat.WaitedFor);
        Assert.Equal(887048, stat.Started);
        Assert.Equal(781, stat.ResidentPages);
        Assert.Equal(1, stat.Processor);
        Assert.False(stat.IsZombie);
        Assert.Equal("bash", NameIn(Shell));
    }

    [Fact]
    public void Each_field_is_taken_from_its_place_in_the_manual()
    {
        ProcStat stat = Parse(StatLine.Of(7, parent: 104, started: 122, waitedUser: 116, waitedSystem: 117, pages: 124, processor: 139));

        Assert.Equal((104, 7, 122, 124, 139), (stat.Parent, stat.Group, stat.Started, stat.ResidentPages, stat.Processor));
        Assert.Equal(TimeSpan.FromSeconds(2.33), stat.WaitedFor);
    }

    [Fact]
    public void The_line_of_this_very_process_agrees_with_what_it_knows_of_itself()
    {
        byte[] line = File.ReadAllBytes("/proc/self/stat");
        Assert.True(ProcStat.TryParse(line, out ProcStat stat));

        Assert.Equal(Interop.Libc.GetParent(), stat.Parent);
        Assert.Equal(Interop.Libc.GetProcessGroupOf(Environment.ProcessId), stat.Group);
        Assert.Equal(File.ReadAllText("/proc/self/comm").TrimEnd('\n'), ProcStat.NameIn(line));
        Assert.InRange(stat.Processor, 0, 1 << 16);
    }

    [Theory]
    [InlineData("tmux: server")]
    [InlineData("(sd-pam)")]
    [InlineData("a) S 1 1 1")]
    [InlineData(") R 9 (")]
    [InlineData("")]
    [InlineData("((((")]
    [InlineData("12345678901234567890")]
    [InlineData("kworker/u257:13-events_unbound-and-sixty-four-bytes-of-a-name-xx")]
    public void A_comm_is_not_a_field_break(string comm)
    {
        string line = StatLine.Of(42, parent: 3, started: 99, comm);
        ProcStat stat = Parse(line);

        Assert.Equal((3, 99), (stat.Parent, stat.Started));
        Assert.Equal(comm, NameIn(line));
    }

    [Theory]
    [InlineData("two\nlines", "two\uFFFDlines")]
    [InlineData("bell\a\u001b[31m", "bell\uFFFD\uFFFD[31m")]
    [InlineData("\u0085next", "\uFFFDnext")]
    [InlineData("caf\u00e9", "caf\uFFFD")]
    public void What_a_terminal_would_take_for_a_command_or_can_not_be_decoded_is_replaced(string latin1, string shown)
    {
        string line = StatLine.Of(42, parent: 3, started: 99, latin1);
        Assert.Equal(3, Parse(line).Parent);
        Assert.Equal(shown, NameIn(line));
    }

    [Fact]
    public void A_comm_in_utf8_is_shown_as_it_is()
        => Assert.Equal("größe-測試", ProcStat.NameIn(Encoding.UTF8.GetBytes(StatLine.Of(42, 3, 99, "größe-測試"))));

    [Theory]
    [InlineData('Z', 1, true)]
    [InlineData('Z', 0, true)]
    [InlineData('Z', 5, false)] // its first thread has ended, the others work on
    [InlineData('S', 1, false)]
    [InlineData('X', 1, false)]
    public void A_zombie_is_one_without_other_threads(char state, int threads, bool zombie)
        => Assert.Equal(zombie, Parse(StatLine.Of(42, 3, 99, state: state, threads: threads)).IsZombie);

    [Fact]
    public void A_line_cut_at_any_length_is_refused_or_read_up_to_the_last_field_needed()
    {
        byte[] whole = Encoding.Latin1.GetBytes(Shell);
        int needed = Shell.IndexOf(" 17 1 0 0", StringComparison.Ordinal) + " 17 1".Length;
        for (int length = 0; length < whole.Length; length++)
        {
            // A number may itself be cut, so what is read of the last field is only right once its end is there.
            bool read = ProcStat.TryParse(whole.AsSpan(0, length), out ProcStat stat);
            Assert.Equal(length >= needed, read);
            Assert.Equal(read ? 20494 : 0, stat.Parent);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("0")]
    [InlineData("1742 bash S 1739")]
    [InlineData("1742 )bash( S 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1")]
    [InlineData("1742 (bash) S -1739 1742 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1")]
    [InlineData("1742 (bash) S x 1742 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1")]
    public void Anything_else_is_refused(string line) => Assert.False(ProcStat.TryParse(Encoding.Latin1.GetBytes(line), out _));

    [Theory]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    public void Absurd_times_are_refused_or_nothing(string time)
    {
        string line = Shell.Replace(" 18 112 ", $" {time} {time} ", StringComparison.Ordinal);
        if (ProcStat.TryParse(Encoding.Latin1.GetBytes(line), out ProcStat stat)) Assert.Equal(TimeSpan.Zero, stat.WaitedFor);
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        using var proc = new TemporaryTree();
        Prop.ForAll<byte[]>(bytes => Survives(proc, bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Damaged_lines_never_throw()
    {
        using var proc = new TemporaryTree();
        Gen<byte[]> damaged =
            from place in Gen.Choose(0, Shell.Length - 1)
            from other in Gen.Choose(0, Shell.Length - 1)
            from letter in Gen.Elements<byte>((byte)'(', (byte)')', (byte)' ', (byte)'-', (byte)'9', (byte)'\n', 0, 0xff)
            select Damage(place, other, letter);
        Prop.ForAll(damaged.ToArbitrary(), bytes => Survives(proc, bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static byte[] Damage(int place, int other, byte letter)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(Shell);
        (bytes[place], bytes[other]) = (letter, bytes[place]);
        return bytes;
    }

    /// <summary>A whole member is made of the bytes, so that all that reads a line is tried.</summary>
    private static bool Survives(TemporaryTree proc, byte[] bytes)
    {
        bool read = ProcStat.TryParse(bytes, out ProcStat stat);
        return read == Member.TryFind(proc.With("7/stat", bytes).Fs, 7, out _) && ProcStat.NameIn(bytes) is not null && stat.WaitedFor >= TimeSpan.Zero && stat.Processor >= 0 && stat.Parent >= 0;
    }

    private static ProcStat Parse(string line)
    {
        Assert.True(ProcStat.TryParse(Encoding.Latin1.GetBytes(line), out ProcStat stat));
        return stat;
    }

    private static string NameIn(string line) => ProcStat.NameIn(Encoding.Latin1.GetBytes(line));
}
