using System.Text;
using EcoCode.Goldens;
using EcoCode.Quantities;
using EcoCode.Report.Grids;
using EcoCode.Report.Plans;

namespace EcoCode.Report.Tests.Plans;

public sealed class PlanPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 27, 0, TimeSpan.FromHours(1));

    private static readonly PlanStart AtNight = new() { Zone = "DE", Start = Now.AddMinutes(753), End = Now.AddMinutes(993), Intensity = new(187), Carbon = Carbon.FromGrams(224.4), Cost = new(0.2883m, "EUR"), Water = Water.FromLitres(2.34) };

    private static readonly PlanStart AtOnce = AtNight with { Start = Now, End = Now.AddHours(4), Intensity = new(344), Carbon = Carbon.FromGrams(412.8), Cost = new(0.3720m, "EUR") };

    private static readonly PlanPage Later = new()
    {
        Goal = "carbon", Now = Now, Duration = TimeSpan.FromHours(4), Deadline = Now.AddHours(20), Energy = Energy.FromKilowattHours(1.2), Power = Power.FromWatts(300),
        Best = AtNight, AtOnce = AtOnce, IsAtOnce = false,
        SavedCarbon = Carbon.FromGrams(188.4), SavedCost = new(0.0837m, "EUR"), SavedWater = Water.FromLitres(0), SavedShare = 188.4 / 412.8,
        Places = [AtNight], Sources = [new("DE", "electricity-maps", "average", "lifecycle", "forecast", Now)],
        Course = [.. Enumerable.Range(0, 60).Select(slice => slice == 7 ? double.NaN : 344 - (slice * 4.0))], Notes = [],
    };

    private static readonly PlanPage TwoPlaces = Later with
    {
        Power = null, Energy = Energy.FromKilowattHours(1),
        Best = AtNight with { Zone = "FR", Intensity = new(30), Carbon = Carbon.FromGrams(30), Cost = null },
        SavedCost = null, SavedCarbon = Carbon.FromGrams(314), SavedShare = 314 / 344.0,
        Places = [AtNight with { Zone = "FR", Intensity = new(30), Carbon = Carbon.FromGrams(30), Cost = null }, AtNight],
        Sources = [new("DE", "neso", "average", "direct", "past", Now), new("FR", "neso", "average", "direct", "forecast", Now)],
        Course = [], Notes = [new("ECO3110", "`neso` has no intensity of `XX`")],
    };

    [Fact]
    public void A_plan_looks_so() => Golden.Matches("plan/later.txt", Text(Later, new() { Terminal = true }));

    [Fact]
    public void In_a_narrow_log_it_looks_so() => Golden.Matches("plan/narrow-ascii.txt", Text(Later, new() { Width = 50, Unicode = false }));

    [Fact]
    public void Starting_at_once_looks_so()
        => Golden.Matches("plan/at-once.txt", Text(Later with { Best = AtOnce, IsAtOnce = true, SavedCarbon = Carbon.FromGrams(0), SavedShare = 0 }, new()));

    [Fact]
    public void Two_places_look_so() => Golden.Matches("plan/places.txt", Text(TwoPlaces, new()));

    [Fact]
    public void Its_json_is_so()
    {
        using var stream = new MemoryStream();
        PlanJson.Write(stream, TwoPlaces);
        Golden.Matches("plan/places.json", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void In_the_form_of_the_Carbon_Aware_SDK_it_is_so()
    {
        DateTimeOffset noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        GridReading[] windows = [new(noon, noon.AddMinutes(60), 359.25, true), new(noon.AddMinutes(30), noon.AddMinutes(90), 300, true)];
        using var stream = new MemoryStream();
        ForecastJson.Write(stream, [new("eastus", noon, noon.AddMinutes(1), noon, noon.AddHours(2), TimeSpan.FromMinutes(60), windows, [windows[1]])]);
        Golden.Matches("plan/carbon-aware-sdk.json", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void What_is_told_while_waiting_fits_into_its_line()
    {
        string text = WaitText.Planned(Later);
        Assert.Equal("waits until 2026-11-22 03:00: in the 4 h 0 min from then it is 187 g/kWh instead of 344 g/kWh now (45.6 % less); Ctrl-C cancels", text);
        Assert.Equal("ecocode: waits until…", WaitText.Line(text, 21, unicode: true));
        Assert.Equal("ecocode: waits unt...", WaitText.Line(text, 21, unicode: false));
        Assert.Equal("ecocode: a\uFFFDb", WaitText.Line("a\u001bb", 80, unicode: true));
    }

    [Theory]
    [InlineData(119.2, "2 min 0 s")]
    [InlineData(120, "2 min 0 s")]
    [InlineData(3601, "1 h 1 min")]
    [InlineData(0.4, "1.00 s")]
    public void What_is_left_is_told_in_whole_steps(double seconds, string text) => Assert.Equal(text, WaitText.Left(TimeSpan.FromSeconds(seconds)));

    private static string Text(PlanPage plan, SummaryStyle style)
    {
        using var writer = new StringWriter();
        PlanText.Write(writer, plan, style);
        return writer.ToString();
    }
}
