using System.CommandLine;
using EcoCode.Cli.Configuration;
using EcoCode.Cli.Verbs;

namespace EcoCode.Cli.Tests.Configuration;

/// <summary>Keys and options say the same.</summary>
public sealed class ConfigKeyTests
{
    public static TheoryData<string> Names => [.. ConfigKeys.All.Where(key => key.Option is not null).Select(key => key.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_is_an_option_of_the_same_name_and_default_of_run_or_of_the_verb_that_it_is_grouped_by(string name)
    {
        ConfigKey key = ConfigKeys.Find(name)!;
        bool ofRun = new RunVerb().Options.Any(option => option.Name == key.Option);
        IReadOnlyList<Option> options = ofRun ? new RunVerb().Options : VerbTable.Find(name.Split('.')[0])!.Make().Options;
        Option option = Assert.Single(options, option => option.Name == key.Option);
        string said = ofRun ? name.Replace('.', '_') : name.Split('.', 2)[1];
        Assert.Equal(said, key.Kind == ValueKind.Pairs ? option.Name[2..] + "s" : option.Name[2..].Replace('-', '_'));
        Assert.Equal(key.Kind == ValueKind.Switch, option.Arity.MaximumNumberOfValues == 0);
        if (option.Description!.Contains("(default: ", StringComparison.Ordinal)) Assert.Contains($"(default: {key.Default})", option.Description, StringComparison.Ordinal);
    }
}
