namespace EcoCode.Processes.Linux;

/// <summary>Gets what a command wrote to standard error, after it was handed on. To return soon: what comes next waits.</summary>
/// <param name="bytes">The bytes, of no longer life than the call.</param>
public delegate void ErrorWatcher(ReadOnlySpan<byte> bytes);
