using System.Text;
using System.Text.Json;
using EcoCode.Goldens;
using EcoCode.Quantities;
using EcoCode.Report.Diagnoses;

namespace EcoCode.Report.Tests.Diagnoses;

public sealed class DiagnosisTests
{
    private static readonly Diagnosis Example = new(
        ["EcoCode 0.1.0", "linux-x64", "kernel 6.1.0", "no hypervisor seen", "not root"],
        [
            new("Sensors", FindingLevel.Fail, "CPU", "AMD Ryzen 9 5950X; model-tdp")
            {
                Provenance = Provenance.Modelled,
                RelativeBand = 0.3,
                Reason = "cannot read the energy counter `/sys/class/powercap/intel-rapl:0/energy_uj`: it is readable by root only since Linux 5.10 (CVE-2020-8694)",
                Fix = "`sudo ecocode doctor --fix rapl` opens it to one group",
                Code = "ECO1003",
            },
            new("Sensors", FindingLevel.Ok, "memory", "64 GB") { Provenance = Provenance.Measured },
            new("Sensors", FindingLevel.Seen, "not used", "`intel-rapl:0:0` (core): inside its package"),
            new("Impact", FindingLevel.Warn, "tariff", "no price is known, so cost is left out") { Fix = "`ecocode config set price 0.31EUR`" },
        ],
        ["A run like the trial would be 0 % measured, 20 % apportioned, 80 % modelled, ± 24 %."]);

    [Theory]
    [InlineData("doctor/plain.txt", 100, true)]
    [InlineData("doctor/narrow-ascii.txt", 60, false)]
    public void A_diagnosis_is_written_so(string golden, int width, bool unicode)
    {
        using var text = new StringWriter();
        DiagnosisText.Write(text, Example, new() { Width = width, Unicode = unicode });
        Golden.Matches(golden, text.ToString());
    }

    [Fact]
    public void As_json_it_has_all_that_the_text_has()
    {
        using var utf8 = new MemoryStream();
        DiagnosisJson.Write(utf8, Example);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(utf8.ToArray()));
        Assert.Equal((1, 1), (json.RootElement.GetProperty("failed").GetInt32(), json.RootElement.GetProperty("warnings").GetInt32()));
        JsonElement cpu = json.RootElement.GetProperty("findings")[0];
        Assert.Equal("fail modelled 0.3 ECO1003", $"{cpu.GetProperty("level")} {cpu.GetProperty("provenance")} {cpu.GetProperty("relative_band")} {cpu.GetProperty("code")}");
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("findings")[1].GetProperty("fix").ValueKind);
    }
}
