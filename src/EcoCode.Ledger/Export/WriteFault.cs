namespace EcoCode.Ledger.Export;

/// <summary>A file that was not written: nothing of it exists, and what was there before is as it was.</summary>
/// <param name="Kind">The cause.</param>
/// <param name="Path">The path as it was given.</param>
/// <param name="Reason">The cause in words: lower case, no full stop.</param>
public sealed record WriteFault(WriteFaultKind Kind, string Path, string Reason)
{
    // Linux errno (asm-generic/errno-base.h, errno.h), which .NET hands on as HResult, and the Windows codes of the same meaning.
    private const int BrokenPipe = 32;
    private const int NoSpace = 28;
    private const int ReadOnlyFilesystem = 30;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    internal static WriteFault Of(string path, Exception problem) => problem switch
    {
        DirectoryNotFoundException => new(WriteFaultKind.NoFolder, path, "no such folder"),
        UnauthorizedAccessException => new(WriteFaultKind.Denied, path, "permission denied"),
        { HResult: ReadOnlyFilesystem } => new(WriteFaultKind.Denied, path, "the filesystem is read-only"),
        { HResult: NoSpace or WindowsDiskFull } => new(WriteFaultKind.Full, path, "no space left on the device"),
        { HResult: QuotaExceeded } => new(WriteFaultKind.Full, path, "the disk quota is used up"),
        { HResult: BrokenPipe or WindowsNoData } => new(WriteFaultKind.Closed, path, "the reader has closed the pipe"),
        _ => new(WriteFaultKind.Other, path, problem.Message),
    };
}
