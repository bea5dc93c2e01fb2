namespace EcoCode.Processes;

/// <summary>How much memory the machine has, and how much of it is in use.</summary>
public interface IMemoryUse
{
    /// <summary>Reads both, in bytes. In use is what is not available to new programs: caches that can be dropped are not in it.</summary>
    bool TryRead(out long totalBytes, out long usedBytes);
}
