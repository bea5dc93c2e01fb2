namespace EcoCode.Cli.Tests;

public sealed class OwnMemoryTests
{
    private const int Megabytes = 300;

    [Fact]
    public void Own_memory_is_not_that_of_whoever_started_it()
    {
        Assert.SkipUnless(Path.Exists("/usr/bin/python3"), "no python3, which starts programs by vfork");
        string parent = $"import subprocess, sys; held = bytearray({Megabytes} << 20); subprocess.run(sys.argv[1:], check=True)";
        (RunDocument document, _) = RunDocument.Of("/usr/bin/python3 -c \"$2\" $ECOCODE run -qq --json=$1 -- true", parent);
        long own = document.At("self.peak_rss_bytes").GetInt64();
        Assert.InRange(own, 5_000_000, (Megabytes / 2) << 20);
    }
}
