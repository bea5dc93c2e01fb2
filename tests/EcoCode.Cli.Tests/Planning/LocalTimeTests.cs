using System.Globalization;
using EcoCode.Cli.Planning;

namespace EcoCode.Cli.Tests.Planning;

/// <summary>Times to come by the wall clock of Berlin, which is set back at 03:00 on 25 October 2026 and forward at 02:00 on 28 March 2027.</summary>
public sealed class LocalTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("18:00", "2026-11-21T18:00+01:00")]
    [InlineData("9:05", "2026-11-22T09:05+01:00")]
    [InlineData("14:00", "2026-11-22T14:00+01:00")]
    [InlineData("tomorrow 06:00", "2026-11-22T06:00+01:00")]
    [InlineData("today  23:59", "2026-11-21T23:59+01:00")]
    [InlineData("2026-12-24", "2026-12-24T00:00+01:00")]
    [InlineData("2026-12-24 18:00", "2026-12-24T18:00+01:00")]
    [InlineData("2027-07-01T06:00", "2027-07-01T06:00+02:00")]
    [InlineData("2026-11-22T06:00Z", "2026-11-22T07:00+01:00")]
    [InlineData("2026-11-22T06:00:00-05:00", "2026-11-22T12:00+01:00")]
    [InlineData("+12h", "2026-11-22T02:00+01:00")]
    [InlineData(" +90min ", "2026-11-21T15:30+01:00")]
    public void Read_as_meant(string text, string expected) => Assert.Equal(Instant(expected), Parsed(text, "2026-11-21T14:00+01:00"));

    [Theory]
    [InlineData("25:00")]
    [InlineData("tomorrow")]
    [InlineData("tomorrow noon")]
    [InlineData("+12")]
    [InlineData("+-3h")]
    [InlineData("-3h")]
    [InlineData("06")]
    [InlineData("")]
    [InlineData("next week")]
    [InlineData("22.11.2026 06:00")]
    public void Anything_else_is_refused(string text)
        => Assert.False(LocalTime.TryParse(text, Instant("2026-11-21T14:00+01:00"), Berlin, out _));

    [Theory]
    [InlineData("+12h", "2026-10-24T20:00+02:00", "2026-10-25T07:00+01:00")]
    [InlineData("06:00", "2026-10-24T20:00+02:00", "2026-10-25T06:00+01:00")]
    [InlineData("02:30", "2026-10-24T20:00+02:00", "2026-10-25T02:30+02:00")]
    [InlineData("02:30", "2026-10-25T02:45+02:00", "2026-10-25T02:30+01:00")]
    [InlineData("02:30", "2027-03-27T20:00+01:00", "2027-03-28T03:30+02:00")]
    [InlineData("tomorrow 06:00", "2027-03-27T20:00+01:00", "2027-03-28T06:00+02:00")]
    public void A_change_of_the_clock_is_no_trouble(string text, string now, string expected) => Assert.Equal(Instant(expected), Parsed(text, now));

    [Fact]
    public void It_is_told_with_the_offset_that_holds_then() => Assert.Equal(TimeSpan.FromHours(1), Parsed("+12h", "2026-10-24T20:00+02:00").Offset);

    private static DateTimeOffset Parsed(string text, string now)
    {
        Assert.True(LocalTime.TryParse(text, Instant(now), Berlin, out DateTimeOffset instant), text);
        return instant;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
