using System.Text.Json;
using EcoCode.Quantities;
using EcoCode.Report.Grids;

namespace EcoCode.Report.Plans;

/// <summary>A plan as one JSON object.</summary>
public static class PlanJson
{
    private const string Schema = "ecocode.plan/1";

    /// <summary>Writes it; what is not known is <c>null</c>.</summary>
    public static void Write(Stream utf8, PlanPage plan)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(plan);
        using (var json = new Utf8JsonWriter(utf8, GridOutlookJson.Layout))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("goal", plan.Goal);
            json.WriteString("now", plan.Now);
            json.WriteNumber("duration_s", plan.Duration.TotalSeconds);
            json.WriteString("deadline", plan.Deadline);
            Write(json, "power_w", plan.Power?.Watts);
            json.WriteNumber("energy_kwh", plan.Energy.KilowattHours);
            json.WriteBoolean("at_once_is_best", plan.IsAtOnce);
            Write(json, "best", plan.Best);
            Write(json, "at_once", plan.AtOnce);
            json.WriteStartObject("saved");
            Write(json, "co2e_g", plan.SavedCarbon?.Grams);
            Write(json, "cost", plan.SavedCost);
            Write(json, "water_l", plan.SavedWater?.Litres);
            Write(json, "share", plan.SavedShare);
            json.WriteEndObject();
            json.WriteStartArray("places");
            foreach (PlanStart place in plan.Places) Write(json, place);
            json.WriteEndArray();
            json.WriteStartArray("sources");
            foreach (GridSource source in plan.Sources) GridParts.Write(json, source);
            json.WriteEndArray();
            GridParts.Write(json, plan.Notes);
            json.WriteEndObject();
        }

        utf8.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, string name, PlanStart? start)
    {
        json.WritePropertyName(name);
        if (start is null) json.WriteNullValue();
        else Write(json, start);
    }

    private static void Write(Utf8JsonWriter json, PlanStart start)
    {
        json.WriteStartObject();
        json.WriteString("zone", start.Zone);
        json.WriteString("start", start.Start);
        json.WriteString("end", start.End);
        Write(json, "g_per_kwh", start.Intensity?.GramsPerKilowattHour);
        Write(json, "co2e_g", start.Carbon?.Grams);
        Write(json, "cost", start.Cost);
        Write(json, "water_l", start.Water?.Litres);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter json, string name, Money? money)
    {
        if (money is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("amount", known.Amount);
        json.WriteString("currency", known.Currency);
        json.WriteEndObject();
    }
}
