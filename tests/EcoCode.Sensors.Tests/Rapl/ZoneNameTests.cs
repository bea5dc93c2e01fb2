using EcoCode.Sensors.Rapl;

namespace EcoCode.Sensors.Tests.Rapl;

public class ZoneNameTests
{
    [Theory]
    [InlineData("package-0", "Package", 0, 0)]
    [InlineData("package-12", "Package", 12, 0)]
    [InlineData("package-1-die-3", "Package", 1, 3)]
    [InlineData("psys", "Psys", 0, 0)]
    [InlineData("psys-1", "Psys", 1, 0)]
    [InlineData("core", "Core", 0, 0)]
    [InlineData("uncore", "Uncore", 0, 0)]
    [InlineData("dram", "Dram", 0, 0)]
    [InlineData("", "Unknown", 0, 0)]
    [InlineData("package", "Unknown", 0, 0)]
    [InlineData("package-", "Unknown", 0, 0)]
    [InlineData("package-x", "Unknown", 0, 0)]
    [InlineData("package-0-die", "Unknown", 0, 0)]
    [InlineData("package--1", "Unknown", 0, 0)]
    [InlineData("Package-0", "Unknown", 0, 0)]
    [InlineData("package-99999999999", "Unknown", 0, 0)]
    public void Names_are_read_as_the_kernel_makes_them(string name, string domain, int package, int die)
        => Assert.Equal(new ZoneName(Enum.Parse<RaplDomain>(domain), package, die), ZoneName.Parse(name));
}
