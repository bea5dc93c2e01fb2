using System.CommandLine;
using EcoCode.Cli.Interop;
using EcoCode.Cli.Local;
using EcoCode.Cli.Measuring;
using EcoCode.Quantities;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode sidecar</c>: measures the tree of the process that started it, and answers what that asks. For programs.</summary>
internal sealed class SidecarVerb : Verb
{
    private readonly MeasureOptions _options = new("--name", startsCommand: true);
    private readonly Option<string?> _root = new("--root") { Description = "The process whose tree is measured, and when it started.", HelpName = "pid[:start]" };
    private readonly Option<int?> _descriptor = new("--fd") { Description = "A socket that this process has got from its parent.", HelpName = "number" };
    private readonly Option<string?> _socket = new("--socket") { Description = "A name to listen at; if it is taken, this ends with code 3.", HelpName = "@name" };

    private readonly Option<string?> _resumes = new("--resumes") { Description = "The run of the same process whose measuring broke off.", HelpName = "run" };

    private readonly Option<int?> _prometheus = new("--prometheus")
    {
        Description = "Serve the run's metrics at this port of 127.0.0.1.",
        HelpName = "port",
        CustomParser = result => (int?)Values.Number(result, "", 1, 65535, "a port from 1 to 65535"),
    };

    internal override Option? Unconfigured => _options.NoConfig;

    /// <summary>Without its own: ECOCODE_SOCKET in the environment is where another server is.</summary>
    internal override IReadOnlyList<Option> Options => _options.All;

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _root, _descriptor, _socket, _resumes, _prometheus };
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(parsed =>
        {
            MeasureRequest request = _options.Read(parsed);
            string root = parsed.GetValue(_root) ?? "";
            Note? problem = null;
            if (!SidecarRoot.TryParse(root, out SidecarRoot process)) problem = SidecarProblems.WrongRoot(root);
            else if (parsed.GetValue(_descriptor) is null && parsed.GetValue(_socket) is null) problem = SidecarProblems.Mute();
            if (problem is not null)
            {
                Complaint.Write(problem, request.Output);
                return ExitCodes.Usage;
            }

            request = request with { Output = request.Output with { Quiet = 2, Progress = false, Json = JsonTarget.None } };
            if (SidecarStart.TryOpen(process, parsed.GetValue(_descriptor), parsed.GetValue(_socket), out LocalDoor? door, out problem))
            {
                (door.MetricsPort, door.Resumes) = (parsed.GetValue(_prometheus), parsed.GetValue(_resumes));
                Detachment.Detach();
                return new MonitorProcesses(request, TimeProvider.System, door.End, door).Execute([process.Pid]);
            }

            Complaint.Write(problem, request.Output);
            return SidecarStart.IsTaken(problem) ? ExitCodes.Taken : ExitCodes.Failed;
        });
        return verb;
    }
}
