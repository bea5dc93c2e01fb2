using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Plain;

namespace EcoCode.Cli.Dashboards;

/// <summary>Writes a machine line by line instead of on a screen, until Ctrl-C.</summary>
internal static class MachineLines
{
    /// <summary>Lines that are read aloud come no more often.</summary>
    private static readonly TimeSpan LeastBetween = TimeSpan.FromSeconds(10);

    /// <summary>Time between two lines.</summary>
    internal static TimeSpan Between(TimeSpan interval) => interval > LeastBetween ? interval : LeastBetween;

    /// <param name="interval">Time between readings that was asked for.</param>
    /// <param name="notes">What is said before the first line.</param>
    /// <param name="model">The model to begin with.</param>
    /// <param name="time">The clock.</param>
    /// <param name="feed">Told how messages are sent.</param>
    internal static int Write(TimeSpan interval, IReadOnlyList<Note> notes, Model model, TimeProvider time, Func<Action<Message>, IDisposable> feed)
    {
        using var changed = new AutoResetEvent(false);
        using SignalForwarding signals = SignalForwarding.Start(OwnSignals.Ignored, _ => changed.Set(), alsoKeys: () => true);
        using StreamWriter writer = StandardStream.Writer(StandardStream.Output);
        foreach (Note note in notes) writer.WriteLine($"{note.Code}: {note.Message}{(note.Hint is { } hint ? $"; {hint}" : "")}.");
        writer.Flush();
        TimeSpan between = Between(interval);
        long? last = null;
        using IDisposable feeding = feed(message =>
        {
            model = model.After(message);

            // An agent tells more often; a tenth is allowed for ticks that come a little early.
            long now = time.GetTimestamp();
            if (last is { } before && time.GetElapsedTime(before, now) < between * 0.9) return;
            last = now;
            writer.WriteLine(PlainLines.Of(model));
            writer.Flush();
        });
        while (!signals.ToldToEnd && writer.BaseStream is not StandardStream { Failed: true }) changed.WaitOne(LeastBetween);
        return ExitCodes.Done;
    }
}
