using System.Text;

namespace EcoCode.Processes.Linux;

/// <summary>The command to run, as bytes: arguments on Linux need not be UTF-8, and reach the program unchanged.</summary>
public sealed class CommandLine
{
    private CommandLine(IReadOnlyList<byte[]> arguments) => Arguments = arguments;

    /// <summary>All arguments, the program first.</summary>
    internal IReadOnlyList<byte[]> Arguments { get; }

    /// <summary>The program as it was typed, with its path, for people.</summary>
    public string Typed => Printable(Arguments[0]);

    /// <summary>File name of the program, for people.</summary>
    public string Program => Path.GetFileName(Typed) is { Length: > 0 } name ? name : "?";

    /// <summary>All of it as a shell would take it, for people; what is not UTF-8 or a control character is replaced.</summary>
    public string Text => string.Join(' ', Arguments.Select(Quoted));

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

    /// <summary>The command line of a running process; null when it ended, is another user's or has none.</summary>
    public static CommandLine? OfProcess(int pid)
    {
        try
        {
            byte[][] arguments = Split(File.ReadAllBytes($"/proc/{pid}/cmdline"));
            return arguments.Length > 0 ? new CommandLine(arguments) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Printable(byte[] argument) => string.Concat(Encoding.UTF8.GetString(argument).Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static string Quoted(byte[] argument)
    {
        string text = Printable(argument);
        bool plain = text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || "-_./=:,+@%".Contains(c, StringComparison.Ordinal));
        return plain ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
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
