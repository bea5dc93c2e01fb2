using EcoCode.Agent;
using EcoCode.Cli.Measuring;

namespace EcoCode.Cli.Agents;

/// <summary>An agent as it was asked for on the command line, in the environment and in configuration.</summary>
/// <param name="Measure">How to measure.</param>
/// <param name="Options">What to offer, and to whom.</param>
internal sealed record AgentRequest(MeasureRequest Measure, AgentOptions Options);
