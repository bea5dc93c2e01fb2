using System.CommandLine;
using System.Globalization;
using EcoCode.Cli.Measuring;
using EcoCode.Host;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode monitor</c>.</summary>
internal sealed class MonitorVerb : Verb
{
    private readonly MeasureOptions _options = new("--run-name", startsCommand: false);
    private readonly Option<string[]> _pid = new("--pid", "-p") { Description = "Processes to watch, with all that descends from them. May be repeated.", HelpName = "pid[,pid…]", Arity = new ArgumentArity(1, 1000), AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _byName = new("--name", "-n") { Description = "Watch all processes of this name; * and ? stand for any characters.", HelpName = "pattern" };

    internal override Option? Unconfigured => _options.NoConfig;

    internal override IReadOnlyList<Option> Options => [_pid, _byName, .. _options.All];

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description);
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(parsed =>
        {
            MeasureRequest request = _options.Read(parsed);
            if (TryFind(parsed, out List<int> roots, out Note? problem)) return new MonitorProcesses(request, TimeProvider.System, outcome => Presentation.Show(outcome, request)).Execute(roots);
            Complaint.Write(problem!, request.Output);
            return ExitCodes.Usage;
        });
        return verb;
    }

    private bool TryFind(ParseResult parsed, out List<int> roots, out Note? problem)
    {
        roots = [];
        problem = null;
        var proc = new PseudoFs("/proc");
        foreach (string word in (parsed.GetValue(_pid) ?? []).SelectMany(words => words.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) || pid == 0) problem = new Note("ECO4011", $"`{word}` is not a process id", "`--pid 4242,5120`");
            else if (pid == Environment.ProcessId) problem = new Note("ECO4012", $"{word} is EcoCode itself, whose use every summary shows already", "give the pid of another process");
            else if (!proc.Exists(word)) problem = new Note("ECO4013", $"there is no process {word}", "`ps -e` lists what runs");
            if (problem is not null) return false;
            roots.Add(pid);
        }

        if (parsed.GetValue(_byName) is { } pattern) roots.AddRange(ProcessSearch.ByName(proc, pattern).Where(pid => pid != Environment.ProcessId));
        if (roots.Count > 0) return true;
        problem = parsed.GetValue(_byName) is { } none
            ? new Note("ECO4014", $"no process is named `{none}`", "`--name '*python*'` finds what contains python")
            : new Note("ECO4015", "nothing is said of what to watch", "`ecocode monitor --pid 4242`");
        return false;
    }
}
