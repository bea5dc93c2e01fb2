namespace EcoCode.Ledger.Store;

/// <summary>How far a run in the ledger has come.</summary>
public enum RunState
{
    /// <summary>The process that measures it is there.</summary>
    Running,

    /// <summary>It was measured to its end.</summary>
    Finished,

    /// <summary>The process that measured it is gone without having finished it: killed, or the machine went down. What it had saved is all there is.</summary>
    Interrupted,
}
