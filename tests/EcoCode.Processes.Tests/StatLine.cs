namespace EcoCode.Processes.Tests;

/// <summary>A line of /proc/pid/stat with every field at its place in proc_pid_stat(5); those that are not named hold their own number.</summary>
internal static class StatLine
{
    private const int State = 3, Parent = 4, Group = 5, Flags = 9, User = 14, System = 15, WaitedUser = 16, WaitedSystem = 17, Threads = 20, Started = 22, ResidentPages = 24, Processor = 39, Last = 52;

    internal static string Of(
        int pid,
        int parent,
        long started,
        string comm = "worker",
        char state = 'S',
        int threads = 1,
        long waitedUser = 0,
        long waitedSystem = 0,
        long pages = 10,
        int processor = 0,
        long flags = 0,
        long user = 0,
        long system = 0)
    {
        string[] fields = [.. Enumerable.Range(1, Last).Select(number => $"{number}")];
        (fields[0], fields[1], fields[State - 1], fields[Parent - 1]) = ($"{pid}", $"({comm})", $"{state}", $"{parent}");
        (fields[Group - 1], fields[Threads - 1], fields[Started - 1]) = ($"{pid}", $"{threads}", $"{started}");
        (fields[WaitedUser - 1], fields[WaitedSystem - 1]) = ($"{waitedUser}", $"{waitedSystem}");
        (fields[Flags - 1], fields[User - 1], fields[System - 1]) = ($"{flags}", $"{user}", $"{system}");
        (fields[ResidentPages - 1], fields[Processor - 1]) = ($"{pages}", $"{processor}");
        return string.Join(' ', fields) + "\n";
    }
}
