using EcoCode.Quantities;

namespace EcoCode.Impact.Course;

/// <summary>How much each span of a course counts in a mean: by its energy, or all alike where there is no energy at all.</summary>
/// <remarks>A run that used nothing measurable still has a price and an intensity to be shown.</remarks>
internal readonly struct CourseWeights(EnergyCourse course)
{
    private readonly bool _alike = course.Total <= Energy.Zero;

    public long Of(Energy energy) => _alike ? 1 : Math.Max(0, energy.Microjoules);
}
