using EcoCode.Cli.Agents.Asking;
using EcoCode.Tui.Dashboards.Columns;
using EcoCode.Tui.Filter;
using EcoCode.Tui.Looks;

namespace EcoCode.Cli.Dashboards;

/// <summary>How the dashboard is to look, as it was said on the command line.</summary>
internal sealed record DashboardRequest
{
    /// <summary>The run to show; null for the machine as it is now.</summary>
    public string? Run { get; init; }

    /// <summary>The agent whose machine is shown; null where this machine is measured here.</summary>
    public AgentChoice? Agent { get; init; }

    /// <summary>Which rows are shown at first; null for all.</summary>
    public RowFilter? Filter { get; init; }

    /// <summary>Whether lines are written instead of a screen.</summary>
    public required bool Plain { get; init; }

    /// <summary>Whether the mouse is asked for.</summary>
    public required bool Mouse { get; init; }

    /// <summary>Whether energy is shown in joules.</summary>
    public required bool Joules { get; init; }

    /// <summary>The columns; null for those that are shown when nobody has chosen.</summary>
    public IReadOnlyList<Column>? Columns { get; init; }

    public required Theme Theme { get; init; }

    /// <summary><c>auto</c>, <c>always</c> or <c>never</c>.</summary>
    public required string Color { get; init; }

    public required bool Ascii { get; init; }
}
