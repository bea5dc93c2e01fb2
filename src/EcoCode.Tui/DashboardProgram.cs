using System.Text;
using EcoCode.Ledger.Export;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Looping;
using EcoCode.Tui.View;

namespace EcoCode.Tui;

/// <summary>The dashboard as a program for the loop.</summary>
public static class DashboardProgram
{
    /// <summary>The program that begins with a model.</summary>
    /// <param name="initial">The model.</param>
    /// <param name="deeds">What can be done for it outside of the terminal.</param>
    public static LoopProgram<Model, Message, Effect> Of(Model initial, DashboardDeeds deeds) => new()
    {
        Initial = initial,
        Update = Update.Of,
        View = Screen.Draw,
        OfInput = input => new Message.Touched(input),
        OfSize = size => new Message.Sized(size),
        Perform = (effect, loop) => Perform(effect, loop, deeds),
    };

    private static void Perform(Effect effect, ILoopControl<Message> loop, DashboardDeeds deeds)
    {
        switch (effect)
        {
            case Effect.Quit:
                loop.Quit();
                break;
            case Effect.Redraw:
                loop.Redraw();
                break;
            case Effect.Suspend:
                loop.Suspend();
                break;
            case Effect.Diagnose:
                // It reads every sensor there is, some of them slow, and the screen answers meanwhile.
                _ = Task.Run(() => loop.Post(new Message.Told("Doctor", deeds.Diagnose())));
                break;
            case Effect.Open(var run):
                _ = Task.Run(() => loop.Post(deeds.Open(run)));
                break;
            case Effect.Save(var values):
                loop.Post(new Message.Done(deeds.Save(values)));
                break;
            case Effect.Write(var path, var text):
                loop.Post(new Message.Exported(path, Write(path, text)));
                break;
        }
    }

    /// <summary>Writes a new file. What is there already is left alone: no key of a dashboard should cost anyone a file.</summary>
    /// <returns>What went wrong; null when nothing did.</returns>
    private static string? Write(string path, string text)
    {
        if (path.StartsWith("~/", StringComparison.Ordinal) && Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home) path = Path.Join(home, path[2..]);
        if (Path.Exists(path)) return "there is something of that name already";
        return AtomicFile.TryWrite(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), out WriteFault? fault) ? null : fault.Reason;
    }
}
