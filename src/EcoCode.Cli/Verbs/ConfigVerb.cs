using System.CommandLine;
using EcoCode.Cli.Configuration;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;
using EcoCode.Quantities;
using EcoCode.Report;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode config</c>: what <c>ecocode.json</c> says, and where.</summary>
internal sealed class ConfigVerb : Verb
{
    private readonly Option<bool> _origin = new("--origin") { Description = "Tell where each value is from.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON, with origins.", Arity = ArgumentArity.Zero };
    private readonly Argument<string> _key = new("key") { Description = "A key that `ecocode config show` lists, or tags.NAME." };
    private readonly Argument<string> _value = new("value") { Description = "Its value, as the option takes it." };
    private readonly Option<bool> _project = new("--project") { Description = "Write the project's file: the nearest ecocode.json upwards, else one here.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _user = new("--user") { Description = "Write the user's file (default).", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _system = new("--system") { Description = "Write /etc/ecocode/ecocode.json.", Arity = ArgumentArity.Zero };

    internal override Command Create(string name, string description)
    {
        var show = new Command("show", "Show what each key comes to here.") { _origin, _json };
        show.SetAction(parsed => Show(parsed.GetValue(_origin), parsed.GetValue(_json)));
        var set = new Command("set", "Write a value; comments and layout of the file stay.") { _key, _value, _project, _user, _system };
        set.SetAction(parsed => Set(parsed.GetValue(_key)!, parsed.GetValue(_value)!, Level(parsed)));
        var path = new Command("path", "Show which files are looked for.");
        path.SetAction(_ => Paths());
        return new Command(name, description) { show, set, path };
    }

    private static List<ConfigFile> Places => ConfigPlaces.All(ConfigPlaces.WorkingDirectory, Environment.GetEnvironmentVariable);

    private static int Show(bool origins, bool json)
    {
        if (!Configured.TryRead(ConfigPlaces.WorkingDirectory, Environment.GetEnvironmentVariable, out IReadOnlyList<Setting> settings, out Note? problem)) return Refuse(problem);
        IReadOnlyList<SettingRow> rows = ConfigView.Rows(settings, Environment.GetEnvironmentVariable);
        if (json)
        {
            using var stream = new StandardStream(StandardStream.Output);
            ConfigView.WriteJson(stream, rows);
            return ExitCodes.Done;
        }

        using StreamWriter output = StandardStream.Writer(StandardStream.Output);
        SettingsText.Write(output, rows, origins, Display.Style("auto", ascii: false, StandardStream.Output));
        return ExitCodes.Done;
    }

    private static int Set(string key, string value, ConfigLevel level)
    {
        ConfigFile? file = Places.Find(place => place.Level == level);
        if (file is null && level == ConfigLevel.Project && ConfigPlaces.WorkingDirectory is { } here) file = new(level, Path.Join(here, ConfigPlaces.FileName));
        if (file is null) return Refuse(ConfigProblems.NoHome());
        if (!ConfigChange.TryWrite(file, key, value, out Note? problem)) return Refuse(problem);
        using StreamWriter output = StandardStream.Writer(StandardStream.Output);
        output.WriteLine($"set {key} in {file.Path}");
        return ExitCodes.Done;
    }

    private static int Paths()
    {
        using StreamWriter output = StandardStream.Writer(StandardStream.Output);
        foreach (ConfigFile place in Places)
        {
            string level = place.Level switch { ConfigLevel.Project => "project", ConfigLevel.User => "user   ", _ => "system " };
            output.WriteLine($"{level}  {place.Path}{(File.Exists(place.Path) ? "" : "  (not there)")}");
        }

        return ExitCodes.Done;
    }

    private ConfigLevel Level(ParseResult parsed)
        => parsed.GetValue(_project) ? ConfigLevel.Project : parsed.GetValue(_system) ? ConfigLevel.System : ConfigLevel.User;

    private static int Refuse(Note problem)
    {
        Complaint.Write(problem, null);
        return ExitCodes.Usage;
    }
}
