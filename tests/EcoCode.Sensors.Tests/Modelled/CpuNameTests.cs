using EcoCode.Host;
using EcoCode.Sensors.Modelled;

namespace EcoCode.Sensors.Tests.Modelled;

public sealed class CpuNameTests
{
    [Theory]
    [InlineData("Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz", "GenuineIntel", "intel xeon platinum 8375c")]
    [InlineData("AMD EPYC 7763 64-Core Processor", "AuthenticAMD", "amd epyc 7763")]
    [InlineData("13th Gen Intel(R) Core(TM) i9-13900K", "GenuineIntel", "intel core i9-13900k")]
    [InlineData("AMD Ryzen 7 7840U w/ Radeon 780M Graphics", "AuthenticAMD", "amd ryzen 7 7840u")]
    [InlineData("AMD Ryzen 5 3400G with Radeon Vega Graphics", "AuthenticAMD", "amd ryzen 5 3400g")]
    [InlineData("Intel(R) Core(TM)2 Duo CPU     T9300  @ 2.50GHz", "GenuineIntel", "intel core2 duo t9300")]
    [InlineData("Intel(R) Core(TM) 2 Quad CPU Q6600", "GenuineIntel", "intel core2 quad q6600")]
    [InlineData("AMD Phenom(tm) II X6 1090T Processor", "AuthenticAMD", "amd phenom ii x6 1090t")]
    [InlineData("AMD FX(tm)-8350 Eight-Core Processor", "AuthenticAMD", "amd fx-8350")]
    [InlineData("AMD A10-7850K APU with Radeon(TM) R7 Graphics", "AuthenticAMD", "amd a10-7850k")]
    [InlineData("AMD Ryzen Threadripper 2950X 16-Core Processor", "AuthenticAMD", "amd ryzen threadripper 2950x")]
    [InlineData("Xeon(R) Platinum 8259CL (Cascade Lake), rev 7", "GenuineIntel", "intel xeon platinum 8259cl")]
    [InlineData("Dual Core AMD Opteron(tm) Processor 285", "AuthenticAMD", "amd opteron 285")]
    [InlineData("", "GenuineIntel", "intel ")]
    public void A_printed_name_becomes_the_key_of_the_table(string printed, string vendor, string key)
        => Assert.Equal(key, CpuName.Key(printed, vendor));

    [Theory]
    [InlineData("AMD EPYC 7763 64-Core Processor", "AuthenticAMD", 280, 64)]
    [InlineData("AMD EPYC 7571", "AuthenticAMD", 200, 32)]
    [InlineData("Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz", "GenuineIntel", 300, null)]
    [InlineData("13th Gen Intel(R) Core(TM) i9-13900K", "GenuineIntel", 125, null)]
    public void A_real_name_finds_its_rated_power(string printed, string vendor, double watts, int? cores)
    {
        RatedPower? rated = RatedPower.Find(new CpuTopology { SocketOf = [0], ModelName = printed, Vendor = vendor });
        Assert.Equal((watts, cores), (rated?.Tdp.Watts, rated?.Cores));
    }

    [Theory]
    [InlineData("Intel(R) Xeon(R) CPU @ 2.20GHz", "GenuineIntel")]
    [InlineData("Intel Xeon Processor (Skylake, IBRS)", "GenuineIntel")]
    [InlineData("AMD EPYC-Rome Processor", "AuthenticAMD")]
    [InlineData("AMD EPYC", "AuthenticAMD")]
    [InlineData("QEMU Virtual CPU version 2.5+", "GenuineIntel")]
    [InlineData("zzz", "")]
    public void A_masked_name_has_no_rated_power(string printed, string vendor)
        => Assert.Null(RatedPower.Find(new CpuTopology { SocketOf = [0], ModelName = printed, Vendor = vendor }));
}
