using System.CommandLine;
using EcoCode.Cli.Configuration;
using EcoCode.Cli.Verbs;

namespace EcoCode.Cli.Tests.Configuration;

/// <summary>Keys and options say the same.</summary>
public sealed class ConfigKeyTests
{
    private static readonly IReadOnlyList<Option> Options = new RunVerb().Options;

    public static TheoryData<string> Names => [.. ConfigKeys.All.Where(key => key.Option is not null).Select(key => key.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_is_an_option_of_run_with_the_same_name_and_default(string name)
    {
        ConfigKey key = ConfigKeys.Find(name)!;
        Option option = Assert.Single(Options, option => option.Name == key.Option);
        Assert.Equal(name.Replace('.', '_'), key.Kind == ValueKind.Pairs ? option.Name[2..] + "s" : option.Name[2..].Replace('-', '_'));
        Assert.Equal(key.Kind == ValueKind.Switch, option.Arity.MaximumNumberOfValues == 0);
        if (option.Description!.Contains("(default: ", StringComparison.Ordinal)) Assert.Contains($"(default: {key.Default})", option.Description, StringComparison.Ordinal);
    }
}
