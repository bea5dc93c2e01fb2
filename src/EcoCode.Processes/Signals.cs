namespace EcoCode.Processes;

/// <summary>Names of the signals of Linux on x86-64 and arm64 (signal(7)).</summary>
public static class Signals
{
    private static readonly string[] Names =
    [
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2",
        "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU",
        "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    /// <summary>SIGKILL, which can't be ignored.</summary>
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;

    /// <summary>SIGTERM, which asks a program to end.</summary>
    public const int Terminate = 15;

    /// <summary>SIGCONT, without which a stopped program does not get to end.</summary>
    public const int Continue = 18;

    /// <summary>The names of all signals but the real-time ones, without <c>SIG</c>.</summary>
    public static IReadOnlyList<string> ShortNames => [.. Names[1..].Select(name => name[3..])];

    /// <summary>The number of a name, with or without <c>SIG</c>, or of a number from 1 to 64. False when there is none.</summary>
    public static bool TryParse(string text, out int signal)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out signal)) return signal is >= 1 and <= 64;
        signal = Array.FindIndex(Names, name => name.Length > 0 && (name.Equals(text, StringComparison.OrdinalIgnoreCase) || name.AsSpan(3).Equals(text, StringComparison.OrdinalIgnoreCase)));
        return signal > 0;
    }

    /// <summary>The name of a number; real-time signals are <c>SIGRT34</c> to <c>SIGRT64</c>.</summary>
    public static string NameOf(int signal)
        => signal > 0 && signal < Names.Length ? Names[signal] : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SIGRT{signal}");
}
