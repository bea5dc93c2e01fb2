using System.Text;
using EcoCode.Processes.Grouping;

namespace EcoCode.Processes.Tests.Grouping;

public sealed class SlurmEnvironmentTests
{
    [Theory]
    [InlineData("SLURM_JOB_ID=4242\0", "4242")]
    [InlineData("PATH=/bin\0SLURM_JOB_ID=7\0HOME=/\0", "7")]
    [InlineData("XSLURM_JOB_ID=7\0", null)]
    [InlineData("SLURM_JOB_IDS=7\0", null)]
    [InlineData("SLURM_JOB_ID=\0", null)]
    [InlineData("SLURM_JOB_ID=7; rm -r /\0", null)]
    [InlineData("SLURM_JOB_ID=12345678901\0", null)]
    [InlineData("A=SLURM_JOB_ID=7\0", null)]
    [InlineData("SLURM_JOB_ID=42", null)]
    [InlineData("", null)]
    public void The_job_is_the_value_of_its_variable(string environment, string? job) => Assert.Equal(job, SlurmEnvironment.JobOf(Encoding.Latin1.GetBytes(environment)));
}
