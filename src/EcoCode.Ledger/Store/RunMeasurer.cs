namespace EcoCode.Ledger.Store;

/// <summary>The process that measures a run: while it lives, the run goes on.</summary>
/// <param name="Boot">Id of the boot that it runs in.</param>
/// <param name="Space">The PID namespace that <paramref name="Pid"/> is of; elsewhere the number says nothing.</param>
/// <param name="Pid">Its process id.</param>
/// <param name="Started">Its start in clock ticks after boot.</param>
/// <param name="Saved">When it last saved something.</param>
public sealed record RunMeasurer(string Boot, string Space, int Pid, long Started, DateTimeOffset Saved);
