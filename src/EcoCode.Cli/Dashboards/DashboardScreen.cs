using EcoCode.Cli.Interop;
using EcoCode.Cli.Streams;
using EcoCode.Tui;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Looping;
using EcoCode.Tui.Plain;
using EcoCode.Tui.Terminal;

namespace EcoCode.Cli.Dashboards;

/// <summary>The terminal that a dashboard is shown on, or what takes its place where there is none.</summary>
internal static class DashboardScreen
{
    /// <summary>What the terminal can do, as far as its environment and the words of the command line tell.</summary>
    internal static TerminalCapabilities Capabilities(DashboardRequest request)
    {
        TerminalCapabilities found = TerminalCapabilities.Of(name => name == "FORCE_COLOR" && request.Color == "always" ? "1" : Environment.GetEnvironmentVariable(name));
        return found with
        {
            Colors = request.Color == "never" ? ColorDepth.Mono : found.Colors,
            Unicode = found.Unicode && !request.Ascii,
            Mouse = found.Mouse && request.Mouse,
        };
    }

    /// <summary>Whether a full screen can be shown: both ends are a terminal, and it can move its cursor.</summary>
    internal static bool IsPossible(DashboardRequest request)
        => !request.Plain && Terminal.IsTerminal(StandardStream.Output) && Terminal.IsTerminal(0) && Capabilities(request).CursorControl;

    /// <summary>Shows a dashboard until it is left.</summary>
    /// <param name="request">How it is to look.</param>
    /// <param name="initial">The model to begin with.</param>
    /// <param name="time">The clock.</param>
    /// <param name="deeds">What can be done for it outside of the terminal.</param>
    /// <param name="feed">Told how messages are sent to it, before it begins; what it gives back is disposed of at the end.</param>
    /// <returns>The exit code: 0, or 128 and the signal that ended it.</returns>
    internal static int Show(DashboardRequest request, Model initial, TimeProvider time, DashboardDeeds deeds, Func<Action<Message>, IDisposable?> feed)
    {
        TerminalCapabilities capabilities = Capabilities(request);
        using PosixTerminal? terminal = PosixTerminal.Open(capabilities);
        if (terminal is null) return Table(request, initial);
        var loop = new MessageLoop<Model, Message, Effect>(terminal, time, request.Theme, DashboardProgram.Of(initial with { Braille = capabilities.Braille }, deeds));
        using IDisposable? feeding = feed(loop.Post);
        return loop.Run() switch
        {
            LoopEnd.Interrupted => 128 + 2,
            LoopEnd.Terminated => 128 + 15,
            LoopEnd.Aborted => 128 + 3,
            LoopEnd.HungUp => 128 + 1,
            _ => 0,
        };
    }

    /// <summary>Writes one table to standard output.</summary>
    internal static int Table(DashboardRequest request, Model model)
    {
        using StreamWriter writer = StandardStream.Writer(StandardStream.Output);
        PlainTable.Write(writer, model, !Capabilities(request).Unicode);
        return 0;
    }
}
