using EcoCode.Ledger;
using EcoCode.Ledger.Recording;
using EcoCode.Metering;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring;

/// <summary>Keeps a run in the ledger while it is measured, where it is to be kept.</summary>
internal sealed class Recording : IDisposable
{
    private readonly RunRecorder? _recorder;
    private readonly Note? _problem;

    /// <param name="request">Whether it is to be kept.</param>
    /// <param name="command">The command line, in case it is wanted.</param>
    /// <param name="compose">Makes a record of what was measured so far, on another thread.</param>
    /// <param name="time">The clock.</param>
    internal Recording(MeasureRequest request, Func<string?> command, Func<MeterResult, RunRecord?> compose, TimeProvider time)
    {
        if (!request.Kept) return;
        if (OwnLedger.Of(request.Configured) is { } path)
        {
            _recorder = new RunRecorder(path, OwnLedger.Measurer(time), request.RecordCommand ? command() : null, compose, time);
            _recorder.Start();
        }
        else _problem = Ledger.Store.LedgerPath.Unknown;
    }

    /// <summary>To be called after every tick.</summary>
    internal void Tick(Meter meter) => _recorder?.Tick(meter);

    /// <summary>Saves the end of the run.</summary>
    /// <param name="meter">The meter, after its last tick.</param>
    /// <param name="record">The record.</param>
    /// <returns>The record as it is to be shown: by the id that it has in the ledger, or with the reason why it is not there.</returns>
    internal (RunRecord Record, bool Saved, Note? NotKept) Finish(Meter meter, RunRecord record)
    {
        Note? problem = _problem;
        string? id = _recorder?.Finish(meter, record, out problem);
        Note? notKept = problem is null ? null : problem with { Message = $"the run is not kept: {problem.Message}" };
        if (notKept is not null) record = record with { Warnings = [.. record.Warnings, notKept] };
        return (id is null || id == record.Run.Id ? record : record with { Run = record.Run with { Id = id } }, id is not null, notKept);
    }

    public void Dispose() => _recorder?.Dispose();
}
