"""A machine of files: two packages with memory, a Radeon, and processes of a container, a pod, a Slurm job and two users, all of which work.

usage: machine.py REPOSITORY FOLDER    writes FOLDER/{sys,proc,etc,var} and keeps it going until it is told to end

Files are written over in place, since whoever measures keeps them open.
"""

import os
import pathlib
import sys
import time

repository, root = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
TICK = 0.25
POD = "0a1b2c3d-1111-2222-3333-444455556666"
CONTAINER = "ab" * 32
PROCESSES = [
    (1, "systemd", 0, 0, "/init.scope"),
    (100, "nginx", 1, 33, "/system.slice/nginx.service"),
    (200, "postgres", 1, 999, f"/system.slice/docker-{CONTAINER}.scope"),
    (300, "python3", 1, 1000, f"/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod{POD.replace('-', '_')}.slice/cri-containerd-{CONTAINER[::-1]}.scope"),
    (400, "lammps", 1, 1001, "/system.slice/slurmstepd.scope/job_4242/step_0/user/task_0"),
]


def write(path, text):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def over(path, text):
    with open(root / path, "r+b") as file:
        os.pwrite(file.fileno(), text.encode(), 0)


def unpack(machine):
    for line in (repository / "tests/Machines" / machine / "sys.tree").read_text().splitlines():
        if line.startswith("#"):
            continue
        path, value = line.split(" = ", 1)
        write(f"sys/{path}", bytes.fromhex(value[4:]) if value.startswith("hex:") else value.replace("\\n", "\n") + "\n")


def stat(pid, name, parent, ticks):
    # proc_pid_stat(5): utime is the 14th value, starttime the 22nd; the width of what changes stays the same.
    rest = f"S {parent} {pid} {pid} 0 -1 4194304 0 0 0 0 {ticks:012d} 0 0 0 20 0 1 0 {1000 + pid} 0 0"
    return f"{pid} ({name}) {rest} " + "0 " * 28 + "0\n"


def processors(ticks):
    return f"cpu  {ticks:012d} 0 0 {ticks * 3:012d} 0 0 0 0 0 0\ncpu0 {ticks:012d} 0 0 {ticks * 3:012d} 0 0 0 0 0 0\nbtime 1700000000\n"


def zones():
    return sorted(path for path in (root / "sys/class/powercap").glob("*/energy_uj"))


unpack("xeon-2-socket")
unpack("gpu-radeon-and-apu")
write("proc/cpuinfo", (repository / "tests/Machines/xeon-2-socket/proc/cpuinfo").read_bytes())
write("proc/meminfo", "MemTotal: 65536000 kB\nMemFree: 32768000 kB\nMemAvailable: 49152000 kB\n")
write("proc/sys/kernel/random/boot_id", "11111111-2222-3333-4444-555555555555\n")
write("proc/stat", processors(5_000_000))
write("etc/passwd", "root:x:0:0::/:/bin/sh\nwww-data:x:33:33::/:/bin/sh\nada:x:1000:1000::/:/bin/sh\ngrace:x:1001:1001::/:/bin/sh\n")
(root / f"var/log/pods/shop_web-0_{POD}").mkdir(parents=True)
for pid, name, parent, user, group in PROCESSES:
    write(f"proc/{pid}/stat", stat(pid, name, parent, 1_000_000))
    write(f"proc/{pid}/comm", name + "\n")
    write(f"proc/{pid}/cgroup", f"0::{group}\n")
    write(f"proc/{pid}/status", f"Name:\t{name}\nUid:\t{user}\t{user}\t{user}\t{user}\nVmRSS:\t  102400 kB\n")
    write(f"proc/{pid}/statm", "51200 25600 100 1 0 100 0\n")

print("ready", flush=True)
energies = {path: int(path.read_text()) for path in zones()}
step = 0
while True:
    time.sleep(TICK)
    step += 1
    for path, begin in energies.items():
        over(path.relative_to(root), f"{begin + int(step * TICK * 40e6)}\n")
    for pid, name, parent, _, _ in PROCESSES:
        over(f"proc/{pid}/stat", stat(pid, name, parent, 1_000_000 + step * 5))
    over("proc/stat", processors(5_000_000 + step * 5 * len(PROCESSES)))
