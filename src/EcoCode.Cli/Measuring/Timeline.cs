using EcoCode.Cli.Grid;
using EcoCode.Cli.Placing;
using EcoCode.Host;
using EcoCode.Impact.Course;
using EcoCode.Impact.Live;
using EcoCode.Metering;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring;

/// <summary>What of a run goes by the time: when its energy was used, and what the grid was like. Where nothing was asked for that goes by it, this does nothing.</summary>
internal sealed class Timeline : IDisposable
{
    private readonly RunCourse? _course;
    private readonly LiveGrid? _live;
    private readonly PlaceSearch? _place;

    private Timeline(RunCourse? course, LiveGrid? live, PlaceSearch? place) => (_course, _live, _place) = (course, live, place);

    /// <summary>Begins, once the command runs: nothing of it delays that.</summary>
    internal static Timeline Start(MeasureRequest request, DateTimeOffset started, TimeProvider time)
    {
        PlaceSearch? place = request.Impact.Zone is null ? new(new PseudoFs(request.HostSys), Environment.GetEnvironmentVariable, request.Metadata) : null;
        place?.Begin();
        return request.Grid.Provider is null
            ? new(request.Tariff is null ? null : new RunCourse(time), null, place)
            : new(new RunCourse(time), Ask(request, place, started, time), place);
    }

    /// <summary>Where the machine is, where nobody said so.</summary>
    internal Whereabouts Place => _place?.Find() ?? Whereabouts.Unknown;

    /// <summary>The grid's intensity as a provider told it last; null where none has, and where it tells another kind of figure than a run's emissions are of.</summary>
    internal CarbonIntensity? Intensity => _live?.Latest;

    /// <summary>To be called at every tick.</summary>
    internal void Tick(Meter meter) => _course?.Tick(meter.Latest);

    /// <summary>To be called after the last.</summary>
    internal void End(Meter meter) => _course?.Tick(meter.Latest, last: true);

    /// <summary>What is known so far; null where nothing goes by the time. For any thread.</summary>
    internal ImpactCourse? Read()
    {
        if (_course is null) return null;
        return new(_course.Read(), _live?.Series is { } series ? [series] : [], _live?.Trouble);
    }

    public void Dispose() => _live?.Dispose();

    private static LiveGrid Ask(MeasureRequest request, PlaceSearch? place, DateTimeOffset started, TimeProvider time)
        => LiveGrid.Start(
            request.Grid.Provider!,
            () => GridAccess.TryOpen(request.Grid, time, out IGridProvider? provider, out Note? problem) ? (provider, null) : (null, problem),
            () => GridAccess.Zone(request.Grid, request.Impact.Zone ?? place?.Find().Zone),
            started,
            time);
}
