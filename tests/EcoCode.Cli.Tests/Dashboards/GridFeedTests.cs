using System.Collections.Concurrent;
using System.Globalization;
using EcoCode.Cli.Dashboards;
using EcoCode.Cli.Grid;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Verbs;
using EcoCode.Impact;
using EcoCode.Impact.Live;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Cli.Tests.Dashboards;

/// <summary>What the dashboard is told of the grid, by a provider that is a file.</summary>
public sealed class GridFeedTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _file = Path.GetTempFileName();
    private readonly BlockingCollection<Message> _told = [];

    [Theory]
    [InlineData(100, GridLevel.Clean)]
    [InlineData(350, GridLevel.Usual)]
    [InlineData(900, GridLevel.Dirty)]
    public void The_hour_is_held_against_the_last_seven_days(int now, GridLevel level)
    {
        Write(days: 8, now);
        Message.Graded told = Told();
        Assert.Equal((level, $"DE {now} g/kWh"), (told.Rates!.Level, told.Rates.Grid));
        Assert.Contains("350 to 350 g/kWh", told.Rates.Standing, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_history_there_is_no_level_and_the_reason_is_said()
    {
        Write(days: 2, 100);
        Message.Graded told = Told();
        Assert.Equal(GridLevel.Unknown, told.Rates!.Level);
        Assert.Equal("The figure has no colour: `file` tells less than half of the last 7 days.", told.Rates.Standing);
    }

    [Fact]
    public void What_is_wrong_with_the_provider_is_said()
    {
        File.WriteAllText(_file, "nothing");
        Message.Graded told = Told();
        Assert.Null(told.Rates);
        Assert.Equal("ECO3118", told.Problem!.Code);
    }

    [Fact]
    public void Marginal_figures_are_no_part_of_the_totals()
    {
        Write(days: 8, 100);
        Message.Graded told = Told(SignalKind.Marginal);
        Assert.Equal((null, "ECO7125"), (told.Rates, told.Problem!.Code));
    }

    public void Dispose()
    {
        File.Delete(_file);
        _told.Dispose();
    }

    /// <summary>Some days of hours at 350 g/kWh, and one or two now at another figure.</summary>
    private void Write(int days, int now)
    {
        DateTimeOffset hour = TimeProvider.System.GetUtcNow();
        hour = hour.AddTicks(-(hour.UtcTicks % TimeSpan.TicksPerHour));
        IEnumerable<string> lines = Enumerable.Range(-days * 24, (days * 24) + 2).Select(h => string.Create(CultureInfo.InvariantCulture, $"{hour.AddHours(h):yyyy-MM-ddTHH:mm:ssZ},{(h < 0 ? 350 : now)}"));
        File.WriteAllLines(_file, ["from,g_per_kwh", .. lines]);
    }

    private Message.Graded Told(SignalKind kind = SignalKind.Average)
    {
        var options = new MeasureOptions("--name", startsCommand: false);
        var verb = new System.CommandLine.Command("verb");
        foreach (System.CommandLine.Option option in options.All) verb.Add(option);
        MeasureRequest request = options.Read(verb.Parse(["--zone", "DE"])) with { Grid = new GridRequest { Provider = "file", File = _file, Kind = kind } };
        Assert.True(ImpactModel.Shipped.TryResolve(request.Impact, out ImpactFactors? factors, out _));
        using (GridFeed.Start(request, factors, TimeProvider.System, _told.Add))
        {
            Assert.True(_told.TryTake(out Message? message, Patience));
            return Assert.IsType<Message.Graded>(message);
        }
    }
}
