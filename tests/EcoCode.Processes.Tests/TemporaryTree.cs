using System.Text;
using EcoCode.Host;

namespace EcoCode.Processes.Tests;

/// <summary>A made-up /sys or /proc, which goes with the test.</summary>
internal sealed class TemporaryTree : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ecocode-");

    internal PseudoFs Fs => new(_root.FullName);

    internal TemporaryTree With(string relative, string content) => With(relative, Encoding.Latin1.GetBytes(content));

    /// <summary>Writes a file in place, so that whoever has it open sees the change, as in /proc.</summary>
    internal TemporaryTree With(string relative, byte[] content)
    {
        string path = Fs.PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return this;
    }

    /// <summary>Makes the folder of a process whose files can't be read.</summary>
    internal void AddEmpty(int pid) => Directory.CreateDirectory(Fs.PathOf($"{pid}"));

    /// <summary>Shows a process of the real /proc.</summary>
    internal void AddReal(int pid) => Directory.CreateSymbolicLink(Fs.PathOf($"{pid}"), $"/proc/{pid}");

    /// <summary>Tells as which process whoever looks is seen there (/proc/self).</summary>
    internal void ShowSelf(int pid) => Directory.CreateSymbolicLink(Fs.PathOf("self"), $"{pid}");

    internal void Rename(int pid, int other) => Directory.Move(Fs.PathOf($"{pid}"), Fs.PathOf($"{other}"));

    internal void Remove(int pid) => Directory.Delete(Fs.PathOf($"{pid}"), recursive: true);

    public void Dispose() => _root.Delete(recursive: true);
}
