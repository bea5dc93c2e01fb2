using EcoCode.Tui.Terminal;

namespace EcoCode.Tui.Shown;

/// <summary>What the program shows.</summary>
/// <param name="Size">The screen's size, as the program was told.</param>
/// <param name="Input">The last key, paste or act of the mouse.</param>
/// <param name="Data">The last datum.</param>
internal sealed record Picture(ScreenSize Size, string Input, int Data);
