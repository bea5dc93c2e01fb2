namespace EcoCode.Host;

/// <summary>The bits of <c>struct perf_event_attr</c> that are used (include/uapi/linux/perf_event.h).</summary>
[Flags]
public enum PerfBehaviors : ulong
{
    /// <summary>Counts from the moment it is opened.</summary>
    None = 0,

    /// <summary>Does not count until something turns it on.</summary>
    Disabled = 1 << 0,

    /// <summary>Counts children as well, and theirs.</summary>
    Inherit = 1 << 1,

    /// <summary>Leaves the kernel out, which lets the unprivileged open it under kernel.perf_event_paranoid 2.</summary>
    ExcludeKernel = 1 << 5,

    /// <summary>Is turned on by exec(2).</summary>
    EnableOnExec = 1 << 12,
}
