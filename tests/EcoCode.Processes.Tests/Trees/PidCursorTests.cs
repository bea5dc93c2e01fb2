using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

public sealed class PidCursorTests : IDisposable
{
    private const string LastPid = "sys/kernel/ns_last_pid";

    /// <summary>Beyond the highest pid that Linux gives out, so that no real process has the clock.</summary>
    private const int Root = 4_200_001, Child = 4_200_002;

    private readonly TemporaryTree _proc = new();

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void The_first_look_always_tells_of_something_new()
    {
        using var cursor = new PidCursor(_proc.With(LastPid, "500\n").Fs);
        Assert.True(cursor.HasMoved());
    }

    [Fact]
    public void The_same_last_pid_says_that_nobody_is_new_and_another_that_somebody_is()
    {
        using var cursor = new PidCursor(_proc.With(LastPid, "500\n").Fs);
        _ = cursor.HasMoved();
        Assert.False(cursor.HasMoved());
        _proc.With(LastPid, "501\n");
        Assert.True(cursor.HasMoved());
        Assert.False(cursor.HasMoved());

        // After the highest pid, the kernel begins again below.
        _proc.With(LastPid, "300\n");
        Assert.True(cursor.HasMoved());
    }

    [Fact]
    public void Steps_are_the_pids_between_two_looks()
    {
        using var cursor = new PidCursor(_proc.With(LastPid, "500\n").Fs);
        _ = cursor.HasMoved();
        Assert.Null(cursor.Steps);
        _proc.With(LastPid, "507\n");
        _ = cursor.HasMoved();
        Assert.Equal((7, 507), (cursor.Steps, cursor.Last));
        _proc.With(LastPid, "301\n");
        _ = cursor.HasMoved();
        Assert.Null(cursor.Steps);
        _proc.With(LastPid, "what\n");
        _ = cursor.HasMoved();
        Assert.Null(cursor.Steps);
        _proc.With(LastPid, "310\n");
        _ = cursor.HasMoved();
        Assert.Null(cursor.Steps);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1\n")]
    [InlineData("what\n")]
    public void What_cannot_be_told_is_taken_for_news(string? content)
    {
        if (content is not null) _proc.With(LastPid, content);
        using var cursor = new PidCursor(_proc.With("self/stat", "").Fs);
        Assert.True(cursor.HasMoved());
        Assert.True(cursor.HasMoved());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_child_is_found_as_soon_as_the_cursor_has_moved_and_always_without_one(bool cursor)
    {
        if (cursor) _proc.With(LastPid, "500\n");
        using var tree = ProcessTree.OfRunning(_proc.With($"{Root}/stat", StatLine.Of(Root, parent: 1, started: 10)).Fs, [Root]);
        tree.Scan();
        Assert.Equal(1, tree.Live);
        _proc.With($"{Child}/stat", StatLine.Of(Child, parent: Root, started: 20));
        if (cursor) _proc.With(LastPid, "501\n");
        tree.Scan();
        Assert.Equal([Root, Child], tree.Processes.Select(process => process.Key.Pid));
    }
}
