namespace EcoCode.Sensors.Tests.External;

/// <summary>
/// Tests that start programs, one class at a time: one of them waits for any child at all, and where it gets one of System.Diagnostics.Process,
/// that ends the whole test program, or waits for ever.
/// </summary>
[CollectionDefinition(Name)]
public sealed class RealChildren
{
    internal const string Name = "real children";
}
