using System.CommandLine;
using EcoCode.Cli.Diagnosing;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Placing;
using EcoCode.Cli.Streams;
using EcoCode.Host;
using EcoCode.Impact;
using EcoCode.Ledger.Export;
using EcoCode.Quantities;
using EcoCode.Report.Diagnoses;
using EcoCode.Sensors.External;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode doctor</c>: what is measured here, what is guessed and why, and what would mend it.</summary>
internal sealed class DoctorVerb : Verb
{
    private const string Rapl = "rapl";

    private readonly MeasureOptions _options = new("--name", startsCommand: false);
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON.", Arity = ArgumentArity.Zero };
    private readonly Option<string?> _fix = OfRapl("--fix", "Open the CPU's energy counters to the group `ecocode`, now and at each boot; shows what it does first.");
    private readonly Option<string?> _unfix = OfRapl("--unfix", "Take back what --fix did.");
    private readonly Option<string?> _capture = new("--capture") { Description = "Pack what sensors read of /sys and /proc into a tar.gz for a bug report; nothing of users or programs is in it.", HelpName = "file" };

    internal override IReadOnlyList<Option> Options => [_json, _fix, _unfix, _capture, .. _options.OfMachine];

    internal override Option? Unconfigured => _options.NoConfig;

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description);
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(parsed =>
        {
            MeasureRequest request = _options.Read(parsed);
            if (parsed.GetValue(_fix) is not null) return Change("--fix", undo: false);
            if (parsed.GetValue(_unfix) is not null) return Change("--unfix", undo: true);
            return parsed.GetValue(_capture) is { } file ? Capture(file, request) : Examine(request, parsed.GetValue(_json));
        });
        return verb;
    }

    private static Option<string?> OfRapl(string name, string description) => new(name)
    {
        Description = description,
        HelpName = Rapl,
        CustomParser = result =>
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (text == Rapl) return text;
            result.AddError($"`{text}` is no value for `{name}`: give `{Rapl}`");
            return null;
        },
    };

    private static int Examine(MeasureRequest request, bool json)
    {
        var search = new PlaceSearch(new PseudoFs(request.HostSys), Environment.GetEnvironmentVariable, request.Metadata);
        search.Begin();
        Whereabouts place = request.Impact.Zone is null ? search.Find() : Whereabouts.Unknown;
        ImpactFactors? factors = null;
        if (!Preparation.TryCheck(request, out ExternalSpec? platform, out Note? problem) || !ImpactModel.Shipped.TryResolve(Judgement.Of(request, place), out factors, out problem))
        {
            Complaint.Write(problem, request.Output);
            return ExitCodes.Usage;
        }

        Diagnosis diagnosis = Doctor.Examine(request, platform, factors, place, TimeProvider.System);
        if (json)
        {
            using var stream = new StandardStream(StandardStream.Output);
            DiagnosisJson.Write(stream, diagnosis);
        }
        else
        {
            using StreamWriter output = StandardStream.Writer(StandardStream.Output);
            DiagnosisText.Write(output, diagnosis, Display.Style(request.Output.Color, request.Output.Ascii, StandardStream.Output));
        }

        return diagnosis.Count(FindingLevel.Fail) > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static int Change(string words, bool undo)
    {
        var access = new RaplAccess("/", SystemGroup.TryMake);
        if (access.Counters.Count == 0 && !undo) return Refuse(DoctorProblems.NoCounters());
        using StreamWriter output = StandardStream.Writer(StandardStream.Output);
        foreach (string line in access.Plan(undo)) output.WriteLine(line);
        output.Flush();
        if (!Environment.IsPrivilegedProcess) return Refuse(DoctorProblems.NotRoot(words));
        if (access.Apply(undo) is { } reason) return Refuse(DoctorProblems.NotApplied(reason));
        output.WriteLine(undo
            ? $"done; the group stays: `groupdel {RaplAccess.Group}` removes it"
            : $"done; `usermod -aG {RaplAccess.Group} {Environment.GetEnvironmentVariable("SUDO_USER") ?? "NAME"}` lets a user read them, from the next login on");
        return ExitCodes.Done;
    }

    private static int Capture(string file, MeasureRequest request)
    {
        if (!AtomicFile.TryWrite(file, stream => MachineCapture.Write(stream, new PseudoFs(request.HostSys), new PseudoFs(request.HostProc)), out WriteFault? fault))
        {
            return Refuse(DoctorProblems.NotCaptured(file, fault.Reason));
        }

        using StreamWriter output = StandardStream.Writer(StandardStream.Output);
        output.WriteLine($"captured in {file}; `tar -tzf {file}` lists what is in it");
        return ExitCodes.Done;
    }

    private static int Refuse(Note problem)
    {
        Complaint.Write(problem, null);
        return ExitCodes.Failed;
    }
}
