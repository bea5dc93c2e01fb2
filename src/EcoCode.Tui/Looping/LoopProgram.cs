using EcoCode.Tui.Cells;
using EcoCode.Tui.Input;
using EcoCode.Tui.Terminal;

namespace EcoCode.Tui.Looping;

/// <summary>A program in the Elm architecture: a model, a pure update, a pure view, and effects, which alone touch the world.</summary>
/// <typeparam name="TModel">Immutable. An update that returns the same instance changes nothing on the screen.</typeparam>
/// <typeparam name="TMessage">What happens.</typeparam>
/// <typeparam name="TEffect">What is to be done; null is nothing.</typeparam>
public sealed record LoopProgram<TModel, TMessage, TEffect>
    where TModel : class
    where TEffect : class
{
    /// <summary>The model at the start; the screen's size follows as the first message.</summary>
    public required TModel Initial { get; init; }

    /// <summary>The model after a message, and what is to be done.</summary>
    public required Func<TModel, TMessage, (TModel Next, TEffect? Then)> Update { get; init; }

    /// <summary>Draws a model on a blank buffer of the screen's size, which may be as small as 1x1.</summary>
    public required Action<TModel, CellBuffer> View { get; init; }

    /// <summary>The message of an input.</summary>
    public required Func<InputEvent, TMessage> OfInput { get; init; }

    /// <summary>The message of a size: at the start and after each change.</summary>
    public required Func<ScreenSize, TMessage> OfSize { get; init; }

    /// <summary>Does an effect, on the loop's thread.</summary>
    public required Action<TEffect, ILoopControl<TMessage>> Perform { get; init; }

    /// <summary>The message of time passing, with <see cref="TimeProvider.GetTimestamp"/>; null when the program needs none.</summary>
    public Func<long, TMessage>? OfTick { get; init; }

    /// <summary>Time between two ticks.</summary>
    public TimeSpan TickEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The least time between two frames that show data alone. Frames that answer input do not wait.</summary>
    public TimeSpan DataFrameEvery { get; init; } = TimeSpan.FromMilliseconds(100);
}
