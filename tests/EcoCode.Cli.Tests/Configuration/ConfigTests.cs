using System.Text.Json;

namespace EcoCode.Cli.Tests.Configuration;

/// <summary>Configuration as users meet it.</summary>
public sealed class ConfigTests
{
    [Theory]
    [InlineData("", "DE")]
    [InlineData("ECOCODE_ZONE=SE", "SE")]
    [InlineData("ECOCODE_ZONE=SE", "IT", "--zone IT")]
    [InlineData("", "IT", "-z IT")]
    [InlineData("", "WORLD", "--no-config")]
    [InlineData("ECOCODE_NO_CONFIG=1", "WORLD")]
    public void Flag_beats_environment_beats_project_beats_user(string variable, string zone, string flag = "")
    {
        using ConfigFolder folder = new ConfigFolder().WithProject("{ \"zone\": \"DE\" }").WithUser("{ \"zone\": \"FR\", \"project\": \"mine\" }");
        using var json = Json(folder.Shell($"{variable} $ECOCODE run {flag} --json=- -- true"));
        Assert.Equal(zone, json.RootElement.GetProperty("impact").GetProperty("grid").GetProperty("zone").GetString());
    }

    [Fact]
    public void Each_key_is_taken_from_the_nearest_file_and_tags_from_all()
    {
        using ConfigFolder folder = new ConfigFolder()
            .WithProject("{ \"zone\": \"DE\", \"tags\": { \"team\": \"vision\", \"a\": \"project\" } }")
            .WithUser("{ \"zone\": \"FR\", \"project\": \"mine\", \"tags\": { \"a\": \"user\", \"who\": \"me\" } }");
        using var json = Json(folder.Shell("$ECOCODE run --tag run=1 --tag who=you --json=- -- true"));
        JsonElement run = json.RootElement.GetProperty("run");
        Assert.Equal("mine", run.GetProperty("project").GetString());
        Assert.Equal("a=project run=1 team=vision who=you", string.Join(' ', run.GetProperty("tags").EnumerateObject().Select(tag => $"{tag.Name}={tag.Value}")));
    }

    [Theory]
    [InlineData("$XDG_CONFIG_HOME/ecocode", "echo '{ \"tariff\": \"prices.json\" }' >$XDG_CONFIG_HOME/ecocode/ecocode.json")]
    [InlineData(".", "$ECOCODE config set tariff prices.json")]
    public void A_file_is_sought_beside_the_configuration_and_set_from_where_one_is(string place, string set)
    {
        const string Prices = """{ "currency": "EUR", "price_per_kwh": 0.5 }""";
        using ConfigFolder folder = new ConfigFolder().WithUser("{ }");
        using var json = Json(folder.Shell($"echo '{Prices}' >{place}/prices.json; {{ {set}; }} >&2; cd /; $ECOCODE run --json=- -- true"));
        Assert.Equal(0.5, json.RootElement.GetProperty("impact").GetProperty("cost").GetProperty("price_per_kwh").GetDouble());
    }

    [Theory]
    [InlineData("{\n \"zone\": \"Germny\" }", "unknown zone `Germny`", "line 2")]
    [InlineData("{\n\n \"interval\": \"soon\" }", "`soon` is no value for `--interval`", "line 3")]
    [InlineData("{ \"pue\": 0.50 }", "PUE is at least 1", "line 1")]
    [InlineData("{ \"color\": \"blue\" }", "`blue` is no value for `--color`", "line 1")]
    [InlineData("{ \"color\": \"never\",\n \"clr\": \"\" }", "there is no key `clr`", "line 2")]
    public void A_wrong_value_stops_a_run_before_it_starts_and_names_the_line(string project, string message, string line)
    {
        using ConfigFolder folder = new ConfigFolder().WithProject(project);
        Ended ended = folder.Shell("exec $ECOCODE run -- touch ran");
        Assert.Equal(125, ended.ExitCode);
        string unwrapped = ended.Error.Replace("\n             ", " ", StringComparison.Ordinal).Replace("\n    ", " ", StringComparison.Ordinal);
        Assert.Contains(message, unwrapped, StringComparison.Ordinal);
        Assert.Contains($"`{folder.Project}`, {line}", unwrapped, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Join(folder.Here, "ran")));
        Assert.Equal(0, folder.Shell("exec $ECOCODE run --no-config -- touch ran").ExitCode);
    }

    [Theory]
    [InlineData("", "told.db")]
    [InlineData("--no-config", "state/ecocode/ledger.db")]
    public void Without_configuration_the_ledger_is_where_it_always_is(string flag, string ledger)
    {
        using var folder = new ConfigFolder();
        folder.WithUser($$"""{ "ledger": "{{folder.Here}}/told.db" }""");
        Assert.Equal(0, folder.Shell($"unset ECOCODE_LEDGER; export XDG_STATE_HOME=$PWD/state; exec $ECOCODE run -qq {flag} -- true").ExitCode);
        Assert.True(File.Exists(Path.Join(folder.Here, ledger)));
        Assert.NotEqual(flag.Length > 0, File.Exists(Path.Join(folder.Here, "told.db")));
    }

    [Fact]
    public void A_key_with_a_dot_is_set_shown_and_overruled_as_any_other()
    {
        using ConfigFolder folder = new ConfigFolder().WithUser("{ \"zone\": \"DE\" }");
        folder.Shell("$ECOCODE config set grid.provider static && $ECOCODE config set grid.intensity 250");
        Assert.Equal("{ \"zone\": \"DE\",\n  \"grid\": {\n    \"provider\": \"static\",\n    \"intensity\": 250\n  }\n}", File.ReadAllText(folder.User));
        Assert.Contains("\"key\": \"grid.provider\",\n    \"value\": \"static\"", folder.Shell("$ECOCODE config show --json").Output, StringComparison.Ordinal);
        Assert.Contains("\"value\": \"file\",\n    \"origin\": \"ECOCODE_GRID_PROVIDER\"", folder.Shell("ECOCODE_GRID_PROVIDER=file $ECOCODE config show --json").Output, StringComparison.Ordinal);
        Assert.Contains("`nonsense` is no value for `grid.provider`", folder.Shell("$ECOCODE config set grid.provider nonsense").Error, StringComparison.Ordinal);
        Assert.Equal(0, folder.Shell("exec $ECOCODE run -- true").ExitCode);
    }

    [Fact]
    public void A_project_can_not_have_a_program_run()
    {
        using ConfigFolder folder = new ConfigFolder().WithProject("{ \"platform_source\": \"W:!touch ran\" }");
        Ended ended = folder.Shell("exec $ECOCODE run -- true");
        Assert.Equal(125, ended.ExitCode);
        Assert.StartsWith("error[ECO6004]", ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Join(folder.Here, "ran")));
    }

    [Theory]
    [InlineData("mkfifo $XDG_CONFIG_HOME/ecocode/ecocode.json", "the file is empty")]
    [InlineData(": > $XDG_CONFIG_HOME/ecocode/ecocode.json", "the file is empty")]
    public void What_can_not_be_read_is_told_and_waits_for_nobody(string make, string message)
    {
        using var folder = new ConfigFolder();
        Ended ended = folder.Shell($"mkdir -p $XDG_CONFIG_HOME/ecocode; {make}; exec $ECOCODE run -- true");
        Assert.Equal(125, ended.ExitCode);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_that_name_is_no_configuration()
    {
        using var folder = new ConfigFolder();
        Assert.Equal(0, folder.Shell("mkdir ecocode.json; exec $ECOCODE run -qq -- true").ExitCode);
    }

    [Fact]
    public void What_is_set_is_shown_with_its_origin()
    {
        using ConfigFolder folder = new ConfigFolder().WithProject("// ours\n{\n  \"pue\": 1.1 // measured\n}\n");
        Assert.Equal(0, folder.Shell("$ECOCODE config set zone DE && $ECOCODE config set --project pue 1.3 && $ECOCODE config set tags.team vision").ExitCode);
        Assert.Equal("// ours\n{\n  \"pue\": 1.3 // measured\n}\n", File.ReadAllText(folder.Project));
        Assert.Equal("{\n  \"zone\": \"DE\",\n  \"tags\": {\n    \"team\": \"vision\"\n  }\n}\n", File.ReadAllText(folder.User));
        string[] shown = folder.Shell("ECOCODE_PRICE=0.3EUR $ECOCODE config show --origin").Output.Split('\n');
        Assert.Contains($"zone                   DE               user: {folder.User}, line 2", shown);
        Assert.Contains($"pue                    1.3              project: {folder.Project}, line 3", shown);
        Assert.Contains($"tags                   team=vision      user: {folder.User}, line 4", shown);
        Assert.Contains("price                  0.3EUR           ECOCODE_PRICE", shown);
        Assert.Contains("interval               100ms            default", shown);
        Assert.Contains("currency               -                not set", shown);
        using var json = JsonDocument.Parse(folder.Shell("$ECOCODE config show --json").Output);
        JsonElement zone = Assert.Single(json.RootElement.EnumerateArray(), row => row.GetProperty("key").GetString() == "zone");
        Assert.Equal("DE", zone.GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("zoen DE", "there is no key `zoen`", "did you mean `zone`?")]
    [InlineData("tags vision", "give one pair at a time")]
    [InlineData("zone.x DE", "there is no key `zone.x`")]
    [InlineData("zone Germny", "unknown zone `Germny`")]
    [InlineData("interval soon", "give a time from 1ms to 1h")]
    [InlineData("ascii maybe", "give `true` or `false`")]
    [InlineData("pue much", "give a number")]
    [InlineData("attribution fair", "give `busy`, `capacity` or `marginal`")]
    [InlineData("--project platform_source W:!meter", "counts only in the user's and the system's file")]
    public void What_is_wrong_is_not_set(string words, string message, string hint = "")
    {
        using var folder = new ConfigFolder();
        Ended ended = folder.Shell("exec $ECOCODE config set " + words);
        Assert.Equal(2, ended.ExitCode);
        string unwrapped = ended.Error.Replace("\n    ", " ", StringComparison.Ordinal);
        Assert.Contains(message, unwrapped, StringComparison.Ordinal);
        Assert.Contains(hint, unwrapped, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.User) || File.Exists(Path.Join(folder.Here, "ecocode.json")));
    }

    [Fact]
    public void A_broken_file_is_left_alone()
    {
        using ConfigFolder folder = new ConfigFolder().WithUser("{ \"zone\" \"DE\" }");
        Ended ended = folder.Shell("exec $ECOCODE config set zone FR");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("line 1", ended.Error, StringComparison.Ordinal);
        Assert.Equal("{ \"zone\" \"DE\" }", File.ReadAllText(folder.User));
    }

    [Fact]
    public void The_places_are_listed()
    {
        using ConfigFolder folder = new ConfigFolder().WithProject("{}");
        string shown = folder.Shell("$ECOCODE config path").Output;
        Assert.Equal($"project  {folder.Project}\nuser     {folder.User}  (not there)\n", shown[..(shown.IndexOf("(not there)\n", StringComparison.Ordinal) + 12)]);
        Assert.Contains("system   /etc/ecocode/ecocode.json", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_verb_below_gets_a_suggestion()
        => Assert.Contains("did you mean `show`?", Ecocode.Run("config", "shwo").Error, StringComparison.Ordinal);

    private static JsonDocument Json(Ended ended)
    {
        Assert.True(ended.ExitCode == 0, ended.Error);
        return JsonDocument.Parse(ended.Output);
    }
}
