using EcoCode.Tui.Terminal.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Tui.Terminal;

/// <summary>A flag that any thread sets and a wait for descriptors sees.</summary>
internal sealed class TerminalWake : IDisposable
{
    internal SafeFileHandle Handle { get; } = Tty.NewEvent();

    internal void Set() => _ = Tty.Write(Handle, [1, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>Whether it was set; it no longer is.</summary>
    internal bool TryTake()
    {
        Span<byte> count = stackalloc byte[8];
        return Tty.Read(Handle, count) == 8;
    }

    public void Dispose() => Handle.Dispose();
}
