using System.CommandLine;
using EcoCode.Cli.Verbs;

namespace EcoCode.Cli.Configuration;

/// <summary>Takes options that neither the words nor the environment gave from configuration.</summary>
/// <remarks>They are put in front as words, so that a wrong value gets the same error as on the command line.</remarks>
internal static class ConfigWords
{
    /// <summary>The words, with those from configuration in front.</summary>
    /// <param name="own">The words, those from the environment included.</param>
    /// <param name="options">The verb's options.</param>
    /// <param name="settings">What the files say.</param>
    /// <param name="environment">Tells an environment variable.</param>
    /// <param name="used">The settings that became words.</param>
    internal static IReadOnlyList<string> Complete(
        IReadOnlyList<string> own, IReadOnlyList<Option> options, IReadOnlyList<Setting> settings, Func<string, string?> environment, out IReadOnlyList<Setting> used)
    {
        var words = new List<string>();
        var taken = new List<Setting>();
        foreach (Setting setting in settings)
        {
            Option? option = null;
            foreach (Option any in options)
            {
                if (any.Name == setting.Key.Option) option = any;
            }

            if (option is null) continue;
            bool said = environment(setting.Key.Variable) is { Length: > 0 } || EnvironmentWords.Given(own, option);
            if (said && setting.Key.Kind != ValueKind.Pairs) continue;
            if (setting.Key.Kind != ValueKind.Switch) words.Add($"{option.Name}={setting.Value}");
            else if (setting.Value == "true") words.Add(option.Name);
            taken.Add(setting);
        }

        used = taken;
        return words.Count == 0 ? own : [.. words, .. own];
    }
}
