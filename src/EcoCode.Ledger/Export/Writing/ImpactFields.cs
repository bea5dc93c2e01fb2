using System.Text.Json;

namespace EcoCode.Ledger.Export.Writing;

/// <summary>Fields of what a run amounts to beside its energy.</summary>
internal static class ImpactFields
{
    internal static void Write(Utf8JsonWriter json, RunImpact impact)
    {
        json.Number("co2e_g"u8, impact.Co2eG);
        json.Number("co2e_embodied_g"u8, impact.Co2eEmbodiedG);
        json.Objects("embodied"u8, impact.Embodied, static (json, part) => Embodied(json, part));
        json.Number("water_l"u8, impact.WaterL);
        json.Number("water_on_site_l"u8, impact.WaterOnSiteL);
        json.Number("water_off_site_l"u8, impact.WaterOffSiteL);
        json.Object("cost"u8, impact.Cost, static (json, cost) =>
        {
            json.WriteNumber("amount"u8, cost.Amount);
            json.WriteString("currency"u8, cost.Currency);
            json.WriteNumber("price_per_kwh"u8, cost.PricePerKwh);
            json.WriteString("source"u8, cost.Source);
        });
        json.Objects("costs"u8, impact.Costs, static (json, cost) => Cost(json, cost));
        json.Joules("facility_energy_j"u8, impact.FacilityEnergyJ);
        json.Number("pue"u8, impact.Pue);
        json.Object("grid"u8, impact.Grid, static (json, grid) => Grid(json, grid));
        json.Object("marginal"u8, impact.Marginal, static (json, marginal) => Marginal(json, marginal));
    }

    private static void Embodied(Utf8JsonWriter json, RunEmbodied part)
    {
        json.WriteString("component"u8, part.Component);
        json.WriteString("device"u8, part.Device);
        json.Number("devices"u8, part.Devices);
        json.Number("device_g"u8, part.DeviceG);
        json.Number("lifetime_h"u8, part.LifetimeH);
        json.Number("used_h"u8, part.UsedH);
        json.Number("co2e_g"u8, part.Co2eG);
        json.WriteString("source"u8, part.Source);
    }

    private static void Cost(Utf8JsonWriter json, RunCostPart cost)
    {
        json.WriteString("of"u8, cost.Of);
        json.WriteNumber("amount"u8, cost.Amount);
        json.WriteString("currency"u8, cost.Currency);
        json.WriteNumber("price"u8, cost.Price);
        json.WriteString("per"u8, cost.Per);
        json.WriteString("source"u8, cost.Source);
    }

    private static void Grid(Utf8JsonWriter json, RunGrid grid)
    {
        json.WriteString("zone"u8, grid.Zone);
        json.Number("g_per_kwh"u8, grid.GPerKwh);
        json.WriteString("basis"u8, grid.Basis);
        json.WriteString("source"u8, grid.Source);
        json.WriteNumber("year"u8, grid.Year);
        json.Objects("parts"u8, grid.Parts, static (json, part) => GridPart(json, part));
    }

    private static void GridPart(Utf8JsonWriter json, RunGridPart part)
    {
        json.WriteString("source"u8, part.Source);
        json.WriteBoolean("live"u8, part.Live);
        json.WriteString("zone"u8, part.Zone);
        json.Number("g_per_kwh"u8, part.GPerKwh);
        json.WriteString("basis"u8, part.Basis);
        json.Number("share"u8, part.Share);
        json.Number("estimated_share"u8, part.EstimatedShare);
        json.Time("retrieved"u8, part.Retrieved);
        json.Whole("year"u8, part.Year);
    }

    private static void Marginal(Utf8JsonWriter json, RunMarginal marginal)
    {
        json.Number("co2e_g"u8, marginal.Co2eG);
        json.Number("g_per_kwh"u8, marginal.GPerKwh);
        json.WriteString("provider"u8, marginal.Provider);
        json.WriteString("zone"u8, marginal.Zone);
        json.Number("share"u8, marginal.Share);
        json.Number("estimated_share"u8, marginal.EstimatedShare);
        json.Time("retrieved"u8, marginal.Retrieved);
    }
}
