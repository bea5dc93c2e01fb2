using System.Globalization;
using EcoCode.Cli.Streams;
using EcoCode.Ledger;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Repetition;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;
using EcoCode.Report;
using EcoCode.Sensors.External;

namespace EcoCode.Cli.Measuring;

/// <summary>Runs commands several times each, and says what their runs have in common and how they differ.</summary>
/// <remarks>docs/decisions/0012 gives the reasons for the order, the streams and what ends it.</remarks>
internal sealed class RepeatedMeasurement(MeasureRequest request, RepeatRequest repeat, TimeProvider time)
{
    private int _failure;
    private bool _stopped;

    /// <summary>Runs them in turns.</summary>
    /// <returns>0; the code of a command that failed; or 128 and the number of the signal that ended it.</returns>
    internal int Execute(IReadOnlyList<LabelledCommand> commands)
    {
        if (!Preparation.TryCheck(request, out ExternalSpec? platform, out Note? problem))
        {
            Complaint.Write(problem, request.Output);
            return ExitCodes.NotStarted;
        }

        DescriptorLimit.Restore();

        // Between two runs there is no command to hand a signal to: then it only ends the repetition.
        using SignalForwarding signals = SignalForwarding.Start(OwnSignals.Ignored, _ => { }, alsoKeys: () => true);
        using Instruments instruments = Instruments.Find(request, platform, time);
        List<RunRecord>[] records = Array.ConvertAll(commands.ToArray(), _ => new List<RunRecord>());
        for (int round = 0; round < repeat.Warmup + repeat.Runs && !Over(signals); round++)
        {
            // In turns, so that what drifts (temperature, clock, neighbours) meets all commands alike.
            for (int i = 0; i < commands.Count && !Over(signals); i++) RunOnce(commands[i], records[i], round, instruments, signals);
        }

        RepeatedCommand[] repeated = [.. commands.Zip(records).Where(pair => pair.Second.Count > 0).Select(pair => RepeatedCommand.Of(pair.First.Label, pair.Second))];
        if (repeated.Length > 0) Show(RepeatedRuns.Of(repeated, interrupted: records.Any(runs => runs.Count < repeat.Runs)));
        return signals.ToldToEnd ? 128 + signals.ToldBy : _failure;
    }

    private bool Over(SignalForwarding signals) => _failure != 0 || _stopped || signals.ToldToEnd;

    private void RunOnce(LabelledCommand command, List<RunRecord> into, int round, Instruments instruments, SignalForwarding signals)
    {
        if (repeat.Prepare is { } prepare && PrepareCommand.Execute(prepare) is var unready and not 0)
        {
            if (!signals.ToldToEnd) Fail(unready, new Note("ECO5031", Text($"the preparation failed: exit {unready}"), "`--prepare` is run by `/bin/sh -c`; try it there"));
            return;
        }

        if (signals.ToldToEnd) return;
        RunRecord? record = null;
        bool counts = round >= repeat.Warmup;
        var run = new RunCommand(request with { Name = request.Name ?? command.Name, Kept = request.Kept && counts }, time, outcome => record = outcome.Record);
        int code = run.Execute(command.Command, untilAllEnded: true, instruments);
        if (record is null) _failure = code;

        // What was cut off is no run like the others. The command's end may be known here before the signal that caused it.
        _stopped = record?.Run.Interrupted ?? false;
        if (record is null || _stopped || signals.ToldToEnd) return;
        if (code != 0 && !repeat.IgnoreFailure)
        {
            Fail(code, new Note("ECO5032", Text($"`{command.Label}` failed: exit {code}"), "`--ignore-failure` goes on all the same"));
            return;
        }

        if (counts) into.Add(record);
    }

    private void Fail(int code, Note problem)
    {
        _failure = code;
        Complaint.Write(problem, request.Output);
    }

    private void Show(RepeatedRuns runs)
    {
        OutputRequest output = request.Output;
        if (output.Json is { File: { } file, IsOutput: false })
        {
            if (AtomicFile.TryWrite(file, runs.WriteJson, out WriteFault? fault)) return;
            Complaint.Write(new Note("ECO5033", $"cannot write JSON to `{file}`: {fault.Reason}", "the result follows here instead"), output);
        }

        if (output.Json.Wanted)
        {
            using var stream = new StandardStream(output.Json.IsOutput ? StandardStream.Output : StandardStream.Error);
            runs.WriteJson(stream);
            return;
        }

        if (output.Quiet >= 2) return;
        using StreamWriter error = StandardStream.Writer(StandardStream.Error);
        RepetitionText.Write(error, runs, Display.Style(output.Color, output.Ascii));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
