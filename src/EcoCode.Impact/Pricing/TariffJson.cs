using System.Text.Json;
using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Reads prices that go by the clock.</summary>
internal static class TariffJson
{
    private const decimal Highest = 1_000_000;
    private const string Sample = "`{\"time_zone\": \"Europe/Berlin\", \"currency\": \"EUR\", \"price_per_kwh\": 0.31, \"rules\": []}`";

    private static readonly string[] Keys = ["time_zone", "currency", "price_per_kwh", "rules"], RuleKeys = ["days", "from", "to", "price_per_kwh"];

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };

    public static TimeOfUse? Parse(string file, string text, out Note? problem)
    {
        problem = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Lenient);
            return Read(file, document.RootElement, out problem);
        }
        catch (JsonException fault)
        {
            problem = TariffProblems.Malformed(file, FormattableString.Invariant($"line {(fault.LineNumber ?? 0) + 1} is not JSON, or has a key twice"), null);
            return null;
        }
    }

    private static TimeOfUse? Read(string file, JsonElement root, out Note? problem)
    {
        problem = Unknown(file, root, Keys);
        if (problem is not null) return null;
        if (!root.TryGetProperty("currency", out JsonElement code) || code.ValueKind != JsonValueKind.String)
        {
            problem = TariffProblems.Malformed(file, "it has no `currency`", Sample);
            return null;
        }

        if (!Currencies.TryFind(ImpactTables.Shipped, code.GetString()!, out string? currency, out problem)) return null;
        decimal? otherwise = null;
        if (root.TryGetProperty("price_per_kwh", out JsonElement flat))
        {
            if (!TryPrice(flat, out decimal price)) return Wrong(file, "its `price_per_kwh` is no price", out problem);
            otherwise = price;
        }

        var rules = new List<PriceRule>();
        if (root.TryGetProperty("rules", out JsonElement list))
        {
            if (list.ValueKind != JsonValueKind.Array) return Wrong(file, "its `rules` are no list", out problem);
            foreach (JsonElement item in list.EnumerateArray())
            {
                if ((problem = Rule(file, item, rules)) is not null) return null;
            }
        }

        if (rules.Count == 0 && otherwise is null) return Wrong(file, "it has no price: neither `price_per_kwh` nor `rules`", out problem);
        TimeZoneInfo zone = TimeZoneInfo.Utc;
        if (root.TryGetProperty("time_zone", out JsonElement named))
        {
            if (named.ValueKind != JsonValueKind.String) return Wrong(file, "its `time_zone` is no text", out problem);
            if (!TryZone(named.GetString()!, out zone, out bool any))
            {
                problem = any ? TariffProblems.UnknownTimeZone(file, named.GetString()!) : TariffProblems.NoTimeZones(file);
                return null;
            }
        }
        else if (rules.Count > 0) return Wrong(file, "it has rules and no `time_zone`, and hours are those of a place", out problem);

        return new(file, currency, zone, otherwise, rules);
    }

    private static Note? Rule(string file, JsonElement item, List<PriceRule> rules)
    {
        if (Unknown(file, item, RuleKeys) is { } unknown) return unknown;
        string number = FormattableString.Invariant($"rule {rules.Count + 1}");
        if (!item.TryGetProperty("price_per_kwh", out JsonElement element) || !TryPrice(element, out decimal price)) return TariffProblems.Malformed(file, $"{number} has no `price_per_kwh`", null);
        int days = RuleText.EveryDay, from = 0, to = PriceRule.MinutesOfDay;
        if (item.TryGetProperty("days", out JsonElement named) && !RuleText.TryDays(Text(named), out days)) return TariffProblems.Malformed(file, $"the `days` of {number} are no days", "`mon-fri` or `sat,sun`");
        if (item.TryGetProperty("from", out JsonElement begin) && !(RuleText.TryTime(Text(begin), out from) && from < PriceRule.MinutesOfDay)) return TariffProblems.Malformed(file, $"the `from` of {number} is no time", "`22:00`");
        if (item.TryGetProperty("to", out JsonElement end) && !(RuleText.TryTime(Text(end), out to) && to > 0)) return TariffProblems.Malformed(file, $"the `to` of {number} is no time", "`06:00`, or `24:00` for midnight at the end of the day");
        rules.Add(new(days, from, to, price));
        return null;
    }

    private static Note? Unknown(string file, JsonElement element, string[] keys)
    {
        if (element.ValueKind != JsonValueKind.Object) return TariffProblems.Malformed(file, "a rule is an object with `days`, `from`, `to` and `price_per_kwh`", null);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (keys.Contains(property.Name) || property.Name == "$schema") continue;
            string known = $"known are {string.Join(", ", keys.Select(key => $"`{key}`"))}";
            return TariffProblems.Malformed(
                file, $"there is no key {Problems.Echo(property.Name)}", Problems.DidYouMean([.. Spelling.Closest(property.Name, keys.Select(key => (key, $"`{key}`")))]) ?? known);
        }

        return null;
    }

    private static bool TryZone(string name, out TimeZoneInfo zone, out bool any)
    {
        any = true;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? found))
        {
            zone = found;
            return true;
        }

        zone = TimeZoneInfo.Utc;
        any = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out _);
        return false;
    }

    private static TimeOfUse? Wrong(string file, string what, out Note? problem)
    {
        problem = TariffProblems.Malformed(file, what, Sample);
        return null;
    }

    private static bool TryPrice(JsonElement element, out decimal price)
    {
        price = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out price) && Math.Abs(price) <= Highest;
    }

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
}
