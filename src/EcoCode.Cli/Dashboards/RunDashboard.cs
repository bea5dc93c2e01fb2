using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Replays;

namespace EcoCode.Cli.Dashboards;

/// <summary>Shows a run of the ledger.</summary>
internal static class RunDashboard
{
    internal static int Show(DashboardRequest request, MeasureRequest measure, TimeProvider time) => LedgerUse.With(request.Run!, (ledger, id) =>
    {
        Model model = RunReplay.Of(LedgerUse.Read(ledger, id, samples: true), time.LocalTimeZone).Set(request.Filter, request.Joules, request.Columns);
        return DashboardScreen.IsPossible(request) ? DashboardScreen.Show(request, model, time, Deeds.Of(request, measure, time), _ => null) : DashboardScreen.Table(request, model);
    });
}
