using EcoCode.Ledger.Recording;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Ledger.Tests.Sqlite;
using EcoCode.Processes;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Recording;

/// <summary>What is recorded of a run that ends, that is cut off, or that can't be recorded.</summary>
public sealed class RunRecorderTests : IDisposable
{
    private readonly TemporaryLedger _file = new();
    private readonly RecordedMachine _machine = new();

    [Theory]
    [InlineData(0.2, 0)]
    [InlineData(1, 0.25)]
    [InlineData(1, 13.75)]
    public void A_finished_run_is_there_with_all_of_its_course(double first, double more)
    {
        RunRecord record = Finished(first, more, out string? id, out Note? problem);
        Assert.Null(problem);
        using SqliteLedger ledger = _file.Open(_ => throw new InvalidOperationException("nobody measures a run that is over"));
        StoredRun run = ledger.Load(id!, samples: true)!;
        Assert.Equal((RunState.Finished, "python x.py"), (run.State, run.CommandLine));
        Assert.Equal(record.Total, run.Record.Total with { Missing = record.Total.Missing });
        Assert.Equal(record.Components, run.Record.Components);
        Assert.Equal(first + more, run.Samples[^1].OffsetS + run.Samples[^1].SpanS, 1e-6);
        for (int part = 0; part < run.Parts.Count; part++)
        {
            Assert.Equal(record.Components[part].EnergyJ, run.Samples.Aggregate(Energy.Zero, (sum, sample) => sum + sample.Energies[part]));
        }
    }

    [Fact]
    public void A_run_that_was_cut_off_has_all_that_was_saved_and_says_so()
    {
        TreeProcess child = _machine.Bear(8, "child");
        using (RunRecorder recorder = _machine.Recorder(_file.Path))
        {
            recorder.Start();
            for (int i = 0; i < 17; i++)
            {
                _machine.Work(child, TimeSpan.FromMilliseconds(100));
                _machine.Second();
                recorder.Tick(_machine.Meter);
            }
        }

        RunRecord truth = _machine.Record();
        using SqliteLedger ledger = _file.Open(_ => false);
        RunRow row = ledger.List(new RunQuery())[0];
        StoredRun run = ledger.Load(row.Id, samples: true)!;
        RunRecord record = run.Record;
        Assert.Equal(RunState.Interrupted, run.State);
        Assert.Equal(truth.Impact.Co2eG, row.Co2eG, truth.Impact.Co2eG * 1e-6);
        Assert.Equal((double)truth.Impact.Cost!.Amount, (double)row.Cost!.Amount, 1e-9);
        Assert.True(record.Run.Interrupted);
        Assert.Contains(record.Warnings, warning => warning.Code == "ECO5017");
        Assert.Equal((17, truth.Total.EnergyJ), (record.Run.DurationS, record.Total.EnergyJ));
        Assert.Equal(truth.Total.MeanPowerW, record.Total.MeanPowerW, 1e-9);
        Assert.Equal(truth.Components.Select(part => part.EnergyJ), record.Components.Select(part => part.EnergyJ));
        Assert.Equal(truth.Machine.Components.Select(part => part.EnergyJ), record.Machine.Components.Select(part => part.EnergyJ));
        Assert.Equal(
            (truth.Machine.EnergyJ, truth.Machine.TreeJ, truth.Machine.OtherProcessesJ, truth.Machine.IdleAndRestJ),
            (record.Machine.EnergyJ, record.Machine.TreeJ, record.Machine.OtherProcessesJ, record.Machine.IdleAndRestJ));
        Assert.Equal(truth.Self.EnergyJ, record.Self.EnergyJ);
        Assert.Equal(truth.Total.EnergyJ, record.Processes.Aggregate(Energy.Zero, (sum, process) => sum + process.EnergyJ));
        Assert.Equal(truth.Impact.Co2eG, record.Impact.Co2eG, truth.Impact.Co2eG * 1e-6);
        Assert.Equal((double)truth.Impact.Cost!.Amount, (double)record.Impact.Cost!.Amount, 1e-9);
        Assert.Equal(truth.Components[0].BandJ, record.Components[0].BandJ, truth.Components[0].BandJ * 1e-3);
        Assert.Equal(truth.Total.EnergyJ.Joules, record.History.PowerW.Sum() * record.History.IntervalS, 1e-6);
        Assert.Equal(truth.Total.EnergyJ, run.Samples.Aggregate(Energy.Zero, (sum, sample) => sum + sample.EnergyJ));
    }

    [Theory]
    [InlineData(46, 0, 44)]
    [InlineData(70, 0, 8)]
    [InlineData(46, 30, 16)]
    [InlineData(46, 4, 34)]
    public void Who_used_what_is_saved_every_minute_and_when_processes_came_after_ten_seconds(int seconds, int birth, int unknown)
    {
        using (RunRecorder recorder = _machine.Recorder(_file.Path))
        {
            recorder.Start();
            for (int second = 2; second <= seconds; second += 2)
            {
                if (second == birth) _machine.Bear(8, "child");
                _machine.Second(seconds: 2);
                recorder.Tick(_machine.Meter);
            }
        }

        using SqliteLedger ledger = _file.Open(_ => false);
        RunRecord record = ledger.Load(ledger.List(new RunQuery())[0].Id, samples: false)!.Record;
        Energy last = record.Processes.Single(process => process.Name == "(the last seconds)").EnergyJ;
        Assert.Equal((double)unknown / seconds, last / record.Total.EnergyJ, 0.001);
    }

    [Fact]
    public void A_run_that_its_user_deletes_meanwhile_stays_deleted()
    {
        using RunRecorder recorder = _machine.Recorder(_file.Path);
        recorder.Start();
        _machine.Second();
        recorder.Tick(_machine.Meter);
        using SqliteLedger ledger = _file.Open();
        Assert.True(SpinWait.SpinUntil(() => recorder.Id is not null, TimeSpan.FromSeconds(30)));
        ledger.Delete(recorder.Id!);
        _machine.Second(last: true);
        Assert.Null(recorder.Finish(_machine.Meter, _machine.Record(), out Note? problem));
        Assert.Null(problem);
        Assert.Empty(ledger.List(new RunQuery()));
    }

    [Fact]
    public void A_ledger_that_can_not_be_used_is_a_note_at_the_end()
    {
        Directory.CreateDirectory(_file.Path);
        Finished(1, 2, out string? id, out Note? problem);
        Assert.Equal((null, "ECO5001"), (id, problem!.Code));
    }

    [Fact]
    public void A_ledger_that_can_be_used_again_has_all_of_the_run()
    {
        Directory.CreateDirectory(_file.Path);
        using RunRecorder recorder = _machine.Recorder(_file.Path);
        recorder.Start();
        for (int i = 0; i < 3; i++)
        {
            _machine.Second();
            recorder.Tick(_machine.Meter);
        }

        Directory.Delete(_file.Path);
        _machine.Second(last: true);
        string? id = recorder.Finish(_machine.Meter, _machine.Record(), out Note? problem);
        Assert.Null(problem);
        using SqliteLedger ledger = _file.Open();
        IReadOnlyList<RunSample> samples = ledger.Load(id!, samples: true)!.Samples;
        Assert.Equal(_machine.Record().Total.EnergyJ, samples.Aggregate(Energy.Zero, (sum, sample) => sum + sample.EnergyJ));
    }

    public void Dispose() => _file.Dispose();

    private RunRecord Finished(double first, double more, out string? id, out Note? problem)
    {
        using RunRecorder recorder = _machine.Recorder(_file.Path, "python x.py");
        recorder.Start();
        _machine.Second(last: more == 0, seconds: first);
        recorder.Tick(_machine.Meter);
        for (; more > 0; more -= 1)
        {
            _machine.Second(last: more <= 1, seconds: Math.Min(1, more));
            if (more > 1) recorder.Tick(_machine.Meter);
        }

        RunRecord record = _machine.Record();
        id = recorder.Finish(_machine.Meter, record, out problem);
        return record;
    }
}
