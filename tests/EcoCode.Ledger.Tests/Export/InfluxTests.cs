using EcoCode.Ledger.Export;
using EcoCode.Ledger.Export.Influx;
using EcoCode.Ledger.Tests.Runs;

namespace EcoCode.Ledger.Tests.Export;

public sealed class InfluxTests
{
    private static readonly DateTimeOffset Second = DateTimeOffset.UnixEpoch.AddSeconds(1);

    [Theory]
    [InlineData("a,b", "m,t=a\\,b f=1 1000000000\n")]
    [InlineData("a=b", "m,t=a\\=b f=1 1000000000\n")]
    [InlineData("a b", "m,t=a\\ b f=1 1000000000\n")]
    [InlineData("a\"b", "m,t=a\"b f=1 1000000000\n")]
    [InlineData("ends in\\", "m,t=ends\\ in/ f=1 1000000000\n")]
    [InlineData("two\r\nlines", "m,t=two__lines f=1 1000000000\n")]
    [InlineData("日本", "m,t=日本 f=1 1000000000\n")]
    [InlineData("", "m f=1 1000000000\n")]
    [InlineData(null, "m f=1 1000000000\n")]
    public void A_tag_is_escaped_so(string? value, string line) => Assert.Equal(line, Written(new Point("m").Tag("t", value).Field("f", "1")));

    [Fact]
    public void A_text_is_quoted_and_a_whole_number_marked()
        => Assert.Equal("m a=\"x\\\"y\\\\z, =\",b=-3i 1000000000\n", Written(new Point("m").Text("a", "x\"y\\z, =").Whole("b", -3)));

    [Fact]
    public void Unknown_figures_are_left_out_and_a_point_of_none_is_none()
    {
        Assert.Equal("m b=2 1000000000\n", Written(new Point("m").Field("a", null).Text("t", null).Field("b", "2")));
        Assert.Equal("", Written(new Point("m").Tag("a", "b").Field("a", null)));
    }

    [Fact]
    public void A_run_is_points_of_four_measurements()
    {
        string[] lines = StoredRuns.Exported(ExportFormat.Influx, default, StoredRuns.Gpu).TrimEnd('\n').Split('\n');
        Assert.Equal([("ecocode_phase", 4), ("ecocode_process", 5), ("ecocode_run", 1), ("ecocode_sample", 7)], lines.CountBy(line => line.Split(',')[0]).Select(pair => (pair.Key, pair.Value)).Order());
        Assert.StartsWith("ecocode_run,run=r-8c41,host=gpu-07,name=resnet-b256,project=vision,program=python,kind=run,attribution=busy,grid_zone=DE,currency=EUR,tag_batch=256,tag_GitBranch=main energy_j=521400.000001,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",exit_code=0i 1787399659000000000", lines[0], StringComparison.Ordinal);
        Assert.Equal("ecocode_sample,run=r-8c41,host=gpu-07,component=gpu,device=0 energy_j=90.000001,power_w=90.000001,span_s=1 1787399659000000000", lines[10]);
        Assert.Equal("ecocode_process,run=r-8c41,host=gpu-07,process=pt_data_worker energy_j=41200,cpu_s=356,processes=8i 1787399659000000000", lines[6]);
    }

    [Fact]
    public void Live_figures_and_the_rental_are_fields_of_the_run()
    {
        string line = StoredRuns.Exported(ExportFormat.Influx, default, StoredRuns.Live).Split('\n')[0];
        Assert.Contains(",currency=EUR,rental_currency=USD,marginal_provider=watttime,", line, StringComparison.Ordinal);
        Assert.Contains(",cost=0.0362083,", line, StringComparison.Ordinal);
        Assert.Contains(",grid_g_per_kwh=312,grid_live_ratio=0.8,marginal_co2e_g=57.2091666667763", line, StringComparison.Ordinal);
        Assert.Contains(",rental=0.2536667,", line, StringComparison.Ordinal);
    }

    [Fact]
    public void No_name_breaks_a_line_or_makes_a_tag()
    {
        string[] lines = StoredRuns.Exported(ExportFormat.Influx, default, StoredRuns.Hostile).TrimEnd('\n').Split('\n');
        Assert.All(lines, line =>
        {
            // Cut at blanks that are neither escaped nor in a quoted text: there are a key, fields and a time.
            List<string> parts = [];
            int start = 0;
            bool quoted = false;
            for (int i = 0; i < line.Length; i++)
            {
                if (line[i] == '\\') i++;
                else if (line[i] == '"' && parts.Count == 1) quoted = !quoted;
                else if (line[i] == ' ' && !quoted)
                {
                    parts.Add(line[start..i]);
                    start = i + 1;
                }
            }

            Assert.Equal(2, parts.Count);
            Assert.Matches("^[0-9]{19}$", line[start..]);
        });
        Assert.Contains("name=a\\,b\\=c\\ d\"e/_f", lines[0], StringComparison.Ordinal);
        Assert.Contains("tag_k\\,1\\ \\=\"=v__\\,\\=\\ /", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("tag_empty", lines[0], StringComparison.Ordinal);
    }

    private static string Written(Point point)
    {
        using var text = new StringWriter();
        point.Write(text, Second);
        return text.ToString();
    }
}
