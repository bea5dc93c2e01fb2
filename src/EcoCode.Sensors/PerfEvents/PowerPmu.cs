using System.Globalization;
using EcoCode.Host;

namespace EcoCode.Sensors.PerfEvents;

/// <summary>The kernel's <c>power</c> PMU: RAPL counters as perf events (arch/x86/events/rapl.c).</summary>
/// <param name="Type">What perf_event_attr.type must hold; given out anew at each boot.</param>
/// <param name="Cpus">One processor for each package, or for each die where the counters belong to dies.</param>
/// <param name="Events">Its energy events, by name.</param>
internal sealed record PowerPmu(uint Type, IReadOnlyList<int> Cpus, IReadOnlyDictionary<string, PmuEvent> Events)
{
    /// <summary>Where it is described, below /sys.</summary>
    public const string Folder = "bus/event_source/devices/power";

    /// <summary>Reads the description.</summary>
    /// <returns><c>null</c> when the kernel offers no such PMU, or one that is described in terms that we don't know.</returns>
    public static PowerPmu? Find(PseudoFs sys)
    {
        if (sys.TryReadInteger($"{Folder}/type", out long type) != ReadOutcome.Ok || type is < 0 or > uint.MaxValue) return null;
        if (sys.TryReadText($"{Folder}/cpumask", out string mask) != ReadOutcome.Ok) return null;
        if (!CpuList.TryParse(mask, out IReadOnlyList<int> cpus) || cpus.Count == 0) return null;
        if (sys.TryReadText($"{Folder}/format/event", out string format) != ReadOutcome.Ok) return null;
        if (!TryParseFormat(format, out int low, out int bits)) return null;

        var events = new Dictionary<string, PmuEvent>(StringComparer.Ordinal);
        foreach (string name in sys.Names($"{Folder}/events"))
        {
            if (!name.StartsWith("energy-", StringComparison.Ordinal) || name.Contains('.', StringComparison.Ordinal)) continue;
            if (ReadEvent(sys, name, low, bits) is { } found) events.Add(name, found);
        }

        return events.Count == 0 ? null : new((uint)type, cpus, events);
    }

    private static PmuEvent? ReadEvent(PseudoFs sys, string name, int low, int bits)
    {
        string path = $"{Folder}/events/{name}";
        return sys.TryReadText(path, out string terms) == ReadOutcome.Ok
            && sys.TryReadText($"{path}.scale", out string scaleText) == ReadOutcome.Ok
            && sys.TryReadText($"{path}.unit", out string unit) == ReadOutcome.Ok
            && unit == "Joules"
            && MicrojouleScale.TryParse(scaleText, out MicrojouleScale scale)
            && TryParseTerms(terms, out ulong number)
            && (bits == 64 || number >> bits == 0)
            ? new(name, number << low, scale)
            : null;
    }

    /// <summary>Reads <c>event=0x02</c>, the only term that this PMU's events have.</summary>
    private static bool TryParseTerms(string text, out ulong number)
    {
        const string Key = "event=";
        number = 0;
        if (!text.StartsWith(Key, StringComparison.Ordinal)) return false;
        ReadOnlySpan<char> value = text.AsSpan(Key.Length);
        return value.StartsWith("0x", StringComparison.Ordinal)
            ? ulong.TryParse(value[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
            : ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads <c>config:0-7</c>: which bits of <c>config</c> hold the event's number.</summary>
    private static bool TryParseFormat(string text, out int low, out int bits)
    {
        const string Key = "config:";
        low = bits = 0;
        if (!text.StartsWith(Key, StringComparison.Ordinal)) return false;
        string[] ends = text[Key.Length..].Split('-');
        if (ends.Length > 2 || !TryBit(ends[0], out low) || !TryBit(ends[^1], out int high) || high < low) return false;
        bits = high - low + 1;
        return true;
    }

    private static bool TryBit(string text, out int bit)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bit) && bit < 64;
}
