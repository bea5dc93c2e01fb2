using System.Globalization;
using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Hwmon;

/// <summary>What the hwmon devices of a machine offer.</summary>
/// <param name="Groups">Each a way to get the energy of one component, the better ones first.</param>
/// <param name="Notes">Sensors that would count, but may not be read.</param>
/// <param name="Unused">Channels that are not counted, with the reason.</param>
public sealed record HwmonSources(IReadOnlyList<SourceGroup> Groups, IReadOnlyList<Note> Notes, IReadOnlyList<string> Unused)
{
    /// <summary>Finds the channels, opens those that stand for a component, and reads each once.</summary>
    /// <remarks>A component is whole or not offered: when one channel of several does not answer, the others would be too small a sum.</remarks>
    public static HwmonSources Find(PseudoFs sys)
    {
        ArgumentNullException.ThrowIfNull(sys);
        var groups = new List<SourceGroup>();
        var notes = new List<Note>();
        var unused = new List<string>();
        ILookup<HwmonRule, HwmonChannel> byRule = HwmonChannel.All(sys).ToLookup(channel => HwmonRule.For(channel.Driver, channel.Label));
        foreach (HwmonRule rule in HwmonRule.All)
        {
            HwmonChannel[] channels = [.. byRule[rule]];
            if (channels.Length == 0 || rule.IsGpu) continue;
            if (rule.Component is null)
            {
                unused.AddRange(Lines(channels, rule.What));
            }
            else if (rule.OnlyIfSingle && channels.Length > 1)
            {
                unused.AddRange(Lines(channels, "several, and nothing tells which of them contains the others"));
            }
            else
            {
                ReadOutcome outcome = Open(sys, rule, channels, out SourceGroup? group, out string reason);
                if (group is not null) groups.Add(group);
                else unused.AddRange(Lines(channels, reason));
                if (outcome == ReadOutcome.Denied) notes.Add(Denied(sys, channels[0]));
            }
        }

        return new(groups, notes, unused);
    }

    private static ReadOutcome Open(PseudoFs sys, HwmonRule rule, HwmonChannel[] channels, out SourceGroup? group, out string reason)
    {
        var sources = new List<EnergySource>();
        (group, reason) = (null, "");
        foreach (HwmonChannel channel in channels)
        {
            reason = $"`{channel.Name}` is disabled";
            if (channel.IsDisabled) return ReadOutcome.NotSupported;
            ReadOutcome outcome = Open(sys, rule, channel, out EnergySource? source);
            reason = $"`{channel.Name}` does not answer ({outcome})";
            if (source is null) return outcome;
            sources.Add(source);
        }

        group = new(sources);
        return ReadOutcome.Ok;
    }

    private static ReadOutcome Open(PseudoFs sys, HwmonRule rule, HwmonChannel channel, out EnergySource? source)
    {
        source = null;
        PseudoFile? current = null;
        ReadOutcome outcome = PseudoFile.TryOpen(sys.PathOf(channel.File), out PseudoFile? file);
        if (outcome == ReadOutcome.Ok && channel.Current is not null) outcome = PseudoFile.TryOpen(sys.PathOf(channel.Current), out current);
        if (outcome == ReadOutcome.Ok)
        {
            var id = new SensorId($"hwmon:{channel.Driver}:{channel.File["class/hwmon/".Length..]}");
            if (channel.CountsEnergy)
            {
                var counter = new HwmonCounter(id, file!);
                outcome = counter.TryRead(out _);
                if (outcome == ReadOutcome.Ok) source = Source(counter, null, rule, channel, sys);
            }
            else
            {
                var gauge = new HwmonGauge(id, file!, current);
                outcome = gauge.TryRead(out _);
                if (outcome == ReadOutcome.Ok) source = Source(null, gauge, rule, channel, sys);
            }
        }

        if (source is not null) return outcome;
        file?.Dispose();
        current?.Dispose();
        return outcome;
    }

    private static EnergySource Source(HwmonCounter? counter, HwmonGauge? gauge, HwmonRule rule, HwmonChannel channel, PseudoFs sys) => new(counter, gauge)
    {
        Component = rule.Component!.Value,
        Device = Device(rule, channel),
        Socket = rule.BySocket ? NumberAtEnd(channel.Label) : null,
        IncludesMemory = rule.IncludesMemory,
        Provenance = Provenance.Measured,
        RelativeBand = rule.Band,
        Method = "hwmon",
        Origin = sys.PathOf(channel.File),
        Ceiling = Power.FromWatts(rule.CeilingWatts),
    };

    private static string Device(HwmonRule rule, HwmonChannel channel)
        => string.Format(CultureInfo.InvariantCulture, rule.What, NumberAtEnd(channel.Label) ?? 0);

    private static int? NumberAtEnd(string label)
    {
        int start = label.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1;
        return int.TryParse(label.AsSpan(start), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    private static IEnumerable<string> Lines(HwmonChannel[] channels, string reason)
        => channels.GroupBy(channel => channel.Driver).Select(group => group.Count() == 1
            ? $"{group.First().Name}: {reason}"
            : string.Create(CultureInfo.InvariantCulture, $"{group.First().Name} and {group.Count() - 1} more: {reason}"));

    private static Note Denied(PseudoFs sys, HwmonChannel channel)
        => new("ECO1111", $"cannot read the energy sensor `{sys.PathOf(channel.File)}`", "run as root, or let a group of yours read it");
}
