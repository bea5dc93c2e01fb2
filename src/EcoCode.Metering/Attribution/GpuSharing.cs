using EcoCode.Metering.Sampling;
using EcoCode.Quantities;

namespace EcoCode.Metering.Attribution;

/// <summary>Shares the energy of a GPU out by the time that it has worked for each process.</summary>
/// <remarks>
/// The device's energy is the truth, and busy times are no more than weights. When nobody had it work, it was there for those who hold
/// memory on it, under <see cref="AttributionMode.Busy"/>, and for nobody otherwise.
/// </remarks>
/// <param name="mode">Who bears idle power.</param>
/// <param name="span">The time that the energy is of.</param>
/// <param name="gpu">Who has used the GPU in it.</param>
internal readonly struct GpuSharing(AttributionMode mode, TimeSpan span, GpuTrack gpu)
{
    internal void Share(SourceTrack track, Energy whole, Settlement settlement)
    {
        (long tree, long others) = Sum(byMemory: false);

        // Where other users' processes are hidden, what the device did beyond those that are shown was theirs.
        if (!gpu.ShowsAll) others = Math.Max(others, gpu.Busy.Ticks - tree);
        gpu.Contended |= tree > 0 && others > 0;
        bool byMemory = mode == AttributionMode.Busy && tree + others == 0;
        if (byMemory) (tree, others) = Sum(byMemory: true);

        long weights = tree + others;
        if (mode == AttributionMode.Capacity) weights = Math.Max(weights, span.Ticks);
        var sharing = new Sharing(whole, weights);
        foreach (GpuUser user in gpu.Users)
        {
            if (user.Charge is not { } charge) continue;
            Energy share = sharing.Next(Weight(user, byMemory));
            settlement.Give(track, charge, share);
            if ((byMemory || gpu.SplitByMemory) && others > 0) track.TreeByGpuMemory += share;
        }

        Settlement.Finish(track, Energy.Zero, sharing.Next(others), ref sharing);
        gpu.Shared();
    }

    private (long Tree, long Others) Sum(bool byMemory)
    {
        long tree = 0, others = 0;
        foreach (GpuUser user in gpu.Users)
        {
            if (user.Charge is null) others += Weight(user, byMemory);
            else tree += Weight(user, byMemory);
        }

        return (tree, others);
    }

    private static long Weight(GpuUser user, bool byMemory) => byMemory ? user.Held : user.Busy.Ticks;
}
