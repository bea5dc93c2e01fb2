using EcoCode.Telemetry;
using EcoCode.Telemetry.Local;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Agent.Local;

/// <summary>The windows that programs have open on their own trees.</summary>
/// <remarks>
/// No process can be read apart from all others: a window is put together of the snapshots around it, so that its end is answered at the
/// next tick. Requests come on the server's thread, snapshots on the sampler's.
/// </remarks>
internal sealed class TreeWindows
{
    private const int Most = 4096, MostOfProcess = 256;
    private const int LongestName = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, TreeWindow> _windows = [];
    private readonly Dictionary<int, TreeAccount> _accounts = [];
    private readonly List<TreeWindow> _over = [];
    private (NodeReading Reading, long At)? _last;
    private int _numbers;

    /// <summary>Takes a snapshot, and answers those who have waited for it.</summary>
    internal void Take(NodeReading reading, long at)
    {
        var answers = new List<(LocalCall Call, LocalResult Result)>();
        lock (_lock)
        {
            _last = (reading, at);
            foreach (TreeAccount account in _accounts.Values) account.Take(reading.Snapshot, at);
            foreach (TreeWindow window in _windows.Values)
            {
                window.Settle();
                if (window.Ending is { } ending && window.Account.TryTotal(ending.At, out TreeTotal total)) answers.Add((ending.Call, TreeResults.Of(window, ending.At, total, reading, at)));
                else if (!window.Account.IsOver || window.Ending is not null) continue;
                _over.Add(window);
            }

            foreach (TreeWindow window in _over) Remove(window);
            _over.Clear();
        }

        foreach ((LocalCall call, LocalResult result) in answers) call.Answer(result, LocalJson.Default.LocalResult);
    }

    /// <summary>Begins one.</summary>
    internal void Begin(LocalCall call, long now)
    {
        if (!call.TryRead(LocalJson.Default.BeginRequest, out BeginRequest? asked)) return;
        if (asked.Name is not { Length: > 0 and <= LongestName } name)
        {
            call.Refuse(LocalProblems.WrongValue("name", "1 to 200 characters"));
            return;
        }

        if (call.Peer.Pid <= 0)
        {
            call.Refuse(LocalProblems.NotTold("this process is of a PID namespace that the agent does not see"));
            return;
        }

        TreeWindow? window = null;
        lock (_lock)
        {
            if (_windows.Count < Most && (!_accounts.TryGetValue(call.Peer.Pid, out TreeAccount? known) || known.Windows < MostOfProcess))
            {
                long begin = Math.Clamp(asked.AtNs ?? now, 0, now);
                window = new TreeWindow(++_numbers, name, begin, AccountOf(call.Peer.Pid));
                window.Account.Windows++;
                window.Settle();
                _windows.Add(window.Number, window);
            }
        }

        if (window is null) call.Refuse(LocalProblems.TooManyWindows(Most));
        else call.Answer(new BeginResult(window.Number, window.Begin), LocalJson.Default.BeginResult);
    }

    /// <summary>Ends one; what it amounts to is told with the snapshot that has its end.</summary>
    internal void End(LocalCall call, long now)
    {
        if (!call.TryRead(LocalJson.Default.WindowRequest, out WindowRequest? asked)) return;
        LocalResult? result = null;
        lock (_lock)
        {
            // A window is its process's own: another gets the same answer as for one that is not there.
            if (asked.Window is { } number && _windows.TryGetValue(number, out TreeWindow? window) && window.Account.Pid == call.Peer.Pid && window.Ending is null)
            {
                long end = Math.Clamp(asked.AtNs ?? now, window.Begin, now);
                if (_last is not { } last || !window.Account.TryTotal(end, out TreeTotal total))
                {
                    window.Ending = (end, call);
                    return;
                }

                window.Settle();
                result = TreeResults.Of(window, end, total, last.Reading, last.At);
                Remove(window);
            }
        }

        if (result is null) call.Refuse(LocalProblems.NoSuchWindow(asked.Window ?? 0));
        else call.Answer(result, LocalJson.Default.LocalResult);
    }

    private TreeAccount AccountOf(int pid)
    {
        if (_accounts.TryGetValue(pid, out TreeAccount? account)) return account;
        _accounts.Add(pid, account = new TreeAccount(pid));
        if (_last is { } last) account.Take(last.Reading.Snapshot, last.At);
        return account;
    }

    private void Remove(TreeWindow window)
    {
        _windows.Remove(window.Number);
        if (--window.Account.Windows == 0) _accounts.Remove(window.Account.Pid);
    }
}
