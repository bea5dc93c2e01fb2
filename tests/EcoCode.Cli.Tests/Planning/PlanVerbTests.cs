using System.Text.Json;

namespace EcoCode.Cli.Tests.Planning;

/// <summary><c>ecocode plan</c> and <c>ecocode grid</c> with a forecast in a file.</summary>
public sealed class PlanVerbTests : IDisposable
{
    private readonly ForecastFile _forecast = new(("DE", [400, 400, 400, 100, 100, 100, 400, 400]), ("FR", [50, 50, 50, 50, 50, 50, 50, 50]), ("ES", [10, 10, 400, 400, 400, 400, 400, 400]));

    [Fact]
    public void The_plan_is_the_cleanest_time()
    {
        using JsonDocument plan = Plan("--zone", "DE", "--duration", "2h", "--before", "+7h", "--power", "500W");
        Assert.Equal("ecocode.plan/1", plan.RootElement.GetProperty("schema").GetString());
        JsonElement best = plan.RootElement.GetProperty("best");
        Assert.Equal(_forecast.Hour.AddHours(3), best.GetProperty("start").GetDateTimeOffset());
        Assert.Equal(100, best.GetProperty("g_per_kwh").GetDouble());
        Assert.Equal(100, best.GetProperty("co2e_g").GetDouble(), 1e-6);
        Assert.Equal(300, plan.RootElement.GetProperty("saved").GetProperty("co2e_g").GetDouble(), 1e-6);
        Assert.Equal(0.75, plan.RootElement.GetProperty("saved").GetProperty("share").GetDouble(), 1e-9);
        Assert.False(plan.RootElement.GetProperty("at_once_is_best").GetBoolean());
    }

    [Fact]
    public void Of_several_places_it_is_the_cleanest_and_one_that_fails_is_told()
    {
        using JsonDocument plan = Plan("--zone", "DE,FR,XX", "--duration", "2h", "--before", "+7h");
        Assert.Equal("FR", plan.RootElement.GetProperty("best").GetProperty("zone").GetString());
        Assert.Equal("DE", plan.RootElement.GetProperty("at_once").GetProperty("zone").GetString());
        Assert.Equal(2, plan.RootElement.GetProperty("places").GetArrayLength());
        Assert.Contains("`XX`", Assert.Single(plan.RootElement.GetProperty("notes").EnumerateArray()).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DE", 3)]
    [InlineData("FR", 0)]
    [InlineData("ES", 0)]
    [InlineData("DE,FR", 3)]
    public void A_script_learns_by_the_exit_code_whether_to_start(string zone, int code)
    {
        Assert.Equal(code, Run("plan", "--zone", zone, "--duration", "30min", "--before", "+7h", "--exit-code").ExitCode);
        Assert.Equal(0, Run("plan", "--zone", zone, "--duration", "30min", "--before", "+7h").ExitCode);
    }

    [Theory]
    [InlineData(1, "ECO3171", "--zone", "DE", "--duration", "4h", "--before", "+2h")]
    [InlineData(1, "ECO3174", "--zone", "DE", "--duration", "9h", "--before", "+20h")]
    [InlineData(1, "ECO3110", "--zone", "IT", "--duration", "1h")]
    [InlineData(2, "ECO3182", "--zone", "DE")]
    [InlineData(2, "ECO4007", "--zone", "DE", "--duration", "1h", "--before", "noon")]
    [InlineData(2, "ECO4007", "--zone", "DE", "--duration", "0h")]
    public void What_can_not_be_planned_has_its_reason(int exit, string code, params string[] words)
    {
        Ended ended = Run(["plan", .. words]);
        Assert.Equal(exit, ended.ExitCode);
        Assert.Equal("", ended.Output);
        Assert.Contains($"error[{code}]", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_provider_there_are_places_and_no_times()
    {
        Ended none = Ecocode.Run("plan", "--zone", "DE", "--duration", "4h");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("ECO3179", none.Error, StringComparison.Ordinal);
        Ended places = Ecocode.Run("plan", "--zone", "PL,FR", "--duration", "4h", "--json");
        using var plan = JsonDocument.Parse(places.Output);
        Assert.Equal("FR", plan.RootElement.GetProperty("best").GetProperty("zone").GetString());
        Assert.Equal("ECO3180", plan.RootElement.GetProperty("notes")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void A_flat_price_is_the_same_at_any_time_and_that_is_said()
    {
        Ended ended = Ecocode.Run("plan", "--zone", "DE", "--duration", "4h", "--by", "cost", "--price", "0.30EUR", "--power", "1000");
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("1.20 EUR", ended.Output, StringComparison.Ordinal);
        Assert.Contains("no time is better than another", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_for_the_Carbon_Aware_SDK_is_read_again_and_has_the_same_best_window()
    {
        Ended written = Run("plan", "--zone", "DE", "--duration", "1h", "--before", "+8h", "--format", "carbon-aware-sdk");
        using var forecasts = JsonDocument.Parse(written.Output);
        JsonElement forecast = Assert.Single(forecasts.RootElement.EnumerateArray());
        Assert.Equal(60, forecast.GetProperty("windowSize").GetInt32());
        DateTimeOffset best = forecast.GetProperty("optimalDataPoints")[0].GetProperty("timestamp").GetDateTimeOffset();
        Assert.InRange(best, _forecast.Hour.AddHours(3), _forecast.Hour.AddHours(5));

        string saved = Path.Join(Path.GetDirectoryName(_forecast.Path), "saved.json");
        File.WriteAllText(saved, written.Output);
        Ended read = Ecocode.Run("plan", "--zone", "DE", "--duration", "1h", "--before", "+6h", "--json", "--grid-provider", "file", "--grid-file", saved);
        using var plan = JsonDocument.Parse(read.Output);
        Assert.Equal(best, plan.RootElement.GetProperty("best").GetProperty("start").GetDateTimeOffset());
    }

    [Fact]
    public void A_plan_like_a_run_takes_as_long_as_it_did()
    {
        Assert.Equal(0, Ecocode.Run("run", "-qq", "--name", "like-me", "--", "sleep", "1").ExitCode);
        using JsonDocument plan = Plan("--zone", "DE", "--like", "last");
        Assert.InRange(plan.RootElement.GetProperty("duration_s").GetDouble(), 0.001, 60);
        Assert.Equal(1, Run("plan", "--zone", "DE", "--like", "r-nosuchrun").ExitCode);
    }

    [Fact]
    public void A_grid_is_shown_with_what_holds_now_and_what_is_to_come()
    {
        using var grid = JsonDocument.Parse(Run("grid", "DE", "--json").Output);
        Assert.Equal("ecocode.grid/1", grid.RootElement.GetProperty("schema").GetString());
        Assert.Equal(_forecast.Hour, grid.RootElement.GetProperty("now").GetProperty("from").GetDateTimeOffset());
        Assert.Equal("file", grid.RootElement.GetProperty("now_source").GetProperty("provider").GetString());
        Assert.Equal(8, grid.RootElement.GetProperty("ahead").GetArrayLength());
        Ended text = Run("grid", "--zone", "Germany");
        Assert.Equal(0, text.ExitCode);
        Assert.Contains("400 g/kWh", text.Output, StringComparison.Ordinal);
        Assert.Contains("Next 8 h", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_provider_a_grid_is_that_of_the_tables()
    {
        Ended ended = Ecocode.Run("grid", "DE");
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("mean of the year", ended.Output, StringComparison.Ordinal);
        Ended unknown = Ecocode.Run("grid", "Atlantis");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("ECO3001", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_that_does_not_answer_leaves_the_mean_of_the_year()
    {
        Ended ended = Run("grid", "IT");
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("mean of the year", ended.Output, StringComparison.Ordinal);
        Assert.Contains("warning:", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Zones_are_searched_by_code_and_name()
    {
        Ended found = Ecocode.Run("grid", "zones", "--search", "frankfurt");
        Assert.Contains("aws:eu-central-1", found.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("aws:us-east-1", found.Output, StringComparison.Ordinal);
        Assert.Equal(1, Ecocode.Run("grid", "zones", "--search", "atlantis").ExitCode);
        using var all = JsonDocument.Parse(Ecocode.Run("grid", "zones", "--json").Output);
        Assert.InRange(all.RootElement.GetArrayLength(), 300, 2000);
    }

    public void Dispose() => _forecast.Dispose();

    private Ended Run(params string[] words) => Ecocode.Run([.. words, .. _forecast.Options]);

    private JsonDocument Plan(params string[] words)
    {
        Ended ended = Run(["plan", .. words, "--json"]);
        Assert.Equal("", ended.Error);
        return JsonDocument.Parse(ended.Output);
    }
}
