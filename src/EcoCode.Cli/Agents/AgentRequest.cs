using EcoCode.Agent;
using EcoCode.Cli.Measuring;
using EcoCode.Telemetry.Compat;

namespace EcoCode.Cli.Agents;

/// <summary>An agent as it was asked for on the command line, in the environment and in configuration.</summary>
/// <param name="Measure">How to measure.</param>
/// <param name="Options">What to offer over HTTP, and to whom.</param>
/// <param name="Top">How many processes, and trees of them, have series of their own.</param>
/// <param name="Socket">Where programs of the machine may ask; null for nowhere.</param>
/// <param name="Push">Where metrics are pushed to; null for nowhere.</param>
/// <param name="Compat">Under whose names metrics are told as well.</param>
internal sealed record AgentRequest(MeasureRequest Measure, AgentOptions Options, int Top, string? Socket, PushRequest? Push, CompatNames Compat);
