namespace EcoCode.Tui.Dashboards;

/// <summary>A rectangle of the screen, borders included.</summary>
internal readonly record struct Area(int X, int Y, int Width, int Height)
{
    internal bool IsEmpty => Width <= 0 || Height <= 0;

    internal bool Contains(int x, int y) => x >= X && x < X + Width && y >= Y && y < Y + Height;
}
