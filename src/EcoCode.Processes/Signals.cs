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

    /// <summary>The name of a number; real-time signals are <c>SIGRT34</c> to <c>SIGRT64</c>.</summary>
    public static string NameOf(int signal)
        => signal > 0 && signal < Names.Length ? Names[signal] : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SIGRT{signal}");
}
