using System.Diagnostics.CodeAnalysis;
using System.Text;
using EcoCode.Ledger.Store;
using EcoCode.Quantities.Text;

namespace EcoCode.Ledger.Export.CodeCarbon;

/// <summary>Appends runs to an emissions.csv, whoever else does so at the same time.</summary>
/// <remarks>
/// The file is locked while it is looked at and written (flock(2): .NET opens without sharing so, and so does flock(1)), and
/// all that is added goes in with one write; if that fails, a file that was there gets its old length back. What is there is never rewritten.
/// </remarks>
public static class EmissionsFile
{
    private const int MostFiles = 100;

    // EWOULDBLOCK of Linux, and ERROR_SHARING_VIOLATION of Windows.
    private const int Locked = 11;
    private const int WindowsLocked = unchecked((int)0x80070020);

    /// <summary>A lock is held for a write; who waits longer than this waits for something that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Appends runs, or begins a new file with them.</summary>
    /// <param name="path">The file. If it has other columns, it is left as it is, and a file beside it is taken.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="time">The clock by which a lock is waited for.</param>
    /// <param name="written">The file that was written.</param>
    /// <param name="fault">What went wrong, when something did; nothing is written then.</param>
    public static bool TryAppend(string path, IEnumerable<StoredRun> runs, TimeProvider time, [NotNullWhen(true)] out string? written, [NotNullWhen(false)] out WriteFault? fault)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        written = null;
        fault = Directory.Exists(path) ? new(WriteFaultKind.Folder, path, "it is a folder") : null;
        if (fault is not null) return false;
        try
        {
            using var rows = new StringWriter();
            foreach (StoredRun run in runs) EmissionsRow.Write(rows, run);
            for (int i = 0; i < MostFiles && written is null; i++)
            {
                string candidate = i == 0 ? path : Beside(path, i);
                using FileStream file = Open(candidate, time);
                if (Append(file, rows.ToString())) written = candidate;
            }

            if (written is null) fault = new(WriteFaultKind.Other, path, "it and all files beside it have other columns");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            fault = IsLocked(problem) ? new(WriteFaultKind.Other, path, "another program keeps it locked") : WriteFault.Of(path, problem);
        }

        return fault is null;
    }

    /// <summary>For example <c>emissions.ecocode.csv</c>, then <c>emissions.ecocode-2.csv</c>.</summary>
    private static string Beside(string path, int number)
        => Path.ChangeExtension(path, null) + ".ecocode" + (number == 1 ? "" : "-" + Figure.Of(number)) + Path.GetExtension(path);

    private static FileStream Open(string path, TimeProvider time)
    {
        long begin = time.GetTimestamp();
        using var pause = new ManualResetEventSlim();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException problem) when (IsLocked(problem) && time.GetElapsedTime(begin) < Patience)
            {
                // Of random length, so that those who wait do not all come back at once.
                pause.Wait(LongestPause * Random.Shared.NextDouble());
            }
        }
    }

    private static bool IsLocked(Exception problem) => problem is IOException { HResult: Locked or WindowsLocked };

    /// <summary>Appends rows if the file has the right columns or none at all.</summary>
    private static bool Append(FileStream file, string rows)
    {
        // A pipe or a terminal has no length and no columns.
        if (file.CanSeek && file.Length > 0)
        {
            if (!HasColumns(file)) return false;
            if (!EndsLine(file)) rows = "\n" + rows;
        }
        else
        {
            using var header = new StringWriter();
            EmissionsRow.WriteHeader(header);
            rows = header + rows;
        }

        long before = file.CanSeek ? file.Length : 0;
        try
        {
            if (file.CanSeek) file.Position = before;
            file.Write(Encoding.UTF8.GetBytes(rows));
            if (file.CanSeek) file.Flush(flushToDisk: true);
        }
        catch (IOException) when (before > 0)
        {
            file.SetLength(before);
            throw;
        }

        return true;
    }

    private static bool HasColumns(FileStream file)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        try
        {
            return Csv.Rows(reader).FirstOrDefault()?.SequenceEqual(EmissionsRow.Header) ?? false;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool EndsLine(FileStream file)
    {
        file.Position = file.Length - 1;
        return file.ReadByte() == '\n';
    }
}
