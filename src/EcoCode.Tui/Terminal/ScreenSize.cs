namespace EcoCode.Tui.Terminal;

/// <summary>Columns and rows.</summary>
public readonly record struct ScreenSize(int Width, int Height);
