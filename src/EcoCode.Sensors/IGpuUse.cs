using EcoCode.Host;

namespace EcoCode.Sensors;

/// <summary>Tells how busy a GPU has been, and with whom.</summary>
/// <remarks>
/// All times are cumulative, so that a late look loses nothing. Read by one thread at a time. A read never blocks and never throws,
/// and allocates only when more processes than ever before use the GPU.
/// </remarks>
public interface IGpuUse
{
    /// <summary>Which GPU.</summary>
    GpuIdentity Identity { get; }

    /// <summary>Reads the latest figures; what was in <paramref name="into"/> before is replaced if the outcome is <see cref="ReadOutcome.Ok"/>, and left alone if not.</summary>
    ReadOutcome TryRead(GpuUse into);
}
