using System.Globalization;

namespace EcoCode.Cli.Tests.Planning;

/// <summary>A forecast in a file, by hours of the clock that begin with the one it is.</summary>
internal sealed class ForecastFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecocode-grid-");

    /// <param name="zones">The intensities of each zone, g/kWh, hour by hour.</param>
    internal ForecastFile(params (string Zone, int[] Hours)[] zones)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Hour = now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerHour));
        Path = System.IO.Path.Join(_folder.FullName, "forecast.csv");
        IEnumerable<string> rows = zones.SelectMany(zone => zone.Hours.Select((grams, index) => Invariant($"{Hour.AddHours(index):yyyy-MM-ddTHH:mmZ},{zone.Zone},{grams}")));
        File.WriteAllLines(Path, ["from,zone,g_per_kwh", .. rows]);
    }

    internal string Path { get; }

    /// <summary>The begin of its first hour.</summary>
    internal DateTimeOffset Hour { get; }

    /// <summary>The options that have it used.</summary>
    internal string[] Options => ["--grid-provider", "file", "--grid-file", Path];

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
