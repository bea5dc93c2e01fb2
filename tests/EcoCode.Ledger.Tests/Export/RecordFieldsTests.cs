using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EcoCode.Ledger.Export;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Export;

/// <summary>Records are written field by field; what the serializer would write of the same record is the truth.</summary>
public sealed class RecordFieldsTests
{
    private int _next;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_field_is_written_as_the_serializer_would(bool withWhatMayBeMissing)
    {
        var record = (RunRecord)Fill(typeof(RunRecord), withWhatMayBeMissing);
        using var written = new MemoryStream();
        RunJson.WriteLine(written, record);
        using var truth = new MemoryStream();
        using (var writer = new Utf8JsonWriter(truth, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            JsonSerializer.Serialize(writer, record, RunJsonContext.Default.RunRecord);
        }

        Assert.Equal(Encoding.UTF8.GetString(truth.ToArray()), Encoding.UTF8.GetString(written.ToArray()).TrimEnd('\n'));
    }

    [Fact]
    public void What_is_not_finite_is_null()
    {
        var record = (RunRecord)Fill(typeof(RunRecord), optional: true);
        record = record with { Total = record.Total with { MeanPowerW = double.NaN }, History = new RunHistory(double.PositiveInfinity, [1, double.NaN]) };
        using var written = new MemoryStream();
        RunJson.WriteLine(written, record);
        string text = Encoding.UTF8.GetString(written.ToArray());
        Assert.Contains("\"mean_power_w\":null", text, StringComparison.Ordinal);
        Assert.Contains("\"history\":{\"interval_s\":null,\"power_w\":[1,null]}", text, StringComparison.Ordinal);
    }

    /// <summary>A value in which every field differs from every other; what may be missing is missing where it is told so.</summary>
    private object Fill(Type type, bool optional)
    {
        if (type == typeof(string)) return $"\"text\" {++_next} é+\u0001";
        if (type == typeof(double)) return ++_next + 0.1;
        if (type == typeof(int)) return ++_next;
        if (type == typeof(long)) return 10_000_000_000L + ++_next;
        if (type == typeof(decimal)) return ++_next + 0.25m;
        if (type == typeof(bool)) return optional;
        if (type == typeof(Energy)) return Energy.FromMicrojoules(1_234_567 + ++_next);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 3, 1, 12, 0, ++_next % 60, 250, TimeSpan.FromHours(2));
        if (type == typeof(IReadOnlyDictionary<string, string>)) return new Dictionary<string, string> { [$"key {++_next}"] = $"value {++_next}" };
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            Type item = type.GetGenericArguments()[0];
            Array items = Array.CreateInstance(item, 2);
            for (int i = 0; i < items.Length; i++) items.SetValue(Fill(item, optional), i);
            return items;
        }

        object made = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        var nullability = new NullabilityInfoContext();
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.SetMethod is not null))
        {
            Type kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            bool mayBeMissing = nullability.Create(property).ReadState == NullabilityState.Nullable;
            property.SetValue(made, mayBeMissing && !optional ? null : Fill(kind, optional));
        }

        return made;
    }
}
