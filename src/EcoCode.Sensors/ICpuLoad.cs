namespace EcoCode.Sensors;

/// <summary>CPU time that the modelled machine has used; what models of CPU power are fed with.</summary>
public interface ICpuLoad
{
    /// <summary>Busy CPU time of all processors since some fixed moment; monotonic.</summary>
    /// <returns>False when it can't be told now.</returns>
    bool TryReadBusy(out TimeSpan busy);
}
