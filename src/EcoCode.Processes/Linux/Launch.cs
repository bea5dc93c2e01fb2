using System.Text;
using EcoCode.Processes.Interop;

namespace EcoCode.Processes.Linux;

/// <summary>Starts a command as env(1) would.</summary>
internal static class Launch
{
    /// <summary>Starts a command. A script without a <c>#!</c> line is given to /bin/sh, as execvp(3) does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="pid">Its process.</param>
    /// <param name="standardError">The descriptor that becomes its standard error; negative for this process's own.</param>
    /// <param name="variable">A variable of its environment beside those of this process, <c>NAME=value</c>, or null.</param>
    /// <returns>0, or the errno of fork or exec.</returns>
    internal static int Start(CommandLine command, out int pid, int standardError = -1, string? variable = null)
    {
        byte[] program = command.Arguments[0];
        int error = Spawn.Start(program, command.Arguments, out pid, standardError, variable);
        if (error != Spawn.NotExecutable) return error;
        byte[] script = Find(program) is { } found ? Encoding.UTF8.GetBytes(found) : program;
        return Spawn.Start("/bin/sh"u8, [[.. "sh"u8], script, .. command.Arguments.Skip(1)], out pid, standardError, variable);
    }

    private static string? Find(byte[] program)
    {
        string name = Encoding.UTF8.GetString(program);
        if (name.Contains('/', StringComparison.Ordinal)) return null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "/bin:/usr/bin")
            .Split(':')
            .Select(folder => Path.Join(folder.Length == 0 ? "." : folder, name))
            .FirstOrDefault(File.Exists);
    }
}
