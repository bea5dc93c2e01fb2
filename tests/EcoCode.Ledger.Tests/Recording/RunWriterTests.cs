using EcoCode.Ledger.Recording;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Ledger.Tests.Sqlite;
using EcoCode.Metering;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Recording;

/// <summary>A run of a day and a half, written as it goes on: small, whole, and exact to the microjoule.</summary>
public sealed class RunWriterTests : IDisposable
{
    private readonly TemporaryLedger _file = new();
    private readonly RecordedMachine _machine = new();

    [Fact]
    public void A_long_run_stays_small_and_its_samples_sum_to_it()
    {
        const int Hours = 30;
        using var writer = new RunWriter(_file.Path, RecordedMachine.Measurer, null, _machine.Clock);
        for (int hour = 0; hour < Hours; hour++)
        {
            var figures = new List<MeterFigures>();
            for (int second = 0; second < 3600; second++)
            {
                _machine.Second();
                figures.Add(_machine.Figures());
            }

            writer.Save(figures, hour == 0 ? _machine.Record() : null, RunState.Running);
        }

        using SqliteLedger ledger = _file.Open();
        StoredRun run = ledger.Load(writer.Id!, samples: true)!;
        RunRecord truth = _machine.Record();
        Assert.Equal([new("cpu", "package-0"), new("dram", "package-0")], run.Parts);
        for (int part = 0; part < 2; part++) Assert.Equal(truth.Components[part].EnergyJ, Sum(run.Samples, sample => sample.Energies[part]));
        Assert.Equal(truth.Total.EnergyJ, Sum(run.Samples, sample => sample.EnergyJ));

        const double Whole = Hours * 3600.0;
        double end = 0;
        foreach (RunSample sample in run.Samples)
        {
            Assert.Equal(end, sample.OffsetS, 1e-9);
            end = sample.OffsetS + sample.SpanS;
            double age = Whole - end;
            Assert.InRange(sample.SpanS, 0.9, age < 3600 ? 1.1 : age < 86_400 ? 10.1 : 60.1);
        }

        // An hour of seconds, 23 of tens and the rest of minutes, each with some that are not old enough yet.
        Assert.Equal(Whole, end, 1e-6);
        Assert.InRange(run.Samples.Count, 3600 + (23 * 360) + ((Hours - 24) * 60), 3600 + (23 * 360) + ((Hours - 24) * 60) + 20);
    }

    [Fact]
    public void What_could_not_be_saved_is_in_the_next_sample()
    {
        using var writer = new RunWriter(_file.Path, RecordedMachine.Measurer, null, _machine.Clock);
        _machine.Second();
        writer.Save([_machine.Figures()], _machine.Record(), RunState.Running);
        for (int i = 0; i < 4; i++) _machine.Second();
        MeterFigures late = _machine.Figures();
        using (Database other = LedgerFile.Open(_file.Path)) other.Execute("CREATE TRIGGER full BEFORE INSERT ON sample BEGIN SELECT RAISE(ABORT, 'full'); END");
        Assert.Throws<LedgerException>(() => writer.Save([late], null, RunState.Running));
        using (Database other = LedgerFile.Open(_file.Path)) other.Execute("DROP TRIGGER full");
        writer.Save([late], null, RunState.Running);
        using SqliteLedger ledger = _file.Open();
        IReadOnlyList<RunSample> samples = ledger.Load(writer.Id!, samples: true)!.Samples;
        Assert.Equal([(0, 1), (1, 4)], samples.Select(sample => (sample.OffsetS, sample.SpanS)));
        Assert.Equal(_machine.Record().Total.EnergyJ, Sum(samples, sample => sample.EnergyJ));
    }

    [Fact]
    public void A_run_in_the_ledger_tells_how_far_it_is()
    {
        using var writer = new RunWriter(_file.Path, RecordedMachine.Measurer, null, _machine.Clock);
        _machine.Second();
        writer.Save([_machine.Figures()], _machine.Record(), RunState.Running);
        for (int i = 0; i < 3; i++) _machine.Second();
        writer.Save([_machine.Figures()], null, RunState.Running);
        using SqliteLedger ledger = _file.Open(measurer => measurer with { Saved = default } == RecordedMachine.Measurer with { Saved = default } && measurer.Saved == _machine.Clock.GetUtcNow());
        RunRow row = Assert.Single(ledger.List(new RunQuery()));
        Assert.Equal((RunState.Running, 4, _machine.Record().Total.EnergyJ), (row.State, row.DurationS, row.EnergyJ));
        RunRecord soFar = ledger.Load(row.Id, samples: false)!.Record;
        Assert.Equal((_machine.Record().Total.EnergyJ, false), (soFar.Total.EnergyJ, soFar.Run.Interrupted));
    }

    [Fact]
    public void A_name_that_was_given_meanwhile_stays()
    {
        using var writer = new RunWriter(_file.Path, RecordedMachine.Measurer, null, _machine.Clock);
        _machine.Second();
        writer.Save([_machine.Figures()], _machine.Record(), RunState.Running);
        using SqliteLedger ledger = _file.Open();
        ledger.Rename(writer.Id!, "renamed");
        ledger.Tag(writer.Id!, new Dictionary<string, string?> { ["new"] = "tag" });
        _machine.Second(last: true);
        writer.Save([_machine.Figures()], _machine.Record(), RunState.Finished);
        RunRecord record = ledger.Load(writer.Id!, samples: false)!.Record;
        Assert.Equal(("renamed", "tag"), (record.Run.Name, record.Run.Tags["new"]));
    }

    public void Dispose() => _file.Dispose();

    private static Energy Sum(IEnumerable<RunSample> samples, Func<RunSample, Energy> part)
        => samples.Aggregate(Energy.Zero, (sum, sample) => sum + part(sample));
}
