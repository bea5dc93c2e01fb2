using EcoCode.Impact.Course;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests;

public sealed class EnergyCourseTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Minutes_sum_to_the_whole_to_the_microjoule()
    {
        var random = new Random(5);
        var course = new EnergyCourse();
        DateTimeOffset at = Noon;
        for (int i = 0; i < 1000; i++)
        {
            DateTimeOffset to = at.AddTicks(random.NextInt64(3 * TimeSpan.TicksPerMinute));
            course.Add(at, to, Energy.FromMicrojoules(random.NextInt64(1_000_003)));
            at = to;
            Assert.Equal(course.Total.Microjoules, course.Minutes.Sum(slot => slot.Energy.Microjoules));
        }
    }

    [Fact]
    public void Energy_is_spread_evenly_over_its_minutes()
    {
        var course = new EnergyCourse();
        course.Add(Noon.AddSeconds(30), Noon.AddSeconds(150), Energy.FromJoules(120));
        Assert.Equal([(Noon, 30.0), (Noon.AddMinutes(1), 60.0), (Noon.AddMinutes(2), 30.0)], course.Minutes.Select(slot => (slot.Minute, slot.Energy.Joules)));
        Assert.Equal((Noon.AddSeconds(30), Noon.AddSeconds(150)), (course.Begin, course.End));
    }

    [Fact]
    public void A_copy_stays_as_it_was()
    {
        var course = new EnergyCourse();
        course.Add(Noon, Noon.AddMinutes(2), Energy.FromJoules(6));
        EnergyCourse copy = course.Copy();
        course.Add(Noon, Noon.AddMinutes(5), Energy.FromJoules(100));
        Assert.Equal([(Noon, 3.0), (Noon.AddMinutes(1), 3.0)], copy.Minutes.Select(slot => (slot.Minute, slot.Energy.Joules)));
        Assert.Equal((6.0, Noon, Noon.AddMinutes(2)), (copy.Total.Joules, copy.Begin, copy.End));
    }
}
