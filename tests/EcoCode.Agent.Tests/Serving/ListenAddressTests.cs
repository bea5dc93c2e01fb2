using EcoCode.Agent.Serving;

namespace EcoCode.Agent.Tests.Serving;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:9464", "127.0.0.1:9464", true)]
    [InlineData("127.8.8.8:1", "127.8.8.8:1", true)]
    [InlineData("localhost:9100", "127.0.0.1:9100", true)]
    [InlineData("[::1]:9464", "[::1]:9464", true)]
    [InlineData("::1", "[::1]:9464", true)]
    [InlineData("127.0.0.1", "127.0.0.1:9464", true)]
    [InlineData("127.0.0.1:0", "127.0.0.1:0", true)]
    [InlineData("0.0.0.0:9464", "0.0.0.0:9464", false)]
    [InlineData(":9464", "[::]:9464", false)]
    [InlineData("10.0.0.7", "10.0.0.7:9464", false)]
    [InlineData("[fe80::1]:80", "[fe80::1]:80", false)]
    [InlineData("unix:/run/a.sock", "unix:/run/a.sock", true)]
    public void An_address_is_read_and_known_to_be_of_this_machine_or_not(string text, string meant, bool local)
    {
        Assert.True(ListenAddress.TryParse(text, out ListenAddress? address));
        Assert.Equal((meant, local), (address.ToString(), address.IsLocal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("9464")]
    [InlineData("example.org:9464")]
    [InlineData("127.1:9464")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("127.0.0.1:")]
    [InlineData("[127.0.0.1]:80")]
    [InlineData("unix:relative.sock")]
    [InlineData("http://127.0.0.1:9464")]
    public void What_is_no_address_is_refused(string text) => Assert.False(ListenAddress.TryParse(text, out _));

    [Fact]
    public void A_path_longer_than_the_kernel_takes_is_refused() => Assert.False(ListenAddress.TryParse("unix:/" + new string('a', 107), out _));
}
