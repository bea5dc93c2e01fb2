using System.Text.Json;

namespace EcoCode.Cli.Tests.Grid;

/// <summary>Keys as users keep them. Whatever is wrong, none is ever shown.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Key = "hunter2hunter2";

    private readonly string _home = Directory.CreateTempSubdirectory("ecocode-secret-").FullName;

    private string File => Path.Join(_home, "ecocode", "secrets.json");

    [Fact]
    public void The_environment_goes_before_the_file_and_is_told_by_its_name()
    {
        Keep($$"""{ "electricitymaps_token": "{{Key}}", }""", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Contains($"electricity-maps, average, electricitymaps_token of {File}; not asked here", Doctor("electricity-maps"), StringComparison.Ordinal);
        Assert.Contains("average, electricitymaps_token of ECOCODE_ELECTRICITYMAPS_TOKEN; not asked here", Doctor("electricity-maps", ("ECOCODE_ELECTRICITYMAPS_TOKEN", Key + "x")), StringComparison.Ordinal);
        Assert.Contains("marginal, watttime_user of WATTTIME_USER, watttime_password of ECOCODE_WATTTIME_PASSWORD", Doctor("watttime", ("WATTTIME_USER", "me"), ("ECOCODE_WATTTIME_PASSWORD", Key)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite)]
    public void A_file_that_others_can_read_is_refused_and_the_fix_mends_it(UnixFileMode mode)
    {
        Keep($$"""{ "electricitymaps_token": "{{Key}}" }""", mode);
        string refused = Doctor("electricity-maps");
        Assert.Contains($"others than you can read `{File}`", refused, StringComparison.Ordinal);
        Assert.Contains($"`chmod 600 {File}`", refused, StringComparison.Ordinal);
        Ecocode.Shell($"chmod 600 {File}");
        Assert.Contains($"electricitymaps_token of {File}", Doctor("electricity-maps"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_user_is_refused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give a file away");
        Keep($$"""{ "electricitymaps_token": "{{Key}}" }""", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Ecocode.Shell($"chown 12345 {File}");
        Assert.Contains("belongs to another user", Doctor("electricity-maps"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"electricitymaps_token\": hunter2hunter2 }")]
    [InlineData("{ \"electricity_maps\": \"hunter2hunter2\" }")]
    [InlineData("{ \"electricitymaps_token\": [\"hunter2hunter2\"] }")]
    [InlineData("[\"hunter2hunter2\"]")]
    [InlineData("hunter2hunter2")]
    public void A_malformed_file_is_told_without_what_is_in_it(string text)
    {
        Keep(text, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Contains("is no object of known keys and strings", Doctor("electricity-maps"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_can_not_be_sent_is_told_without_it()
        => Assert.Contains("holds a letter that no key has", Doctor("electricity-maps", ("ECOCODE_ELECTRICITYMAPS_TOKEN", Key + "\n")), StringComparison.Ordinal);

    [Fact]
    public void What_is_missing_is_named_with_where_it_belongs()
        => Assert.Contains($"neither `ECOCODE_ELECTRICITYMAPS_TOKEN` is set nor is it in `{File}`", Doctor("electricity-maps"), StringComparison.Ordinal);

    [Fact]
    public void Configuration_says_only_that_a_key_is_set()
    {
        Keep($$"""{ "watttime_user": "me", "watttime_password": "{{Key}}" }""", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Ended ended = Run(["config", "show", "--json"], ("ECOCODE_ELECTRICITYMAPS_TOKEN", Key));
        using var json = JsonDocument.Parse(ended.Output);
        string[] rows = [.. json.RootElement.EnumerateArray().Select(row => $"{row.GetProperty("key")} {row.GetProperty("value")} {row.GetProperty("origin")}").Where(row => row.Contains("electricitymaps", StringComparison.Ordinal) || row.Contains("watttime", StringComparison.Ordinal))];
        Assert.Equal(["electricitymaps_token set ECOCODE_ELECTRICITYMAPS_TOKEN", $"watttime_user set {File}", $"watttime_password set {File}"], rows);
    }

    [Theory]
    [InlineData("config set grid.token hunter2hunter2")]
    [InlineData("config set electricitymaps_token hunter2hunter2")]
    [InlineData("config set watttime_password hunter2hunter2")]
    public void A_key_is_not_written_into_configuration(string words)
    {
        Ended ended = Run(words.Split(' '));
        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith("error[ECO3130]", ended.Error, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(Path.Join(_home, "ecocode", "ecocode.json")));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private string Doctor(string provider, params (string Name, string? Value)[] environment)
        => string.Join(' ', Run(["doctor", "--color", "never", "--grid-provider", provider], environment).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Runs EcoCode, and makes sure that it shows no key.</summary>
    private Ended Run(IReadOnlyList<string> words, params (string Name, string? Value)[] environment)
    {
        (string, string?)[] none = [("ECOCODE_ELECTRICITYMAPS_TOKEN", null), ("WATTTIME_USER", null), ("WATTTIME_PASSWORD", null)];
        Ended ended = Ecocode.Run(words, [("XDG_CONFIG_HOME", _home), ("XDG_CACHE_HOME", _home), ("ECOCODE_LEDGER", Path.Join(_home, "ledger.db")), .. none.Where(unset => environment.All(set => set.Name != unset.Item1)), .. environment]);
        Assert.DoesNotContain(Key, ended.Output + ended.Error, StringComparison.Ordinal);
        return ended;
    }

    private void Keep(string text, UnixFileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, text);
        System.IO.File.SetUnixFileMode(File, mode);
    }
}
