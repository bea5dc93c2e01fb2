using System.Globalization;

namespace EcoCode.Cli.Tests.Agents;

/// <summary>An agent that is told to read everything anew.</summary>
public sealed class AgentReloadTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecocode-reload-");

    [Fact]
    public void What_only_a_restart_takes_over_is_named_in_the_log_and_nothing_else()
    {
        Configure(top: 10, zone: "DE");
        using Started agent = Started.Start(["sh", "-c", "exec \"$0\" agent --no-socket --listen 127.0.0.1:0 2>&1", Ecocode.Path], ("XDG_CONFIG_HOME", _folder.FullName));
        agent.ReadUntil("metrics at http://127.0.0.1:");
        Configure(top: 20, zone: "FR");
        Signal(agent, "-HUP");
        agent.ReadUntil("read everything anew");
        Assert.Contains("[ECO7011]: `--top`, `--zone` stay as they were", agent.ReadUntil("warning"), StringComparison.Ordinal);

        // As at the start again, there is nothing that a restart would change.
        Configure(top: 10, zone: "DE");
        Signal(agent, "-HUP");
        agent.ReadUntil("read everything anew");
        Signal(agent, "-TERM");
        Ended ended = agent.End();
        Assert.DoesNotContain("ECO7011", ended.Output, StringComparison.Ordinal);
        Assert.Equal(0, ended.ExitCode);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Configure(int top, string zone)
    {
        DirectoryInfo own = _folder.CreateSubdirectory("ecocode");
        File.WriteAllText(Path.Join(own.FullName, "ecocode.json"), string.Create(CultureInfo.InvariantCulture, $$"""{"agent":{"top":{{top}}},"zone":"{{zone}}"}"""));
    }

    private static void Signal(Started agent, string name)
    {
        using Started kill = Started.Start(["kill", name, agent.Pid.ToString(CultureInfo.InvariantCulture)]);
        Assert.Equal(0, kill.End().ExitCode);
    }
}
