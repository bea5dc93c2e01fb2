using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Recording;

/// <summary>Brings a record that was saved some seconds ago up to the last figures of its run, where nobody came to write the final one.</summary>
/// <remarks>Energies are exact: they were saved every second. Uncertainties and impacts grow with them. Who used the energy of the last seconds is not known.</remarks>
internal static class Continuation
{
    private const int MostSteps = 60;

    /// <param name="record">The record that was saved last.</param>
    /// <param name="state">Whether the run goes on.</param>
    /// <param name="parts">The columns of the samples.</param>
    /// <param name="latest">All figures so far, <see cref="Course.FiguresOfPart"/> of each part.</param>
    /// <param name="samples">The whole course.</param>
    internal static RunRecord Of(RunRecord record, RunState state, IReadOnlyList<RunPart> parts, IReadOnlyList<Energy> latest, IReadOnlyList<RunSample> samples)
    {
        if (samples.Count == 0 || latest.Count < parts.Count * Course.FiguresOfPart) return record;
        Energy[] sums = new Energy[Course.FiguresOfPart];
        for (int i = 0; i < latest.Count; i++) sums[i % Course.FiguresOfPart] += latest[i];
        (Energy tree, Energy others, Energy idle, Energy own) = (sums[0], sums[1], sums[2], sums[3]);
        double duration = samples[^1].OffsetS + samples[^1].SpanS;
        double growth = record.Total.EnergyJ > Energy.Zero ? tree / record.Total.EnergyJ : 1;
        bool interrupted = state == RunState.Interrupted;
        return record with
        {
            Run = record.Run with { DurationS = duration, Interrupted = interrupted },
            Total = record.Total with
            {
                EnergyJ = tree,
                EnergyKwh = tree.KilowattHours,
                BandJ = record.Total.BandJ * growth,
                MeanPowerW = duration > 0 ? tree.Joules / duration : 0,
                PeakPowerW = Math.Max(record.Total.PeakPowerW, samples.Max(Watts)),
            },
            Components = Grown(record.Components, parts, i => latest[i]),
            Machine = record.Machine with
            {
                EnergyJ = tree + others + idle,
                TreeJ = tree,
                OtherProcessesJ = others,
                IdleAndRestJ = idle,
                Components = Grown(record.Machine.Components, parts, i => latest[i] + latest[i + 1] + latest[i + 2]),
            },
            Processes = WithRest(record.Processes, tree),
            History = History(samples, duration),
            Impact = Grown(record.Impact, tree, growth, duration / Math.Max(1e-9, record.Run.DurationS)),
            Budgets = [.. record.Budgets.Select(budget => budget with
            {
                Used = budget.Kind switch { "energy" => tree.Joules, "time" => duration, _ => budget.Used * growth },
            })],
            Self = record.Self with { EnergyJ = own },
            Warnings = interrupted
                ? [.. record.Warnings, new Note("ECO5017", "EcoCode was killed while it measured this, or the machine went down: at most the last second is missing, and how the command ended")]
                : record.Warnings,
        };
    }

    /// <summary>Gives each part what it has by now; of several sources of one part, the last is the one in use.</summary>
    private static RunComponent[] Grown(IReadOnlyList<RunComponent> components, IReadOnlyList<RunPart> parts, Func<int, Energy> now)
    {
        RunComponent[] grown = [.. components];
        for (int part = 0; part < parts.Count; part++)
        {
            Energy missing = now(part * Course.FiguresOfPart);
            int last = -1;
            for (int i = 0; i < grown.Length; i++)
            {
                if (grown[i].Component != parts[part].Component || grown[i].Device != parts[part].Device) continue;
                missing -= grown[i].EnergyJ;
                last = i;
            }

            if (last < 0) continue;
            RunComponent before = grown[last];
            Energy energy = before.EnergyJ + missing;
            grown[last] = before with { EnergyJ = energy, BandJ = before.EnergyJ > Energy.Zero ? before.BandJ * (energy / before.EnergyJ) : before.BandJ };
        }

        return grown;
    }

    private static IReadOnlyList<RunProcess> WithRest(IReadOnlyList<RunProcess> processes, Energy tree)
    {
        Energy rest = tree;
        foreach (RunProcess process in processes) rest -= process.EnergyJ;
        if (rest == Energy.Zero) return processes;
        var last = new RunProcess { Pid = 0, Started = 0, Ppid = 0, Name = "(the last seconds)", CpuS = 0, EnergyJ = rest, SubtreeEnergyJ = rest, Exited = true };
        return [.. processes.Append(last).OrderByDescending(process => process.EnergyJ)];
    }

    private static RunImpact Grown(RunImpact impact, Energy tree, double growth, double longer)
    {
        Energy facility = Energy.FromJoules(tree.Joules * impact.Pue);
        return impact with
        {
            FacilityEnergyJ = facility,
            Co2eG = facility.KilowattHours * impact.Grid.GPerKwh,
            Co2eEmbodiedG = impact.Co2eEmbodiedG * longer,
            Embodied = [.. impact.Embodied.Select(part => part with { UsedH = part.UsedH * longer, Co2eG = part.Co2eG * longer })],
            WaterL = impact.WaterL * growth,
            WaterOnSiteL = impact.WaterOnSiteL * growth,
            WaterOffSiteL = impact.WaterOffSiteL * growth,
            Marginal = impact.Marginal is { } marginal ? marginal with { Co2eG = marginal.Co2eG * growth } : null,
            Costs =
            [
                .. impact.Costs.Select(cost => cost with
                {
                    Amount = cost.Of == RunCostPart.Rental ? cost.Amount * (decimal)longer : (decimal)facility.KilowattHours * cost.Price,
                }),
            ],
            Cost = impact.Cost is { } cost ? cost with { Amount = (decimal)facility.KilowattHours * cost.PricePerKwh } : null,
        };
    }

    private static RunHistory History(IReadOnlyList<RunSample> samples, double duration)
    {
        double width = duration / Math.Min(MostSteps, samples.Count);
        if (!(width > 0)) return new RunHistory(0, []);
        double[] joules = new double[(int)Math.Round(duration / width)];
        foreach (RunSample sample in samples)
        {
            double end = sample.OffsetS + sample.SpanS;
            for (int step = (int)(sample.OffsetS / width); step < joules.Length && step * width < end; step++)
            {
                double overlap = Math.Min(end, (step + 1) * width) - Math.Max(sample.OffsetS, step * width);
                joules[step] += sample.EnergyJ.Joules * Math.Max(0, overlap / sample.SpanS);
            }
        }

        return new RunHistory(width, [.. joules.Select(energy => energy / width)]);
    }

    private static double Watts(RunSample sample) => sample.SpanS > 0 ? sample.EnergyJ.Joules / sample.SpanS : 0;
}
