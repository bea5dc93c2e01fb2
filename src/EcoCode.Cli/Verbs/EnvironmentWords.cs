using System.CommandLine;

namespace EcoCode.Cli.Verbs;

/// <summary>Takes options that were not given from the environment: <c>--host-sys</c> from <c>ECOCODE_HOST_SYS</c>; one without a value by any but <c>0</c> or <c>false</c>.</summary>
/// <remarks>They are put in front as words, so that a wrong value gets the same error as on the command line.</remarks>
internal static class EnvironmentWords
{
    /// <summary>The words, with those from the environment in front.</summary>
    internal static IReadOnlyList<string> Complete(IReadOnlyList<string> own, IEnumerable<Option> options, Func<string, string?> environment)
    {
        var words = new List<string>();
        foreach (Option option in options)
        {
            string name = "ECOCODE_" + option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();
            if (environment(name) is not { Length: > 0 } value || Given(own, option)) continue;
            if (option.Arity.MaximumNumberOfValues > 0) words.Add($"{option.Name}={value}");
            else if (value is not ("0" or "false")) words.Add(option.Name);
        }

        return [.. words, .. own];
    }

    /// <summary>Whether an option is among the words.</summary>
    internal static bool Given(IReadOnlyList<string> own, Option option)
        => option.Aliases.Append(option.Name).Any(alias => own.Any(word => word == alias || word.StartsWith(alias + "=", StringComparison.Ordinal)));
}
