using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EcoCode.Ledger.Tests;

/// <summary>The part of JSON Schema 2020-12 that our schemas use. An unknown keyword is an error, so that nothing is passed unchecked.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    private readonly List<string> _faults = [];

    /// <summary>What is wrong with the document: one line each, <c>place: reason</c>; empty when it is valid.</summary>
    internal static IReadOnlyList<string> Faults(JsonElement schema, JsonElement document)
    {
        var check = new SchemaCheck(schema);
        check.Visit(schema, document, "$");
        return check._faults;
    }

    private void Visit(JsonElement schema, JsonElement value, string place)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!IsMet(keyword.Name, keyword.Value, schema, value, place)) _faults.Add($"{place}: {keyword.Name} {keyword.Value.GetRawText()}");
        }
    }

    private bool IsMet(string keyword, JsonElement rule, JsonElement schema, JsonElement value, string place)
    {
        bool isNumber = value.ValueKind == JsonValueKind.Number, isText = value.ValueKind == JsonValueKind.String;
        bool isObject = value.ValueKind == JsonValueKind.Object, isArray = value.ValueKind == JsonValueKind.Array;
        switch (keyword)
        {
            case "$schema" or "$id" or "$defs" or "title" or "description": return true;
            case "$ref": Visit(Resolve(rule.GetString()!), value, place); return true;
            case "type": return rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Any(type => Is(type, value)) : Is(rule, value);
            case "const": return JsonElement.DeepEquals(rule, value);
            case "enum": return rule.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value));
            case "anyOf": return rule.EnumerateArray().Any(option => Allows(option, value));
            case "minimum": return !isNumber || value.GetDouble() >= rule.GetDouble();
            case "maximum": return !isNumber || value.GetDouble() <= rule.GetDouble();
            case "exclusiveMinimum": return !isNumber || value.GetDouble() > rule.GetDouble();
            case "minLength": return !isText || value.GetString()!.EnumerateRunes().Count() >= rule.GetInt32();
            case "pattern": return !isText || Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.ECMAScript);
            case "format": return !isText || IsDateTime(rule.GetString()!, value.GetString()!);
            case "maxItems": return !isArray || value.GetArrayLength() <= rule.GetInt32();
            case "required": return !isObject || rule.EnumerateArray().All(key => value.TryGetProperty(key.GetString()!, out _));
            case "items": return !isArray || AllItems(rule, value, place);
            case "properties": return !isObject || AllProperties(rule, value, place);
            case "additionalProperties": return !isObject || Rest(schema, rule, value, place);
            default: throw new NotSupportedException($"{place}: the keyword `{keyword}` is not known to this check");
        }
    }

    private bool Allows(JsonElement schema, JsonElement value)
    {
        var option = new SchemaCheck(root);
        option.Visit(schema, value, "");
        return option._faults.Count == 0;
    }

    private JsonElement Resolve(string reference)
    {
        var target = root;
        foreach (string step in reference.Split('/').Skip(1)) target = target.GetProperty(step);
        return target;
    }

    private static bool Is(JsonElement type, JsonElement value) => type.GetString() switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => throw new NotSupportedException($"the type {type} is not known to this check"),
    };

    private static bool IsDateTime(string format, string text) => format == "date-time"
        ? text.Contains('T', StringComparison.Ordinal)
            && Regex.IsMatch(text, "(Z|[+-][0-9]{2}:[0-9]{2})$")
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)
        : throw new NotSupportedException($"the format {format} is not known to this check");

    private bool AllItems(JsonElement rule, JsonElement array, string place)
    {
        int index = 0;
        foreach (var item in array.EnumerateArray()) Visit(rule, item, $"{place}[{index++}]");
        return true;
    }

    private bool AllProperties(JsonElement rules, JsonElement value, string place)
    {
        foreach (var rule in rules.EnumerateObject())
        {
            if (value.TryGetProperty(rule.Name, out var inner)) Visit(rule.Value, inner, $"{place}.{rule.Name}");
        }

        return true;
    }

    private bool Rest(JsonElement schema, JsonElement rule, JsonElement value, string place)
    {
        bool isNamed(string key) => schema.TryGetProperty("properties", out var named) && named.TryGetProperty(key, out _);
        bool met = true;
        foreach (var extra in value.EnumerateObject().Where(property => !isNamed(property.Name)))
        {
            if (rule.ValueKind == JsonValueKind.Object) Visit(rule, extra.Value, $"{place}.{extra.Name}");
            else met &= rule.ValueKind == JsonValueKind.True;
        }

        return met;
    }
}
