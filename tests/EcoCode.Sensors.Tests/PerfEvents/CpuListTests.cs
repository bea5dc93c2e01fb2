using EcoCode.Sensors.PerfEvents;

namespace EcoCode.Sensors.Tests.PerfEvents;

public class CpuListTests
{
    [Theory]
    [InlineData("0", new[] { 0 })]
    [InlineData("0,18", new[] { 0, 18 })]
    [InlineData("0-3", new[] { 0, 1, 2, 3 })]
    [InlineData("16,0-1,24-25", new[] { 0, 1, 16, 24, 25 })]
    [InlineData("", new int[0])]
    public void A_list_names_single_processors_and_ranges(string text, int[] expected)
    {
        Assert.True(CpuList.TryParse(text, out IReadOnlyList<int> cpus));
        Assert.Equal(expected, cpus);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("3-1")]
    [InlineData("-1")]
    [InlineData("0-")]
    [InlineData("0-4000000000")]
    [InlineData("70000")]
    [InlineData("0;1")]
    public void Anything_else_is_no_list(string text) => Assert.False(CpuList.TryParse(text, out _));
}
