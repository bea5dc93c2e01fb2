namespace EcoCode.Cli.Dashboards;

/// <summary>All that tells a dashboard something, ended together.</summary>
/// <param name="all">The feeds; the last is ended first.</param>
internal sealed class Feeds(params IReadOnlyList<IDisposable> all) : IDisposable
{
    public void Dispose()
    {
        for (int i = all.Count - 1; i >= 0; i--) all[i].Dispose();
    }
}
