using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Export;

/// <summary>How far a run has come, as a word for programs.</summary>
public static class StateText
{
    /// <summary><c>running</c>, <c>finished</c> or <c>interrupted</c>.</summary>
    public static string Of(RunState state) => state switch
    {
        RunState.Running => "running",
        RunState.Finished => "finished",
        _ => "interrupted",
    };
}
