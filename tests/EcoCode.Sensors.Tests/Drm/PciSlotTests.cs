using System.Text;
using EcoCode.Sensors.Drm;

namespace EcoCode.Sensors.Tests.Drm;

public sealed class PciSlotTests
{
    [Theory]
    [InlineData("0000:03:00.0")]
    [InlineData("0000:00:02.0")]
    [InlineData("0001:ce:1f.7")]
    [InlineData("10000:e1:00.0")]
    public void An_address_is_read_and_written_alike(string address)
    {
        Assert.True(PciSlot.TryParse(Encoding.ASCII.GetBytes(address), out PciSlot slot));
        Assert.Equal(address, slot.ToString());
    }

    [Fact]
    public void Upper_case_is_the_same_address()
    {
        Assert.True(PciSlot.TryParse("0000:CE:00.0"u8, out PciSlot upper));
        Assert.True(PciSlot.TryParse("0000:ce:00.0"u8, out PciSlot lower));
        Assert.Equal(lower, upper);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000:03:00")]
    [InlineData("0000:03:00.")]
    [InlineData("0000:03:00.0x")]
    [InlineData("0000:03:00.8")]
    [InlineData("0000:03:20.0")]
    [InlineData("0000:100:00.0")]
    [InlineData(":03:00.0")]
    [InlineData("0000:-3:00.0")]
    [InlineData("fffffffff:03:00.0")]
    [InlineData("platform")]
    public void What_is_no_address_is_refused(string text)
        => Assert.False(PciSlot.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Addresses_are_in_the_order_of_the_bus()
    {
        string[] addresses = ["0000:03:00.0", "0000:00:02.0", "0001:00:00.0", "0000:03:00.1", "0000:c9:00.0"];
        PciSlot[] slots = Array.ConvertAll(addresses, text => PciSlot.TryParse(Encoding.ASCII.GetBytes(text), out PciSlot slot) ? slot : default);
        Array.Sort(slots);
        Assert.Equal(["0000:00:02.0", "0000:03:00.0", "0000:03:00.1", "0000:c9:00.0", "0001:00:00.0"], slots.Select(slot => slot.ToString()));
    }
}
