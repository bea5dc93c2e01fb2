namespace EcoCode.Processes;

/// <summary>Which processes of a machine can be seen.</summary>
public enum ProcessSight
{
    /// <summary>All of the PID namespace that /proc shows.</summary>
    All,

    /// <summary>Those of this user only; how many others there are is not known (<c>hidepid</c>, proc(5)).</summary>
    OwnOnly,
}
