using EcoCode.Metering.Windows;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;

namespace EcoCode.Metering.Tests.Windows;

/// <summary>What a window has beside energy, and what is kept of very many.</summary>
public sealed class WindowLimitTests
{
    private const int Nobody = 0;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ScriptedMachine _machine = new();

    private long Now => _machine.Clock.GetTimestamp();

    [Fact]
    public void A_window_has_the_CPU_time_and_the_work_of_GPUs_that_lie_in_it()
    {
        _machine.HasCpuCounter();
        ScriptedGpu first = _machine.HasGpu(out ScriptedCounter one), second = _machine.HasGpu(out ScriptedCounter two);
        Meter meter = _machine.Begin();
        TreeProcess process = _machine.Tree.Bear(1, 0);
        Tick(cpu: 0.9, onFirst: 0.8, onSecond: 0.7);
        int window = meter.Windows.Begin("second", Now, Nobody);
        Tick(cpu: 0.4, onFirst: 0.1, onSecond: 0.3);
        WindowFigures figures = meter.Windows.End(window, Now, Nobody)!;
        Assert.Equal(Second * 0.4, figures.TreeCpuTime);
        Assert.Equal([(0, Second * 0.1), (1, Second * 0.3)], figures.Gpus.Select(work => (work.Gpu.Identity.Index, work.Time)));

        void Tick(double cpu, double onFirst, double onSecond)
        {
            _machine.Work(process, Second * cpu);
            first.Work(1, Second * onFirst);
            second.Work(1, Second * onSecond);
            one.Count(Energy.FromJoules(10));
            two.Count(Energy.FromJoules(10));
            _machine.Tick(meter, Second);
        }
    }

    [Fact]
    public void A_GPU_with_two_sources_has_its_work_once()
    {
        ScriptedCounter counter = new("frozen");
        ScriptedGauge gauge = new("gauge") { Watts = 10 };
        ScriptedGpu gpu = _machine.HasGpu(
            ScriptedMachine.Source(counter, Sensors.Component.Gpu), ScriptedMachine.Source(gauge, Sensors.Component.Gpu));
        Meter meter = _machine.Begin();
        _machine.Tree.Bear(1, 0);
        for (int i = 0; i < 10; i++)
        {
            if (i < 3) counter.Count(Energy.FromJoules(1));
            else if (i == 3) counter.Count(Energy.FromJoules(5000));
            gpu.Work(1, Second / 10);
            _machine.Tick(meter, Second / 10);
        }

        WindowFigures run = meter.Windows.Read(null, Nobody)!;
        Assert.Equal(2, run.Sources.Count);
        Assert.Equal([Second], run.Gpus.Select(work => work.Time));
    }

    [Fact]
    public void Windows_of_the_same_begin_come_in_the_order_in_which_they_were_begun()
    {
        _machine.HasCpuCounter();
        Meter meter = _machine.Begin();
        _machine.Tick(meter, Second);
        long one = Now;
        int[] windows = [.. "cab".Select(name => meter.Windows.Begin($"{name}", one, Nobody))];
        int early = meter.Windows.Begin("early", one - 1, Nobody);
        _machine.Tick(meter, Second);
        foreach (int window in windows.Reverse().Append(early)) meter.Windows.End(window, Now, Nobody);
        Assert.Equal(["early", "c", "a", "b"], meter.Windows.Phases().Select(phase => phase.Name));
    }

    [Fact]
    public void Of_very_many_windows_the_first_are_kept_and_the_others_counted()
    {
        _machine.HasCpuCounter();
        Meter meter = _machine.Begin();
        _machine.Tick(meter, Second);
        for (int i = 0; i < WindowLog.MostKept + 3; i++) meter.Windows.End(meter.Windows.Begin($"{i}", Now, Nobody), Now, Nobody);
        Assert.Equal((WindowLog.MostKept, 3L), (meter.Windows.Phases().Count, meter.Result().PhasesNotKept));
    }

    [Fact]
    public void So_many_names_of_steps_and_no_more_are_told()
    {
        _machine.HasCpuCounter();
        Meter meter = _machine.Begin();
        _machine.Tick(meter, Second);
        for (int i = 0; i < WindowLog.MostSeries; i++) Assert.True(meter.Windows.TryMark($"{i}", [Now], out _));
        Assert.False(meter.Windows.TryMark("one more", [Now], out _));
        Assert.True(meter.Windows.TryMark("7", [Now], out IReadOnlyList<Energy> steps));
        Assert.Single(steps);
        Assert.Equal(WindowLog.MostSeries, meter.Windows.Steps.Count);
    }
}
