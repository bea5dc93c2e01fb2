using EcoCode.Quantities;

namespace EcoCode.Telemetry.Otlp;

/// <summary>What shares had been delivered when their series began anew, which is not told a second time.</summary>
/// <remarks>
/// A meter keeps every series that it ever had, and a machine has new processes for as long as it runs: so series begin anew from time to time, at what
/// the collector has. Shares of one kind are all of the energy of processes, before and after: what a share that is gone had been told of with is
/// in the share of those that are gone now, and is taken off there.
/// </remarks>
internal sealed class ShareBase
{
    private readonly Dictionary<ShareKey, Energy> _delivered = [];

    /// <param name="delivered">The last shares that the collector took; empty when it took none.</param>
    internal ShareBase(IEnumerable<Share> delivered)
    {
        foreach (Share share in delivered) _delivered[share.Key] = share.Energy;
    }

    /// <summary>What each share has beyond that. None is negative.</summary>
    /// <param name="shares">All shares now, no earlier than those before.</param>
    internal List<Share> Beyond(List<Share> shares)
    {
        var now = new HashSet<ShareKey>();
        foreach (Share share in shares)
        {
            // One that has less than it had was gone in between, and is another now.
            if (share.Energy >= _delivered.GetValueOrDefault(share.Key)) now.Add(share.Key);
        }

        foreach (ShareKey key in _delivered.Keys.Where(key => key.Id != ShareKey.Gone && !now.Contains(key)).ToArray())
        {
            ShareKey gone = key with { Id = ShareKey.Gone };
            _delivered[gone] = _delivered.GetValueOrDefault(gone) + _delivered[key];
            _delivered.Remove(key);
        }

        return shares.ConvertAll(share => share with { Energy = share.Energy - _delivered.GetValueOrDefault(share.Key) });
    }
}
