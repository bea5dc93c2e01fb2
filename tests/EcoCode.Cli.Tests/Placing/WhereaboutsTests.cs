using EcoCode.Cli.Placing;
using EcoCode.Host;

namespace EcoCode.Cli.Tests.Placing;

/// <summary>Machines as their firmware describes them, and what the environment says on them.</summary>
public sealed class WhereaboutsTests : IDisposable
{
    private const string AzureTag = "7783-7084-3265-9085-8269-3286-77";

    private readonly DirectoryInfo _sys = Directory.CreateTempSubdirectory("ecocode-");

    public void Dispose() => _sys.Delete(recursive: true);

    [Theory]
    [InlineData("sys_vendor", "Amazon EC2", "AWS_REGION", "eu-central-1", "aws:eu-central-1")]
    [InlineData("sys_vendor", "Amazon EC2", "AWS_DEFAULT_REGION", "us-east-1", "aws:us-east-1")]
    [InlineData("chassis_asset_tag", AzureTag, "REGION_NAME", "West Europe", "azure:westeurope")]
    [InlineData("product_name", "Google Compute Engine", "GOOGLE_CLOUD_REGION", "europe-west3", "gcp:europe-west3")]
    [InlineData("product_name", "Google", "GOOGLE_CLOUD_REGION", "us-east1", "gcp:us-east1")]
    public void A_machine_of_a_cloud_is_where_its_environment_says(string file, string text, string variable, string region, string zone)
    {
        Whereabouts place = Find(file, text, (variable, region));
        Assert.Equal((zone, "ECO3150"), (place.Zone, place.Note!.Code));
        Assert.Contains(region, place.Note.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_laptop_with_the_tools_of_a_cloud_is_nowhere()
    {
        Assert.Equal(Whereabouts.Unknown, Find("sys_vendor", "LENOVO", ("AWS_REGION", "eu-central-1"), ("GOOGLE_CLOUD_REGION", "us-east1")));
        Assert.Equal(Whereabouts.Unknown, Whereabouts.Find(new PseudoFs(Path.Join(_sys.FullName, "none")), name => name == "AWS_REGION" ? "eu-central-1" : null, null));
    }

    [Fact]
    public void The_tools_of_another_cloud_do_not_count()
    {
        Whereabouts place = Find("product_name", "Google Compute Engine", ("AWS_REGION", "eu-central-1"));
        Assert.Equal((null, "ECO3151"), (place.Zone, place.Note!.Code));
        Assert.Contains("--allow-metadata", place.Note.Hint!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_variable_that_says_something_counts()
        => Assert.Equal("aws:us-west-2", Find("sys_vendor", "Amazon EC2", ("AWS_REGION", "us-west-2"), ("AWS_DEFAULT_REGION", "us-east-1")).Zone);

    [Fact]
    public void A_provider_without_regions_is_named_and_how_to_say_the_place()
    {
        Whereabouts place = Find("sys_vendor", "Hetzner");
        Assert.Equal((null, "ECO3151"), (place.Zone, place.Note!.Code));
        Assert.Contains("Hetzner", place.Note.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("metadata", place.Note.Hint!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_no_table_has_is_not_used()
        => Assert.Equal((null, "ECO3152"), (Find("sys_vendor", "Amazon EC2", ("AWS_REGION", "xx-north-9")).Zone, Find("sys_vendor", "Amazon EC2", ("AWS_REGION", "xx-north-9")).Note!.Code));

    [Fact]
    public void What_the_metadata_service_says_goes_before_the_environment()
    {
        Write("class/dmi/id/sys_vendor", "Amazon EC2");
        Whereabouts place = Whereabouts.Find(new PseudoFs(_sys.FullName), _ => "us-east-1", new MetadataAnswer("eu-west-1", "m5.large"));
        Assert.Equal(("aws:eu-west-1", "m5.large"), (place.Zone, place.InstanceType));
    }

    [Fact]
    public void An_old_Xen_machine_of_AWS_is_known_by_its_hypervisor()
    {
        Write("hypervisor/uuid", "ec2e1916-9099-7caf-fd21-012345abcdef\n");
        Assert.Equal("aws:eu-north-1", Whereabouts.Find(new PseudoFs(_sys.FullName), name => name == "AWS_REGION" ? "eu-north-1" : null, null).Zone);
    }

    [Fact]
    public void A_run_says_that_its_zone_was_found_out_and_a_given_zone_goes_before()
    {
        Write("class/dmi/id/sys_vendor", "Amazon EC2");
        string[] Run(params string[] options)
        {
            Ended ended = Ecocode.Run(["run", "--no-config", "--json", .. options, "--host-sys", _sys.FullName, "--", "true"], ("AWS_REGION", "eu-central-1"), ("ECOCODE_LEDGER", SharedLedger.Path));
            using var json = System.Text.Json.JsonDocument.Parse(ended.Error);
            var impact = json.RootElement.GetProperty("impact");
            return [impact.GetProperty("grid").GetProperty("zone").GetString()!, impact.GetProperty("pue").GetRawText(), ended.Error.Contains("ECO3150", StringComparison.Ordinal) ? "said" : ""];
        }

        Assert.Equal(["DE", "1.35", "said"], Run());
        Assert.Equal(["FR", "1", ""], Run("--zone", "FR"));
    }

    private Whereabouts Find(string file, string text, params (string Name, string Value)[] environment)
    {
        Write("class/dmi/id/" + file, text + "\n");
        return Whereabouts.Find(new PseudoFs(_sys.FullName), name => environment.FirstOrDefault(pair => pair.Name == name).Value, null);
    }

    private void Write(string relative, string text)
    {
        string path = Path.Join(_sys.FullName, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
