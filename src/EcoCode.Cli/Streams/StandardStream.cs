using System.Runtime.InteropServices;
using EcoCode.Cli.Interop;

namespace EcoCode.Cli.Streams;

/// <summary>Standard output or error, for writing. What can't be written (closed, broken pipe, full disk) is dropped: it must not stop a measurement.</summary>
internal sealed class StandardStream(int descriptor) : Stream
{
    private static bool _lost;

    private readonly bool _closed = !Terminal.IsInherited(descriptor);

    internal const int Output = 1;
    internal const int Error = 2;

    /// <summary>True once something could not be written.</summary>
    internal bool Failed { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>A writer of UTF-8 lines on a standard stream.</summary>
    internal static StreamWriter Writer(int descriptor) => new(new StandardStream(descriptor), new System.Text.UTF8Encoding(false)) { NewLine = "\n" };

    /// <summary>Whether standard output has lost something since this was last asked: a full disk, or closed from the start. A reader that has left wants no more, and is no loss.</summary>
    internal static bool TakeLoss()
    {
        bool lost = _lost;
        _lost = false;
        return lost;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && !Failed)
        {
            nint written = _closed ? -1 : Terminal.Write(descriptor, buffer);
            int error = _closed ? Terminal.BadDescriptor : Marshal.GetLastPInvokeError();
            if (written >= 0) buffer = buffer[(int)written..];
            else if (error is not (Terminal.Interrupted or Terminal.TryAgain)) Fail(error);
        }
    }

    private void Fail(int error)
    {
        Failed = true;
        _lost |= descriptor == Output && error != Terminal.BrokenPipe;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is buffered here.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
