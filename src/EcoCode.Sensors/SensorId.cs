namespace EcoCode.Sensors;

/// <summary>Names a sensor on this machine, stable while it runs: <c>powercap:intel-rapl:0</c>, <c>perf:energy-pkg:cpu0</c>.</summary>
public readonly record struct SensorId(string Value)
{
    public override string ToString() => Value;
}
