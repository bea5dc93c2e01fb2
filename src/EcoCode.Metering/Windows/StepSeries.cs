using EcoCode.Quantities;

namespace EcoCode.Metering.Windows;

/// <summary>Steps of one name, as they come in.</summary>
internal sealed class StepSeries(string name)
{
    private long _count;
    private Energy _sum;
    private Energy _least;
    private Energy _most;

    /// <summary>The end of the last step; <c>null</c> before the first moment.</summary>
    internal Moment? Last { get; set; }

    internal StepFigures Figures => new(name, _count, _sum, _least, _most);

    internal void Add(Energy step)
    {
        _least = _count == 0 || step < _least ? step : _least;
        _most = _count == 0 || step > _most ? step : _most;
        _sum += step;
        _count++;
    }
}
