using EcoCode.Quantities;

namespace EcoCode.Agent.Serving;

/// <summary>What can be wrong with where and whom the agent answers.</summary>
internal static class ServingProblems
{
    /// <summary>Cleartext beyond this machine.</summary>
    internal static Note Cleartext(ListenAddress address) => new(
        "ECO7001", $"`{address}` can be reached from other machines, and would answer in cleartext", "give `--tls-cert` and `--tls-key`, or say `--insecure` where the network is trusted");

    /// <summary>The address is taken, or not of this machine.</summary>
    internal static Note NotListening(string address, string reason) => new(
        "ECO7002", $"cannot listen at `{address}`: {reason}", "another agent may be running: `ecocode agent --listen 127.0.0.1:9465` takes another port, `--no-listen` none");

    /// <summary>A file can't be read.</summary>
    internal static Note Unreadable(string path, Exception exception) => new("ECO7003", $"cannot read `{path}`: {Reason(exception)}", "the agent reads it as the user that it runs as");

    /// <summary>A certificate that can't be used.</summary>
    internal static Note NoCertificate(string path, string reason) => new("ECO7004", $"`{path}` is no certificate with its key: {reason}", "both are PEM: `--tls-cert server.pem --tls-key server.key`");

    /// <summary>A file of secrets that others can read.</summary>
    internal static Note Open(string path) => new("ECO7005", $"others can read the secrets in `{path}`", $"`chmod 600 {path}`");

    /// <summary>Options that make no sense together.</summary>
    internal static Note Alone(string option, string needed) => new("ECO7006", $"`{option}` does nothing without `{needed}`", $"give both, or leave `{option}` out");

    /// <summary>A file without any secret in it.</summary>
    internal static Note Nobody(string path) => new("ECO7007", $"there is nobody in `{path}`", "one a line: `name:password`, or a token");

    /// <summary>A line without a password.</summary>
    internal static Note NoAccount(string path) => new("ECO7008", $"`{path}` has a line without a colon between name and password", "one a line: `name:password`");

    /// <summary>Passwords in cleartext.</summary>
    internal static Note Overheard() => new("ECO7009", "passwords and tokens go over the network in cleartext", "give `--tls-cert` and `--tls-key`");

    private static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such folder",
        UnauthorizedAccessException => "permission denied",
        _ => "input/output error",
    };
}
