using EcoCode.Processes.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Processes.Linux;

/// <summary>Stands between a command's standard error and EcoCode's: hands on every byte at once, and shows it to somebody on the way.</summary>
/// <remarks>
/// Where standard error is a terminal the command gets a pseudo-terminal of the same settings and size, else a pipe. It is never held up by more than
/// the real place would hold it up; when that breaks, or EcoCode is killed, the command is told so as by tee(1): SIGPIPE, or EIO.
/// </remarks>
public sealed class ErrorCopy : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly SafeFileHandle _source;
    private readonly SafeFileHandle _forCommand;
    private readonly SafeFileHandle _stop;
    private readonly SafeFileHandle _stopper;
    private readonly ErrorWatcher _seen;
    private readonly Thread _thread;
    private readonly bool _terminal;

    private ErrorCopy(SafeFileHandle source, SafeFileHandle forCommand, SafeFileHandle stop, SafeFileHandle stopper, bool terminal, ErrorWatcher seen)
    {
        (_source, _forCommand, _stop, _stopper, _terminal, _seen) = (source, forCommand, stop, stopper, terminal, seen);
        _thread = new Thread(Copy, 128 * 1024) { IsBackground = true, Name = "stderr" };
    }

    /// <summary>Makes it ready for a command; null when the kernel has no descriptors left.</summary>
    /// <param name="seen">Gets what was handed on.</param>
    public static ErrorCopy? Open(ErrorWatcher seen)
    {
        if (!Descriptors.TryPipe(out SafeFileHandle stop, out SafeFileHandle stopper)) return null;
        bool terminal = Descriptors.ErrorIsTerminal;
        if (terminal && Descriptors.TryTerminal(out SafeFileHandle master, out SafeFileHandle slave)) return new ErrorCopy(master, slave, stop, stopper, terminal: true, seen);
        if (Descriptors.TryPipe(out SafeFileHandle read, out SafeFileHandle write)) return new ErrorCopy(read, write, stop, stopper, terminal: false, seen);
        stop.Dispose();
        stopper.Dispose();
        return null;
    }

    /// <summary>Whether the last line that was handed on has not ended yet.</summary>
    public bool InLine { get; private set; }

    /// <summary>What the command gets for its standard error.</summary>
    internal int Descriptor => (int)_forCommand.DangerousGetHandle();

    /// <summary>Begins; to be called when the command was started.</summary>
    public void Start()
    {
        _forCommand.Dispose();
        _thread.Start();
    }

    /// <summary>The window's size has changed.</summary>
    public void Resize()
    {
        if (_terminal) Descriptors.CopySize(_source);
    }

    /// <summary>Hands on what is there still, and ends. Who writes later, because it outlives the command, finds nobody.</summary>
    public void Finish()
    {
        if (!_thread.IsAlive) return;
        Descriptors.WriteByte(_stopper);
        _thread.Join();
    }

    public void Dispose()
    {
        Finish();
        _forCommand.Dispose();
        _source.Dispose();
        _stop.Dispose();
        _stopper.Dispose();
    }

    private void Copy()
    {
        byte[] buffer = new byte[BufferSize];
        Span<Descriptors.Watched> set = stackalloc Descriptors.Watched[2];
        set[0] = new() { Descriptor = (int)_source.DangerousGetHandle(), Wanted = Descriptors.Readable };
        set[1] = new() { Descriptor = (int)_stop.DangerousGetHandle(), Wanted = Descriptors.Readable };
        while (true)
        {
            Descriptors.Wait(set);
            if (set[0].Seen == 0) break;
            int length = Descriptors.Read(_source, buffer);
            if (length <= 0 || !Descriptors.TryWriteError(buffer.AsSpan(0, length))) break;
            InLine = buffer[length - 1] != '\n';
            _seen(buffer.AsSpan(0, length));
        }

        // From here on the command's writes fail as they would on the real place.
        _source.Dispose();
    }
}
