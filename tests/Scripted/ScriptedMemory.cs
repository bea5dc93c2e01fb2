using EcoCode.Processes;

namespace EcoCode.Scripted;

/// <summary>A machine's memory as a test sets it.</summary>
internal sealed class ScriptedMemory : IMemoryUse
{
    internal long Total { get; set; } = 16L << 30;

    internal long Used { get; set; } = 4L << 30;

    public bool TryRead(out long totalBytes, out long usedBytes)
    {
        (totalBytes, usedBytes) = (Total, Used);
        return true;
    }
}
