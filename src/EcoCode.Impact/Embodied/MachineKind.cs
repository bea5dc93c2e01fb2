namespace EcoCode.Impact;

/// <summary>What was made so that the run could happen.</summary>
public enum MachineKind
{
    /// <summary>A rack or tower server, all of it.</summary>
    Server,

    /// <summary>A desktop computer without its monitor.</summary>
    Desktop,

    /// <summary>A laptop computer.</summary>
    Laptop,

    /// <summary>Some vCPUs of a server.</summary>
    VirtualMachine,
}
