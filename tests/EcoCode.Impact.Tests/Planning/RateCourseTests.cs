using EcoCode.Impact.Planning;

namespace EcoCode.Impact.Tests.Planning;

/// <summary>Rates of 10, 30 and 50 for an hour each, from one o'clock on, with no rate from three to four.</summary>
public sealed class RateCourseTests
{
    private static readonly RateCourse Course = new([new(At(1), At(2), 10), new(At(2), At(3), 30), new(At(4), At(5), 50)]);

    [Theory]
    [InlineData(1, 2, 10.0)]
    [InlineData(1, 3, 20.0)]
    [InlineData(1.5, 2.5, 20.0)]
    [InlineData(1.75, 2.75, 25.0)]
    [InlineData(4, 5, 50.0)]
    [InlineData(4.25, 4.5, 50.0)]
    [InlineData(0, 1, null)]
    [InlineData(0.5, 1.5, null)]
    [InlineData(2.5, 3.5, null)]
    [InlineData(2, 5, null)]
    [InlineData(3, 4, null)]
    [InlineData(3.5, 3.75, null)]
    [InlineData(4.5, 5.5, null)]
    [InlineData(5, 6, null)]
    [InlineData(1.5, 1.5, null)]
    [InlineData(2, 1, null)]
    public void The_mean_is_known_where_every_moment_is(double from, double to, double? mean) => Assert.Equal(mean, Course.Mean(At(from), At(to)));

    [Theory]
    [InlineData(2, 1, 5, 6, 7)]
    [InlineData(1, 1, 5, 6, 7)]
    [InlineData(1, 3, 2, 4, 7)]
    [InlineData(1, 2, 2, 3, double.NaN)]
    [InlineData(1, 2, 2, 3, double.PositiveInfinity)]
    public void What_is_no_course_is_refused(double from, double to, double nextFrom, double nextTo, double rate)
        => Assert.Throws<ArgumentException>(() => new RateCourse([new(At(from), At(to), 7), new(At(nextFrom), At(nextTo), rate)]));

    [Fact]
    public void Whole_hours_have_their_means_and_the_first_has_that_of_what_is_left_of_it()
    {
        var course = new RateCourse([new(At(1.25), At(2), 10), new(At(2), At(2.5), 30), new(At(2.5), At(4), 50), new(At(5), At(6), 70)]);
        Assert.Equal(
            [new(At(1), At(2), 10), new(At(2), At(3), 40), new(At(3), At(4), 50), new(At(5), At(6), 70)],
            RateMeans.Hours(course, At(1.5), 8));
        Assert.Equal([new RateStep(At(2), At(3), 40)], RateMeans.Hours(course, At(2), 1));
    }

    [Fact]
    public void Slices_are_of_one_length_and_what_is_not_known_is_no_number()
        => Assert.Equal([10, 10, 30, 30, double.NaN, double.NaN, 50, 50], RateMeans.Slices(Course, At(1), At(5), 8));

    private static DateTimeOffset At(double hour) => new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero).AddHours(hour);
}
