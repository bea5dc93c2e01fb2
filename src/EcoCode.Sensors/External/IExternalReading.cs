using EcoCode.Host;

namespace EcoCode.Sensors.External;

/// <summary>What a file or a command yields, in watts or joules.</summary>
internal interface IExternalReading
{
    /// <summary>The value of now. Allocates nothing, never throws, never waits for a command.</summary>
    ReadOutcome TryRead(out double value);
}
