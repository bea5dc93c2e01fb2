using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Cli.Configuration;

/// <summary>The values that the files of this process give.</summary>
internal static class Configured
{
    /// <summary>Reads all files that there are. Where there is none, this costs a look for each place.</summary>
    /// <param name="folder">Where to look for a project's file, and in all folders above; null for none.</param>
    /// <param name="environment">Tells an environment variable.</param>
    /// <param name="settings">Of each key the values of the nearest file; of tags those of all, the nearest last.</param>
    /// <param name="problem">What is wrong in a file, if something is.</param>
    internal static bool TryRead(string? folder, Func<string, string?> environment, out IReadOnlyList<Setting> settings, [NotNullWhen(false)] out Note? problem)
    {
        settings = [];
        problem = null;
        List<ConfigFile> places = ConfigPlaces.All(folder, environment);
        List<Setting>? all = null;
        for (int i = places.Count - 1; i >= 0; i--)
        {
            if (!File.Exists(places[i].Path)) continue;
            if (!ConfigReader.TryRead(places[i], out List<Setting> read, out problem)) return false;
            foreach (Setting setting in read)
            {
                if (setting.Key.Kind != ValueKind.Pairs) all?.RemoveAll(farther => farther.Key == setting.Key);
                (all ??= []).Add(setting);
            }
        }

        if (all is not null) settings = all;
        return true;
    }

    /// <summary>The path of the ledger for <see cref="EcoCode.Ledger.Store.LedgerPath"/>: an environment in which the user's and the system's file count, too.</summary>
    internal static string? LedgerEnvironment(string name)
    {
        string? value = Environment.GetEnvironmentVariable(name);
        if (name != "ECOCODE_LEDGER" || value is { Length: > 0 }) return value;
        if (!TryRead(null, Environment.GetEnvironmentVariable, out IReadOnlyList<Setting> settings, out _)) return value;
        foreach (Setting setting in settings)
        {
            if (setting.Key.Name == ConfigKeys.Ledger) return setting.Value;
        }

        return value;
    }
}
