using System.Text;

namespace EcoCode.Processes.Linux;

/// <summary>The command to run, as bytes: arguments on Linux need not be UTF-8, and reach the program unchanged.</summary>
public sealed class CommandLine
{
    private CommandLine(IReadOnlyList<byte[]> arguments) => Arguments = arguments;

    /// <summary>All arguments, the program first.</summary>
    internal IReadOnlyList<byte[]> Arguments { get; }

    /// <summary>The program as it was typed, with its path, for people.</summary>
    public string Typed => string.Concat(Encoding.UTF8.GetString(Arguments[0]).Select(c => char.IsControl(c) ? '\uFFFD' : c));

    /// <summary>File name of the program, for people.</summary>
    public string Program => Path.GetFileName(Typed) is { Length: > 0 } name ? name : "?";

    /// <summary>A command given as text.</summary>
    public static CommandLine Of(IReadOnlyList<string> arguments) => new([.. arguments.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>The command that stands at the end of this process's own command line: its last arguments, byte for byte.</summary>
    /// <param name="arguments">The same arguments as text, used where /proc can't be read.</param>
    public static CommandLine FromOwn(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        try
        {
            byte[][] own = Split(File.ReadAllBytes("/proc/self/cmdline"));
            if (own.Length > arguments.Count) return new CommandLine(own[^arguments.Count..]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without /proc the text is as good as it gets.
        }

        return Of(arguments);
    }

    private static byte[][] Split(ReadOnlySpan<byte> text)
    {
        var parts = new List<byte[]>();
        while (text.IndexOf((byte)0) is int end and >= 0)
        {
            parts.Add(text[..end].ToArray());
            text = text[(end + 1)..];
        }

        return [.. parts];
    }
}
