using EcoCode.Metering.Prediction;
using EcoCode.Quantities;

namespace EcoCode.Metering.Tests.Prediction;

/// <summary>Forecasts against made-up programs whose end is known.</summary>
public sealed class StepLogTests
{
    private const int Of = 200;

    private readonly Random _random = new(20260822);

    [Fact]
    public void Steps_that_are_all_alike_are_foretold_exactly()
    {
        var log = new StepLog();
        for (int step = 0; step <= 10; step++) log.Add(Mark(step, 100, 3 + (step * 2), 50 + (step * 30)));
        Forecast forecast = log.Expect()!;
        Assert.Equal(50 + 3000, forecast.Joules.Value, 6);
        Assert.Equal(203, forecast.Seconds.Value, 6);
        Assert.Equal(0, forecast.Joules.RelativeWidth, 6);
        Assert.Equal(0, forecast.WarmUp);
    }

    [Fact]
    public void Nothing_is_foretold_from_fewer_than_five_steps()
    {
        var log = new StepLog();
        Assert.Null(log.Expect());
        for (int step = 0; step <= 5; step++)
        {
            Assert.Null(log.Expect());
            log.Add(Mark(step, 100, step, step));
        }

        Assert.NotNull(log.Expect());
    }

    [Theory]
    [InlineData(10, 0.1, 0.0)]
    [InlineData(20, 0.3, 0.0)]
    [InlineData(50, 0.1, 0.0)]
    [InlineData(150, 0.3, 0.0)]
    [InlineData(60, 0.1, 0.5)]
    public void The_interval_holds_the_end_as_often_as_it_says_where_the_noise_is_stationary(int seen, double noise, double correlation)
    {
        int held = 0, heldTime = 0, told = 0;
        for (int round = 0; round < 2000; round++)
        {
            (double Seconds, double Joules)[] steps = Program(Of, noise, correlation);
            var log = new StepLog();
            (double seconds, double joules) = (0, 0);
            for (int step = 0; step <= seen; step++)
            {
                if (step > 0) (seconds, joules) = (seconds + steps[step - 1].Seconds, joules + steps[step - 1].Joules);
                log.Add(Mark(step, Of, seconds, joules));
            }

            if (log.Expect() is not { } forecast) continue;
            told++;
            if (Holds(forecast.Joules, steps.Sum(step => step.Joules))) held++;
            if (Holds(forecast.Seconds, steps.Sum(step => step.Seconds))) heldTime++;
        }

        // 2,000 rounds scatter by 0.5 percentage points.
        Assert.True(told > 1900, $"only {told} forecasts");
        double nominal = correlation > 0 ? 0.85 : 0.935;
        Assert.True(held >= told * nominal && heldTime >= told * nominal, $"{held} and {heldTime} of {told}");
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(4, 3)]
    [InlineData(10, 0.2)]
    public void Unlike_first_steps_are_left_out(int warmUp, double factor)
    {
        for (int round = 0; round < 200; round++)
        {
            (double Seconds, double Joules)[] steps = Program(Of, 0.02, 0);
            for (int i = 0; i < warmUp; i++) steps[i] = (steps[i].Seconds * factor, steps[i].Joules * factor);
            Forecast forecast = Run(steps, seen: 40).Expect()!;
            double truth = steps.Sum(step => step.Joules);
            Assert.InRange(forecast.WarmUp, warmUp, warmUp + 3);
            Assert.Equal(truth, forecast.Joules.Value, truth * 0.03);
        }
    }

    [Fact]
    public void A_step_of_the_warm_up_is_not_forgotten_when_spans_are_joined()
    {
        (double Seconds, double Joules)[] steps = Program(5000, 0.02, 0);
        for (int i = 0; i < 3; i++) steps[i] = (steps[i].Seconds * 50, steps[i].Joules * 50);
        Forecast forecast = Run(steps, seen: 2500).Expect()!;
        double truth = steps.Sum(step => step.Joules);
        Assert.InRange(forecast.WarmUp, 3, 12);
        Assert.Equal(truth, forecast.Joules.Value, truth * 0.01);
    }

    [Fact]
    public void A_counter_that_jumps_tells_the_same_as_one_that_does_not()
    {
        for (int round = 0; round < 200; round++)
        {
            (double Seconds, double Joules)[] steps = Program(Of, 0.1, 0);
            var log = new StepLog();
            (double seconds, double joules) = (0, 0);
            int shown = 0;
            for (int step = 1; step <= 120; step++)
            {
                (seconds, joules) = (seconds + steps[step - 1].Seconds, joules + steps[step - 1].Joules);
                if (_random.Next(4) == 0) log.Add(Mark(shown = step, Of, seconds, joules));
            }

            Forecast forecast = log.Expect()!;
            double truth = steps.Sum(step => step.Joules);
            Assert.Equal(shown, forecast.Mark.Step);
            Assert.Equal(truth, forecast.Joules.Value, truth * 0.06);
        }
    }

    [Fact]
    public void A_second_epoch_goes_by_what_the_first_has_taught_and_what_lies_between_is_no_step()
    {
        var log = new StepLog();
        for (int step = 0; step <= 20; step++) log.Add(Mark(step, 20, step, step * 10));
        for (int step = 1; step <= 4; step++) log.Add(Mark(step, 20, 120 + step, 1200 + (step * 10)));
        Forecast forecast = log.Expect()!;
        Assert.Equal(2, log.Passes);
        Assert.Equal(1400, forecast.Joules.Value, 6);
        Assert.Equal(140, forecast.Seconds.Value, 6);
    }

    [Fact]
    public void A_counter_of_epochs_between_does_not_disturb_the_one_of_steps()
    {
        var log = new StepLog();
        for (int epoch = 0; epoch < 3; epoch++)
        {
            log.Add(Mark(epoch + 1, 3, epoch * 100, epoch * 1000));
            for (int step = 1; step <= 100; step++) log.Add(Mark(step, 100, (epoch * 100) + step, (epoch * 1000) + (step * 10)));
        }

        Assert.Equal(3000, log.Expect()!.Joules.Value, 6);
        Assert.Equal(100, log.Last!.Value.Of);
    }

    [Fact]
    public void A_counter_whose_end_moves_is_followed()
    {
        var log = new StepLog();
        for (int step = 0; step <= 30; step++) log.Add(Mark(step, 50 + step, step, step * 10));
        Assert.Equal(800, log.Expect()!.Joules.Value, 6);
    }

    [Fact]
    public void Marks_without_sense_change_nothing()
    {
        var log = new StepLog();
        for (int step = 0; step <= 10; step++)
        {
            log.Add(Mark(step, 100, step, step * 10));
            log.Add(Mark(5, 0, step, step * 10));
            log.Add(Mark(-1, 100, step, step * 10));
            log.Add(Mark(101, 100, step, step * 10));
            log.Add(Mark(step, 100, step, step * 10));
        }

        Assert.Equal(1000, log.Expect()!.Joules.Value, 6);
        Assert.Equal(1, log.Passes);
    }

    [Fact]
    public void Whatever_is_shown_no_forecast_is_less_than_what_is_used_nor_outside_its_interval_and_more_steps_cost_more()
    {
        for (int round = 0; round < 3000; round++)
        {
            StepLog log = new(), longer = new();
            (double seconds, double joules) = (0, 0);
            for (int i = 0; i < 200; i++)
            {
                (seconds, joules) = (seconds + _random.NextDouble(), joules + (_random.NextDouble() * _random.Next(5)));
                int of = _random.Next(20) == 0 ? _random.Next(300) : 100;
                int step = _random.Next(10) == 0 ? _random.Next(-5, 120) : i % 101;
                log.Add(Mark(step, of, seconds, joules));
                if (log.Expect() is { } forecast)
                {
                    AssertSane(forecast.Joules, forecast.Mark.Energy.Joules);
                    AssertSane(forecast.Seconds, forecast.Mark.At.TotalSeconds);
                }
            }

            for (int step = 0; step <= 10; step++)
            {
                log = step == 0 ? new StepLog() : log;
                double value = step * (1 + (_random.NextDouble() * 0.1));
                log.Add(Mark(step, 50, value, value));
                longer.Add(Mark(step, 50 + round, value, value));
            }

            if (log.Expect() is { } near && longer.Expect() is { } far) Assert.True(far.Joules.Value >= near.Joules.Value && far.Joules.High >= near.Joules.High);
        }
    }

    [Theory]
    [InlineData(4, 2.776)]
    [InlineData(11, 2.201)]
    [InlineData(30, 2.042)]
    [InlineData(120, 1.980)]
    public void Students_points_are_those_of_the_tables(int freedom, double point) => Assert.Equal(point, Remainder.Point(freedom), 0.003);

    private static void AssertSane(Expectation expected, double used)
    {
        Assert.True(used <= expected.Low && expected.Low <= expected.Value && expected.Value <= expected.High, $"{used} {expected}");
        Assert.True(double.IsFinite(expected.High));
    }

    private static bool Holds(Expectation expected, double truth) => truth >= expected.Low && truth <= expected.High;

    private static StepLog Run((double Seconds, double Joules)[] steps, int seen)
    {
        var log = new StepLog();
        (double seconds, double joules) = (0, 0);
        for (int step = 0; step <= seen; step++)
        {
            if (step > 0) (seconds, joules) = (seconds + steps[step - 1].Seconds, joules + steps[step - 1].Joules);
            log.Add(Mark(step, steps.Length, seconds, joules));
        }

        return log;
    }

    /// <summary>Steps of 1 s and 50 J with normal noise of a part of that, each of which takes some of the one before.</summary>
    private (double Seconds, double Joules)[] Program(int count, double noise, double correlation)
    {
        var steps = new (double, double)[count];
        (double time, double energy) = (Normal(), Normal());
        for (int i = 0; i < count; i++)
        {
            double fresh = Math.Sqrt(1 - (correlation * correlation));
            (time, energy) = ((time * correlation) + (Normal() * fresh), (energy * correlation) + (Normal() * fresh));
            steps[i] = (Math.Max(0.01, 1 + (noise * time)), Math.Max(0.5, 50 * (1 + (noise * energy))));
        }

        return steps;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static StepMark Mark(long step, long of, double seconds, double joules) => new(step, of, TimeSpan.FromSeconds(seconds), Energy.FromJoules(joules));
}
