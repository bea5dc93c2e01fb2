using EcoCode.Tui.Input;

namespace EcoCode.Tui.Keys;

/// <summary>What some keys do: the one place from which keys, footer, help, palette and manual are made.</summary>
/// <param name="Act">What is done.</param>
/// <param name="Word">The word of the palette: lower case, hyphens.</param>
/// <param name="Meaning">What it does, for help and manual: a sentence without a full stop.</param>
/// <param name="Keys">The keys; the first is the one shown in the footer.</param>
internal sealed record KeyBinding(Act Act, string Word, string Meaning, params IReadOnlyList<KeyPress> Keys)
{
    /// <summary>What the footer calls it; null when it is not there.</summary>
    internal string? Footer { get; init; }

    /// <summary>How its keys are written: <c>↑ k</c>.</summary>
    internal string KeyText => string.Join(' ', Keys.Select(KeyName.Of));
}
