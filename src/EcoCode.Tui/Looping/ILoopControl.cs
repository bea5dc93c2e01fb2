namespace EcoCode.Tui.Looping;

/// <summary>What an effect can do to the loop that performs it.</summary>
/// <typeparam name="TMessage">The messages of the program.</typeparam>
public interface ILoopControl<in TMessage>
{
    /// <summary>Adds a message; any thread may. It is shown with the next frame.</summary>
    void Post(TMessage message);

    /// <summary>Ends the loop after this effect.</summary>
    void Quit();

    /// <summary>Draws the whole screen anew, as when something else wrote on it.</summary>
    void Redraw();

    /// <summary>Stops the process as Ctrl-Z does, until it is continued.</summary>
    void Suspend();
}
