using System.Text.Json;

namespace EcoCode.Cli.Tests;

/// <summary>A result as JSON, and how to get at it.</summary>
internal sealed class RunDocument(JsonElement root)
{
    internal JsonElement Root => root;

    /// <summary>Runs a shell script of which one line is <c>$ECOCODE run --json=$1 …</c>, and reads what came of it.</summary>
    internal static (RunDocument Document, Ended Ended) Of(string script, params IEnumerable<string> arguments)
    {
        string file = Path.Join(Path.GetTempPath(), $"ecocode-{Guid.NewGuid():N}.json");
        try
        {
            Ended ended = Ecocode.Shell(script, [file, .. arguments]);
            Assert.True(File.Exists(file), ended.ToString());
            return (new RunDocument(JsonDocument.Parse(File.ReadAllText(file)).RootElement), ended);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A value by its path, <c>total.energy_j</c>.</summary>
    internal JsonElement At(string path) => path.Split('.').Aggregate(root, (element, key) => element.GetProperty(key));

    /// <summary>An energy as whole microjoules, which is what it is.</summary>
    internal long Microjoules(string path) => Microjoules(At(path));

    internal static long Microjoules(JsonElement joules) => (long)decimal.Round(joules.GetDecimal() * 1_000_000m);

    internal double Joules(string path) => At(path).GetDouble();

    /// <summary>The codes of all warnings.</summary>
    internal IReadOnlyList<string> Warnings => [.. At("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString()!)];

    /// <summary>The sum of one key over an array, whole microjoules.</summary>
    internal long Sum(string path, string key) => At(path).EnumerateArray().Sum(item => Microjoules(item.GetProperty(key)));
}
