namespace EcoCode.Cli.Tests;

/// <summary>The built executable, run as users run it.</summary>
internal static class Ecocode
{
    /// <summary>The executable.</summary>
    internal static string Path { get; } = System.IO.Path.Join(AppContext.BaseDirectory, "ecocode");

    /// <summary>Runs it to its end.</summary>
    internal static Ended Run(params string[] words) => Run(words, []);

    /// <summary>Runs it to its end, in another environment.</summary>
    internal static Ended Run(IReadOnlyList<string> words, params IEnumerable<(string Name, string? Value)> environment)
    {
        using Started started = Started.Start([Path, .. words], environment);
        started.Input.Close();
        return started.End();
    }

    /// <summary>Starts it.</summary>
    internal static Started Start(params string[] words) => Started.Start([Path, .. words]);

    /// <summary>Runs a shell script, in which <c>$ECOCODE</c> is the executable and <c>$1</c> and so on are what was given.</summary>
    internal static Ended Shell(string script, params string[] arguments)
    {
        using Started started = StartShell(script, arguments);
        started.Input.Close();
        return started.End();
    }

    /// <summary>Starts a shell script, as <see cref="Shell"/> does.</summary>
    internal static Started StartShell(string script, params string[] arguments)
        => Started.Start(["/bin/sh", "-c", "ECOCODE=$0; " + script, Path, .. arguments]);
}
