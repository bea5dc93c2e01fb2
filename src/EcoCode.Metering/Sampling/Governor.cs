namespace EcoCode.Metering.Sampling;

/// <summary>Keeps EcoCode's own CPU time within a budget by making ticks rarer. Energy is never lost by it: counters go on counting.</summary>
/// <param name="asked">The time between ticks that the user asked for.</param>
/// <param name="budget">Share of one core that EcoCode may use: 0.01 is 1 %.</param>
public sealed class Governor(TimeSpan asked, double budget)
{
    /// <summary>The first ticks compile code and open files, which later ones do not.</summary>
    private const int TicksToIgnore = 5;

    /// <summary>Weight of the newest tick in the running mean of costs: a dear one among cheap ones makes none rarer.</summary>
    private const double Newest = 0.1;

    /// <summary>A tick that costs a little more than the mean should still fit.</summary>
    private const double Headroom = 0.8;

    /// <summary>Rarer ticks than this would say too little about who used the energy.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private int _ticks;
    private double _cost;

    /// <summary>Whether ticks were ever made rarer than asked.</summary>
    public bool Stretched { get; private set; }

    /// <summary>The time until the next tick.</summary>
    /// <param name="spent">CPU time that EcoCode used since the last tick.</param>
    public TimeSpan Next(TimeSpan spent)
    {
        if (++_ticks <= TicksToIgnore) return asked;
        _cost = _ticks == TicksToIgnore + 1 ? spent.TotalSeconds : (_cost * (1 - Newest)) + (spent.TotalSeconds * Newest);
        TimeSpan least = TimeSpan.FromSeconds(_cost / (budget * Headroom));
        if (least <= asked * 1.05) return asked;
        Stretched = true;
        return least < Longest ? least : asked > Longest ? asked : Longest;
    }
}
