using EcoCode.Processes.Grouping;
using static EcoCode.Processes.Grouping.ContainerRuntime;

namespace EcoCode.Processes.Tests.Grouping;

/// <summary>Shapes of paths as their makers document them; docs/attribution.md says where.</summary>
public sealed class CgroupTextTests
{
    private const string Id = "2327a2aec169e25cf05f2a901486b7463fdb513ae097fc0ae6a3ca94381ddc42";
    private const string Other = "9ec39b91f3d70e1beff50a308f77067065ea6be0d91a3378375056cd4422cf3d";
    private const string Pod = "72f7f152-440c-66ac-9084-e0fc1d8a910c", PodInSlice = "72f7f152_440c_66ac_9084_e0fc1d8a910c";
    private const string StaticPod = "c704ef4c297ab11032b83ce52cbfc87b";

    [Theory]
    [InlineData("/docker/" + Id, Docker)]
    [InlineData("/system.slice/docker-" + Id + ".scope", Docker)]
    [InlineData("/system.slice/docker-" + Id + ".scope/system.slice/nginx.service", Docker)]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/app.slice/docker-" + Id + ".scope", Docker)]
    [InlineData("/system.slice/nerdctl-" + Id + ".scope", Containerd)]
    [InlineData("/k8s.io/" + Id, Containerd)]
    [InlineData("/containerd/default/" + Id, Containerd)]
    [InlineData("/machine.slice/libpod-" + Id + ".scope", Podman)]
    [InlineData("/machine.slice/libpod-" + Id + ".scope/container", Podman)]
    [InlineData("/machine.slice/machine-libpod_pod_" + Other + ".slice/libpod-" + Id + ".scope/container", Podman)]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-" + Id + ".scope", Podman)]
    [InlineData("/libpod_parent/libpod-" + Id, Podman)]
    [InlineData("/system.slice/web.service/libpod-payload-" + Id, Podman)]
    [InlineData("/" + Id, Unknown)]
    [InlineData("/actions_job/" + Id, Unknown)]
    [InlineData("/docker/" + Other + "/docker/" + Id, Docker)]
    public void A_container_is_known_by_the_innermost_id_of_its_path(string path, ContainerRuntime runtime)
    {
        ProcessGroup group = CgroupText.Parse($"0::{path}\n");
        Assert.Equal((Id, (ContainerRuntime?)runtime, null), (group.ContainerId, group.Runtime, group.PodUid));
        Assert.Equal(path, group.Cgroup);
    }

    [Theory]
    [InlineData("/lxc/web", "web", Lxc)]
    [InlineData("/lxc.payload/web", "web", Lxc)]
    [InlineData("/lxc.payload.web/system.slice/cron.service", "web", Lxc)]
    [InlineData("/machine.slice/machine-debian\\x2dsid.scope/payload", "debian-sid", Machine)]
    [InlineData("/machine.slice/systemd-nspawn@web.service/payload", "web", Machine)]
    public void Runtimes_that_name_their_containers_have_names_for_ids(string path, string name, ContainerRuntime runtime)
    {
        ProcessGroup group = CgroupText.Parse($"0::{path}");
        Assert.Equal((name, (ContainerRuntime?)runtime), (group.ContainerId, group.Runtime));
    }

    [Theory]
    [InlineData("/kubepods/pod" + Pod + "/" + Id, Pod, "guaranteed", Unknown)]
    [InlineData("/kubepods/burstable/pod" + Pod + "/" + Id, Pod, "burstable", Unknown)]
    [InlineData("/kubepods/besteffort/pod" + Pod + "/" + Id, Pod, "besteffort", Unknown)]
    [InlineData("/kubepods.slice/kubepods-pod" + PodInSlice + ".slice/cri-containerd-" + Id + ".scope", Pod, "guaranteed", Containerd)]
    [InlineData("/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod" + StaticPod + ".slice/cri-containerd-" + Id + ".scope", StaticPod, "burstable", Containerd)]
    [InlineData("/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod" + PodInSlice + ".slice/crio-" + Id + ".scope", Pod, "besteffort", CriO)]
    [InlineData("/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod" + PodInSlice + ".slice/crio-" + Id + ".scope/container", Pod, "besteffort", CriO)]
    [InlineData("/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod" + PodInSlice + ".slice/docker-" + Id + ".scope", Pod, "burstable", Docker)]
    [InlineData("/kubepods-besteffort-pod" + PodInSlice + ".slice:cri-containerd:" + Id, Pod, "besteffort", Containerd)]
    [InlineData("/system.slice/containerd.service/kubepods-pod" + PodInSlice + ".slice:cri-containerd:" + Id, Pod, "guaranteed", Containerd)]
    [InlineData("/docker/" + Other + "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice/kubelet-kubepods-burstable-pod" + PodInSlice + ".slice/cri-containerd-" + Id + ".scope", Pod, "burstable", Containerd)]
    [InlineData("/docker/" + Other + "/kubepods/burstable/pod" + Pod + "/" + Id, Pod, "burstable", Unknown)]
    public void A_pod_is_known_by_its_uid_under_both_drivers(string path, string pod, string qos, ContainerRuntime runtime)
    {
        ProcessGroup group = CgroupText.Parse($"12:cpu,cpuacct:{path}\n0::{path}\n");
        Assert.Equal((pod, qos, Id, (ContainerRuntime?)runtime), (group.PodUid, group.PodQos, group.ContainerId, group.Runtime));
    }

    [Theory]
    [InlineData("/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod" + PodInSlice + ".slice/crio-conmon-" + Id + ".scope")]
    [InlineData("/kubepods/burstable/pod" + Pod)]
    [InlineData("/docker/" + Other + "/kubepods/burstable/pod" + Pod)]
    public void What_a_pod_costs_beside_its_containers_is_the_pods(string path)
    {
        ProcessGroup group = CgroupText.Parse($"0::{path}");
        Assert.Equal((Pod, null, (ContainerRuntime?)null), (group.PodUid, group.ContainerId, group.Runtime));
    }

    [Theory]
    [InlineData("/system.slice/slurmstepd.scope/job_1392969/step_0/user/task_0", "1392969", "0")]
    [InlineData("/system.slice/node7_slurmstepd.scope/job_42/step_batch/user/task_special", "42", "batch")]
    [InlineData("/system.slice/slurmstepd.scope/job_42/step_extern/user", "42", "extern")]
    [InlineData("/slurm/uid_2101171/job_280678/step_interactive/task_0", "280678", "interactive")]
    [InlineData("/slurm_node7/uid_1000/job_7/step_3", "7", "3")]
    public void A_job_of_Slurm_is_known_under_both_versions(string path, string job, string step)
    {
        ProcessGroup group = CgroupText.Parse($"0::{path}");
        Assert.Equal((job, step), (group.SlurmJob, group.SlurmStep));
    }

    [Theory]
    [InlineData("/system.slice/nginx.service", "nginx.service", null)]
    [InlineData("/system.slice/system-getty.slice/getty@tty1.service", "getty@tty1.service", null)]
    [InlineData("/init.scope", "init.scope", null)]
    [InlineData("/user.slice/user-1000.slice/session-3.scope", "session-3.scope", null)]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/init.scope", "user@1000.service", "init.scope")]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/app.slice/app-firefox-1234.scope", "user@1000.service", "app-firefox-1234.scope")]
    [InlineData("/system.slice/docker-" + Id + ".scope/system.slice/nginx.service", "docker-" + Id + ".scope", null)]
    [InlineData("/system.slice", null, null)]
    public void A_unit_is_the_innermost_of_the_hosts(string path, string? unit, string? userUnit)
    {
        ProcessGroup group = CgroupText.Parse($"0::{path}");
        Assert.Equal((unit, userUnit), (group.Unit, group.UserUnit));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/../../init")]
    [InlineData("/user.slice/job_12/step_0")]
    [InlineData("/slurm/uid_1000/job_abc")]
    [InlineData("/system.slice/docker-short.slice")]
    [InlineData("/podcasts/pod" + Pod)]
    [InlineData("/machine.slice/libpod-conmon-" + Id + ".slice")]
    [InlineData("/lxc.monitor.web")]
    [InlineData("/docker/" + "2327A2AEC169E25CF05F2A901486B7463FDB513AE097FC0AE6A3CA94381DDC42")]
    public void What_only_looks_like_it_is_none(string path)
    {
        ProcessGroup group = CgroupText.Parse($"0::{path}");
        Assert.Equal(new ProcessGroup { Cgroup = path }, group);
    }

    [Fact]
    public void Hierarchies_that_tell_different_things_are_put_together()
    {
        ProcessGroup group = CgroupText.Parse("10:freezer:/slurm/uid_1000/job_123/step_0\n4:memory:/\n1:name=systemd:/system.slice/slurmd.service\n0::/system.slice/slurmd.service\n");
        Assert.Equal(("123", "0", "slurmd.service", "/slurm/uid_1000/job_123/step_0"), (group.SlurmJob, group.SlurmStep, group.Unit, group.Cgroup));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("1:2")]
    public void Text_that_is_no_cgroup_file_tells_nothing(string text) => Assert.Same(ProcessGroup.None, CgroupText.Parse(text));

    [Fact]
    public void A_path_with_colons_is_whole() => Assert.Equal("/a:b/c:d", CgroupText.Parse("0::/a:b/c:d").Cgroup);
}
