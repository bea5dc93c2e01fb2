using EcoCode.Telemetry.Local;

namespace EcoCode.Agent.Local;

/// <summary>A window on a tree.</summary>
/// <param name="number">Its number.</param>
/// <param name="name">Its name.</param>
/// <param name="begin">When it begins, ns.</param>
/// <param name="account">The tree.</param>
internal sealed class TreeWindow(int number, string name, long begin, TreeAccount account)
{
    internal int Number => number;

    internal string Name => name;

    internal long Begin => begin;

    internal TreeAccount Account => account;

    /// <summary>The tree's total at its begin; <c>null</c> until a snapshot tells.</summary>
    internal TreeTotal? AtBegin { get; private set; }

    /// <summary>When it ends, and who waits for what it amounts to; <c>null</c> while it is open.</summary>
    internal (long At, LocalCall Call)? Ending { get; set; }

    /// <summary>Finds the total at its begin, while that is still known.</summary>
    internal void Settle()
    {
        if (AtBegin is null && account.TryTotal(begin, out TreeTotal total)) AtBegin = total;
    }
}
