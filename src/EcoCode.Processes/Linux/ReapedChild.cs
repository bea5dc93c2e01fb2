namespace EcoCode.Processes.Linux;

/// <summary>A child that ended and was waited for.</summary>
/// <param name="Pid">Its pid.</param>
/// <param name="Own">CPU time of its own threads, read from its clock before it was reaped.</param>
internal readonly record struct ReapedChild(int Pid, TimeSpan Own);
