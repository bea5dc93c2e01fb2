using System.Runtime.InteropServices;

namespace EcoCode.Tui.Terminal.Interop;

/// <summary>struct termios of the C libraries of Linux: 60 bytes, four words of flags, then the line discipline and the control characters.</summary>
[StructLayout(LayoutKind.Explicit, Size = 60)]
internal struct TerminalSettings
{
    /// <summary>INPCK, ISTRIP, INLCR, IGNCR, ICRNL and IXON (asm-generic/termbits): what changes or holds back what is typed.</summary>
    private const uint ChangesInput = 0x10 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400;

    /// <summary>ICANON, ECHO, ECHONL and IEXTEN. ISIG stays: the terminal then sends Ctrl-C and Ctrl-Z to the whole job, even when this process hangs.</summary>
    private const uint EditsLines = 0x2 | 0x8 | 0x40 | 0x8000;

    [FieldOffset(0)]
    private uint _inputFlags;

    [FieldOffset(12)]
    private uint _localFlags;

    /// <summary>c_cc[VTIME].</summary>
    [FieldOffset(22)]
    private byte _time;

    /// <summary>c_cc[VMIN].</summary>
    [FieldOffset(23)]
    private byte _least;

    /// <summary>The same, but every byte comes as it is typed.</summary>
    internal readonly TerminalSettings Raw
    {
        get
        {
            TerminalSettings raw = this;
            raw._inputFlags &= ~ChangesInput;
            raw._localFlags &= ~EditsLines;
            (raw._time, raw._least) = (0, 1);
            return raw;
        }
    }
}
