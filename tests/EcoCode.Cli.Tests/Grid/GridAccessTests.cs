using EcoCode.Cli.Grid;
using EcoCode.Impact;
using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Cli.Tests.Grid;

public sealed class GridAccessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. GridAccess.Providers];

    [Fact]
    public void By_itself_there_is_no_provider()
    {
        Assert.True(GridAccess.TryOpen(GridRequest.None, TimeProvider.System, out IGridProvider? provider, out Note? problem));
        Assert.Null(provider);
        Assert.Null(problem);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_provider_opens_under_its_own_name_or_says_what_it_lacks(string name)
    {
        bool opened = GridAccess.TryOpen(new GridRequest { Provider = name }, TimeProvider.System, out IGridProvider? provider, out Note? problem);
        Assert.Equal(opened, problem is null);
        if (opened) Assert.Equal(name, provider!.Name);
        else Assert.Contains(problem!.Code, new[] { "ECO3121", "ECO3124" });
    }

    [Theory]
    [InlineData("https://carbon.example.org", SignalKind.Marginal, null)]
    [InlineData("http://localhost:5073", SignalKind.Average, null)]
    [InlineData("http://carbon.example.org", SignalKind.Average, "ECO3123")]
    [InlineData("https://carbon.example.org/?key=hunter2", SignalKind.Average, "ECO3123")]
    [InlineData("https://me:hunter2@carbon.example.org", SignalKind.Average, "ECO3123")]
    [InlineData("https://carbon.example.org", null, "ECO3121")]
    public void The_kind_and_a_safe_address_of_a_Carbon_Aware_SDK_are_asked_for(string url, SignalKind? kind, string? code)
    {
        var request = new GridRequest { Provider = "carbon-aware-sdk", Url = url, Kind = kind };
        Assert.Equal(code is null, GridAccess.TryOpen(request, TimeProvider.System, out IGridProvider? provider, out Note? problem));
        Assert.Equal(code, problem?.Code);
        Assert.DoesNotContain("hunter2", $"{problem}", StringComparison.Ordinal);
        if (code is null) Assert.Equal(kind, provider!.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("'x")]
    [InlineData("'' x")]
    public void A_command_has_a_program(string command)
    {
        Assert.False(GridAccess.TryOpen(new GridRequest { Provider = "exec", Command = command }, TimeProvider.System, out _, out Note? problem));
        Assert.Equal("ECO3132", problem!.Code);
    }

    [Fact]
    public async Task A_command_runs_without_a_shell_and_is_read_to_its_end()
    {
        string from = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-dd'T'HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var grid = new CommandGrid(
            ["sh", "-c", "echo 'to nobody' >&2; printf '{\"zone\":\"%s\",\"points\":[{\"from\":\"%s\",\"g_per_kwh\":302}]}' \"$1\" \"$2\"", "sh", "{zone}", from],
            new SpawnedRunner(TimeProvider.System), SignalKind.Average, GridBasis.Direct, TimeProvider.System);
        GridAnswer answer = await grid.LatestAsync("a b;$(x)", Cancel);
        Assert.Equal(302, Assert.Single(answer.Series!.Points).Intensity.GramsPerKilowattHour);
        Assert.Equal("a b;$(x)", answer.Series.Zone);
        Assert.Equal("ECO3119", (await new CommandGrid(["/nowhere/x"], new SpawnedRunner(TimeProvider.System), SignalKind.Average, GridBasis.Direct, TimeProvider.System).LatestAsync("DE", Cancel)).Problem!.Code);
    }

    [Fact]
    public async Task A_command_is_killed_when_whoever_asks_gives_up()
    {
        using var cancel = new CancellationTokenSource();
        var grid = new CommandGrid(["sleep", "1000"], new SpawnedRunner(TimeProvider.System), SignalKind.Average, GridBasis.Direct, TimeProvider.System);
        Task<GridAnswer> asking = grid.LatestAsync("DE", cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData(null, null, "DE", "DE")]
    [InlineData("neso", null, "aws:eu-west-2", "GB")]
    [InlineData("electricity-maps", null, "aws:us-west-1", "US-CAL-CISO")]
    [InlineData("electricity-maps", "US-NW-PACW", "aws:us-west-1", "US-NW-PACW")]
    [InlineData("watttime", null, null, null)]
    [InlineData("neso", null, null, "GB")]
    public void The_zone_is_as_the_provider_calls_it(string? provider, string? own, string? zone, string? expected)
        => Assert.Equal(expected, GridAccess.Zone(new GridRequest { Provider = provider, Zone = own }, zone));
}
