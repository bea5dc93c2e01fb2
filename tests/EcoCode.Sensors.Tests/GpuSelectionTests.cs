namespace EcoCode.Sensors.Tests;

public sealed class GpuSelectionTests
{
    private static readonly GpuIdentity Gpu = new(1, "any", "GPU-5f3a0000-1111", "0000:3b:00.0");

    [Theory]
    [InlineData("0", false)]
    [InlineData("0, 1", true)]
    [InlineData("gpu-5F3A", true)]
    [InlineData("GPU-5f3b", false)]
    [InlineData("0000:3B:00.0", true)]
    [InlineData("None", false)]
    [InlineData("ALL", true)]
    public void Names_numbers_and_addresses_select(string text, bool expected)
    {
        Assert.True(GpuSelection.TryParse(text, out GpuSelection? selection, out _));
        Assert.Equal(expected, selection.Has(Gpu));
    }

    [Theory]
    [InlineData("first")]
    [InlineData("0,-1")]
    public void A_word_that_means_nothing_is_refused(string text)
    {
        Assert.False(GpuSelection.TryParse(text, out _, out string? error));
        Assert.Contains(error, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", false)]
    [InlineData("-1", false)]
    [InlineData("NoDevFiles", false)]
    [InlineData("1", true)]
    [InlineData("0,1", true)]
    [InlineData("0,-1,1", false)]
    [InlineData("GPU-5f3a", true)]
    [InlineData("MIG-5f3a", true)]
    public void CUDA_VISIBLE_DEVICES_is_read_as_cuda_reads_it(string? value, bool expected) => Assert.Equal(expected, GpuSelection.OfCuda(value).Has(Gpu));

    [Theory]
    [InlineData("1", null)]
    [InlineData("all", null)]
    [InlineData("none", null)]
    [InlineData("GPU-5f3a,0000:3B:00.0", null)]
    [InlineData("7", "`--gpus 7` names a GPU that this machine does not have: `7`")]
    [InlineData("0,1,GPU-6", "`--gpus 0,1,GPU-6` names GPUs that this machine does not have: `0`, `GPU-6`")]
    public void Names_of_gpus_that_are_not_there_are_told(string text, string? expected)
    {
        Assert.True(GpuSelection.TryParse(text, out GpuSelection? selection, out _));
        Assert.Equal(expected, GpuNotes.Absent(selection, [Gpu])?.Message);
    }
}
