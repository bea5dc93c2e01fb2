namespace EcoCode.Impact.Tests.Live;

/// <summary>A request that came in.</summary>
/// <param name="Target">Method and target: <c>GET /v4/zones?x=y</c>.</param>
/// <param name="Headers">All headers, one a line.</param>
internal sealed record Asked(string Target, string Headers);
