namespace EcoCode.Impact.Tests;

public sealed class RuleTextTests
{
    [Theory]
    [InlineData("00:00", 0)]
    [InlineData("06:05", 365)]
    [InlineData("6:05", 365)]
    [InlineData("23:59", 1439)]
    [InlineData("24:00", 1440)]
    [InlineData("24:01", null)]
    [InlineData("25:00", null)]
    [InlineData("12:60", null)]
    [InlineData("12:5", null)]
    [InlineData("12", null)]
    [InlineData("12:00:00", null)]
    [InlineData("-1:00", null)]
    public void A_time_is_minutes_of_the_day(string text, int? minutes) => Assert.Equal(minutes, RuleText.TryTime(text, out int told) ? told : null);

    [Theory]
    [InlineData("sun", 0b000_0001)]
    [InlineData("Saturday", 0b100_0000)]
    [InlineData("mon-fri", 0b011_1110)]
    [InlineData("sat,sun", 0b100_0001)]
    [InlineData("fri-mon", 0b110_0011)]
    [InlineData("tue - tue, thurs", 0b001_0100)]
    [InlineData("sun-sat", RuleText.EveryDay)]
    [InlineData("mo", null)]
    [InlineData("mon-", null)]
    [InlineData("mon-noday", null)]
    [InlineData("noday-mon", null)]
    [InlineData("mon-wed-fri", null)]
    [InlineData("", null)]
    public void Days_are_bits_from_sunday_on(string text, int? days) => Assert.Equal(days, RuleText.TryDays(text, out int told) ? told : null);

    [Theory]
    [InlineData(0, 0, "2026-11-22T00:00", true)] // a Sunday
    [InlineData(0, 0, "2026-11-22T23:59", true)]
    [InlineData(360, 360, "2026-11-22T05:59", false)]
    [InlineData(360, 360, "2026-11-22T06:00", true)]
    [InlineData(360, 360, "2026-11-23T05:59", true)] // still that of Sunday
    [InlineData(360, 360, "2026-11-23T06:00", false)]
    public void From_and_to_the_same_time_is_a_whole_day(int from, int to, string wall, bool fits)
        => Assert.Equal(fits, new PriceRule(0b1, from, to, 1).Fits(DateTime.Parse(wall, System.Globalization.CultureInfo.InvariantCulture)));
}
