using EcoCode.Cli.Measuring;
using EcoCode.Cli.Placing;
using EcoCode.Host;
using EcoCode.Impact;

namespace EcoCode.Cli.Planning;

/// <summary>By what an energy is judged here: as it was said, and where nobody said where the machine is, by what its firmware and environment tell.</summary>
internal static class OwnPlace
{
    /// <summary>What was said, with the place.</summary>
    internal static ImpactRequest Judged(MeasureRequest request)
    {
        bool told = request.Impact.Zone is not null;
        return Judgement.Of(request, told ? Whereabouts.Unknown : Whereabouts.Find(new PseudoFs(request.HostSys ?? "/sys"), Environment.GetEnvironmentVariable, metadata: null));
    }
}
