using EcoCode.Quantities;

namespace EcoCode.Sensors.Rapl;

/// <summary>What users are told about RAPL counters that they do not get.</summary>
internal static class RaplNotes
{
    private const string AbsentCode = "ECO1001";

    public static Note Absent(bool isVirtual) => isVirtual
        ? new(AbsentCode, "this virtual machine is shown no CPU energy counter (RAPL)")
        : new(AbsentCode, "the kernel offers no CPU energy counter (RAPL)", "`sudo modprobe intel_rapl_msr` loads the driver, on Intel and on AMD");

    /// <summary>Whether a note only says that there is nothing, and nothing can be done: a model's own note says as much.</summary>
    public static bool IsHopeless(Note note) => note is { Code: AbsentCode, Hint: null };

    /// <param name="origin">The PMU event.</param>
    /// <param name="program">Full path of this program.</param>
    public static Note PerfDenied(string origin, string program)
    {
        // A capability on the shared host would go to every .NET program.
        bool shared = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new(
            "ECO1002",
            $"the kernel does not let this user count `{origin}`",
            shared
                ? "`sudo sysctl kernel.perf_event_paranoid=0` lets every user, until the next boot"
                : $"`sudo setcap cap_perfmon=ep {program}` lets this program, whoever runs it");
    }

    /// <param name="path">The <c>energy_uj</c> file.</param>
    public static Note PowercapDenied(string path) => new(
        "ECO1003",
        $"cannot read the energy counter `{path}`: it is readable by root only since Linux 5.10 (CVE-2020-8694)",
        "`sudo ecocode doctor --fix rapl` opens it to one group");

    public static Note PackageMissing(int socket) => new("ECO1004", $"the CPU total lacks package {socket}: no energy counter stands for it");

    public static Note Unreadable(RaplRefusal refusal)
        => new("ECO1005", $"the energy counter `{refusal.Origin}` can't be used: {RaplRefusal.Words(refusal.Outcome)}", "`-v` shows what is used instead");
}
