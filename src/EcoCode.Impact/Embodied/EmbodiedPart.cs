using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>What a run bears of the making of one part of the machine.</summary>
/// <param name="Figure">The part.</param>
/// <param name="Used">For how long the run used it to the full: its duration times the share that it had, or the time that a GPU worked for it.</param>
/// <param name="Carbon">Emissions of making the part, times that over the part's lifetime.</param>
public sealed record EmbodiedPart(EmbodiedFigure Figure, TimeSpan Used, Carbon Carbon)
{
    internal static EmbodiedPart Of(EmbodiedFigure figure, TimeSpan used) => new(figure, used, figure.Of(used));
}
