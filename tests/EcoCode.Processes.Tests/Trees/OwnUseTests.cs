using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>What this process has, beside what the runtime and /proc say of it in other ways.</summary>
[Collection(RealProcesses.Name)]
public sealed class OwnUseTests
{
    [Fact]
    public void Open_files_are_those_that_a_listing_shows()
    {
        var files = new List<PseudoFile>();
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(ReadOutcome.Ok, PseudoFile.TryOpen("/proc/self/stat", out PseudoFile? file));
            files.Add(file!);
        }

        // The runtime opens and closes some of its own meanwhile, and a listing has one open itself.
        int listed = Directory.GetFileSystemEntries("/proc/self/fd").Length - 1;
        Assert.InRange(OwnUse.OpenFiles!.Value, listed - 5, listed + 5);
        Assert.InRange(OwnUse.Listed("/proc/self/fd")!.Value, listed - 6, listed + 4);
        foreach (PseudoFile file in files) file.Dispose();
        Assert.InRange(OwnUse.OpenFiles!.Value, listed - 105, listed - 95);
    }

    [Fact]
    public void Resident_memory_is_what_the_runtime_says()
        => Assert.InRange((double)OwnUse.ResidentBytes / Environment.WorkingSet, 0.8, 1.25);

    [Fact]
    public void A_listing_that_is_not_there_tells_nothing() => Assert.Null(OwnUse.Listed("/proc/self/none"));
}
