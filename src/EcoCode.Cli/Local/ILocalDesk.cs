using EcoCode.Ledger;
using EcoCode.Metering.Sampling;
using EcoCode.Quantities;

namespace EcoCode.Cli.Local;

/// <summary>Where requests of other programs wait for the thread that ticks. Named without types of the local API, whose assembly a run that nobody talks to never loads.</summary>
internal interface ILocalDesk : ITickDemand
{
    /// <summary>Whether a client has asked for the end of the run.</summary>
    bool IsToldToEnd { get; }

    /// <summary>What the program foretells of itself, or null. For any thread.</summary>
    RunPrediction? Prediction { get; }

    /// <summary>What must be said of it in the record.</summary>
    IReadOnlyList<Note> Notes { get; }

    /// <summary>Tells who wants to be told of every tick.</summary>
    void Tick();

    /// <summary>Answers what is left: the run is over.</summary>
    /// <param name="record">The record of the run, or null where there is none.</param>
    void End(RunRecord? record);
}
