using EcoCode.Tui.Cells;

namespace EcoCode.Tui.Looks;

/// <summary>How a tone looks on terminals of each kind.</summary>
/// <param name="Color">Where there are 256 colours or more; <c>default</c> is the terminal's own.</param>
/// <param name="Ansi">One of the sixteen colours, 0 to 15; null is the terminal's own.</param>
/// <param name="Mono">What stands for it where there is no colour.</param>
internal readonly record struct ToneLook(Ink Color, byte? Ansi, Emphasis Mono);
