using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>How often a process that runs on is looked at in full: this very one, with a stat that the test writes.</summary>
public sealed class MemberTests : IDisposable
{
    private const long Every = 1000;

    private readonly TemporaryTree _proc = new();
    private readonly Member _member;

    public MemberTests()
    {
        Show(pages: 1);
        Assert.True(Member.TryFind(_proc.Fs, Environment.ProcessId, out Member? member));
        _member = member;
        _member.Start(attaching: false);
    }

    [Fact]
    public void One_that_is_new_is_looked_at_whenever_it_has_run()
    {
        Refresh(0, pages: 1);
        Refresh(999, pages: 2);
        Assert.Equal(2, Pages);
    }

    [Fact]
    public void One_that_runs_on_is_looked_at_once_in_a_while_and_its_time_is_exact_all_the_same()
    {
        Refresh(0, pages: 1);
        Refresh(1000, pages: 2);
        Assert.Equal(2, Pages);

        TimeSpan own = _member.Row.Own;
        Refresh(1999, pages: 3);
        Assert.Equal(2, Pages);
        Assert.True(_member.Row.Own > own, "its time stood still");

        Refresh(2000, pages: 4);
        Assert.Equal(4, Pages);
    }

    [Fact]
    public void What_is_looked_at_always_is_looked_at_however_old_it_is()
    {
        Refresh(0, pages: 1, every: 0);
        Refresh(5000, pages: 2, every: 0);
        Refresh(5001, pages: 3, every: 0);
        Assert.Equal(3, Pages);
    }

    public void Dispose() => _proc.Dispose();

    private long Pages => _member.Row.ResidentBytes / Environment.SystemPageSize;

    /// <summary>Refreshes after this process has run for a while, so that its clock has moved.</summary>
    private void Refresh(long now, long pages, long every = Every)
    {
        Show(pages);
        Assert.True(PidClock.TryRead(Environment.ProcessId, out TimeSpan before));
        while (PidClock.TryRead(Environment.ProcessId, out TimeSpan clock) && clock == before)
        {
        }

        _member.Refresh(_proc.Fs, now, every);
        Assert.False(_member.Row.Exited);
    }

    private void Show(long pages) => _proc.With($"{Environment.ProcessId}/stat", StatLine.Of(Environment.ProcessId, 1, 100, pages: pages));
}
