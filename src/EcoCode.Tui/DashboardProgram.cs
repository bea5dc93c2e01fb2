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
    public static LoopProgram<Model, Message, Effect> Of(Model initial) => new()
    {
        Initial = initial,
        Update = Update.Of,
        View = Screen.Draw,
        OfInput = input => new Message.Touched(input),
        OfSize = size => new Message.Sized(size),
        Perform = Perform,
    };

    private static void Perform(Effect effect, ILoopControl<Message> loop)
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
