"""Trainings of several processes: who launched them, whose tree holds all those of this node, and what all nodes come to.

One meter measures the tree of the launcher on each node, so that the ranks of a node share one run and none counts another's energy again.
Sums over nodes count each run once, whichever ranks tell of it.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, NamedTuple, Optional, Tuple

from . import _log

if TYPE_CHECKING:
    from .results import Result

# Of a batch script and an interactive shell, which are steps of a Slurm job without being tasks of it (slurm.h, SLURM_INTERACTIVE_STEP).
_SLURM_FIRST_SPECIAL_STEP = 0xFFFFFFF0
# A person's shell may have exported a rank, but it outlives the job, and other programs of it are no part of it.
_SHELLS = frozenset(("bash", "sh", "dash", "zsh", "fish", "ksh", "tcsh", "csh", "tmux: server", "screen", "sshd", "login", "systemd", "init"))


class Launch(NamedTuple):
    """How a launcher numbered this process."""

    launcher: str  # "torchrun", "slurm" or "mpi"
    job: str  # the same on all nodes of a job
    variable: str  # is in the environment of the ranks, and not in that of their launcher
    rank: int
    local_rank: int
    size: int
    local_size: Optional[int]  # None when the launcher does not tell


class JobTotals(NamedTuple):
    """What a job amounts to over all its nodes. None where a node could not be measured: a sum that lacks a part is no sum."""

    energy_joules: Optional[float]
    band_joules: Optional[float]
    co2e_grams: Optional[float]
    runs: int  # measured trees, one for each node
    ranks: int  # that told
    own_energy_joules: Tuple[Optional[float], ...]  # of each of these ranks: its part of its node's run


def launch(environment: Optional[Mapping[str, str]] = None) -> Optional[Launch]:
    """How this process was launched as one of several, or None when it is alone."""
    env = os.environ if environment is None else environment
    for read in (_torchrun, _open_mpi, _hydra, _slurm):
        found = read(env)
        if found is not None:
            return found if found.size > 1 else None
    return None


def job_key(environment: Optional[Mapping[str, str]] = None) -> str:
    """A name of the job that is the same on all of its nodes, by which the ledger can sum its runs; empty for a process alone."""
    found = launch(environment)
    if found is None:
        return ""
    key = f"{found.launcher}-{found.job}"
    # It becomes a part of the name of a socket, which has room for 107 bytes.
    if len(key) <= 48 and key.isascii():
        return key
    import hashlib  # Every session loads this module, and hardly any needs that one.

    return f"{found.launcher}-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def root_pid() -> int:
    """The process whose tree holds all ranks of this node: their launcher here, else this process itself."""
    found = launch()
    return _launcher_above(_spawner(), found.variable) if found else os.getpid()


def rank() -> int:
    found = launch()
    return found.rank if found else 0


def local_rank() -> int:
    found = launch()
    return found.local_rank if found else 0


def world_size() -> int:
    found = launch()
    return found.size if found else 1


def agree(flag: bool) -> bool:
    """Whether any rank says yes: ranks that stop at different steps wait for each other for ever.

    It is a collective of torch.distributed: all ranks have to call it. Alone, it is `flag`.
    """
    group = _group()
    if group is None:
        return flag
    torch, dist = group
    votes = torch.tensor([1 if flag else 0], dtype=torch.int32, device=_device(torch, dist))
    dist.all_reduce(votes, op=dist.ReduceOp.MAX)
    return bool(votes.item())


def job_totals(result: Result) -> JobTotals:
    """What the job amounts to over all nodes, from what each rank knows of the run of its own node.

    Every rank tells the store of torch.distributed, and rank 0 waits for what the others tell, 5 s at most: unlike a collective, it does not
    hang when they don't. The others, and who has no such group, get what their own node amounts to; the ledger knows the rest by the tag `job`.
    """
    global _told
    own = _row(result)
    group = _group()
    if group is None:
        return _sum([own], 1)
    _, dist = group
    _told += 1
    size, number = dist.get_world_size(), dist.get_rank()
    names = [f"ecotrack/{_told}/{other}" for other in range(size)]
    try:
        store = dist.distributed_c10d._get_default_store()
        store.set(names[number], json.dumps(own))
        if number != 0:
            return _sum([own], 1)
        from datetime import timedelta

        store.wait(names, timedelta(seconds=_WAIT_SECONDS))
        return _sum([json.loads(store.get(name)) for name in names], size)
    except Exception as error:  # Backends raise errors of their own.
        _log.warn_once("job", "not all ranks told what they used (%s): the sums are of this node alone", error)
        return _sum([own], 1)


_WAIT_SECONDS = 5
_told = 0


def _row(result: Result) -> List[Any]:
    """A run's name, what it amounts to in microjoules, microjoules and micrograms, and this rank's own part: integers, which sum exactly."""
    return [result.run_id or f"{os.uname().nodename}-{root_pid()}"] + [
        round(value * 1e6) if value is not None else None
        for value in (result.energy_joules, result.band_joules, result.co2e_grams, result.own_energy_joules)
    ]


def _sum(rows: List[List[Any]], ranks: int) -> JobTotals:
    # Ranks of a node read one after the other: the one that saw the most read last.
    runs: Dict[str, List[Any]] = {}
    for row in rows:
        if row[0] not in runs or (row[1] or 0) > (runs[row[0]][1] or 0):
            runs[row[0]] = row
    sums = [
        sum(values) / 1e6 if None not in values else None for values in ([row[column] for row in runs.values()] for column in (1, 2, 3))
    ]
    return JobTotals(sums[0], sums[1], sums[2], len(runs), ranks, tuple(row[4] / 1e6 if row[4] is not None else None for row in rows))


def _group() -> Optional[Tuple[Any, Any]]:
    """torch and torch.distributed, when a group of more than one process is at work. Nothing is imported for it: who has one has imported it."""
    torch, dist = sys.modules.get("torch"), sys.modules.get("torch.distributed")
    if torch is None or dist is None or not dist.is_available() or not dist.is_initialized() or dist.get_world_size() < 2:
        return None
    return torch, dist


def _device(torch: Any, dist: Any) -> Any:
    # NCCL moves nothing but the memory of GPUs; the others take the host's.
    return torch.device("cuda", torch.cuda.current_device()) if "nccl" in str(dist.get_backend()) else torch.device("cpu")


def _number(env: Mapping[str, str], *names: str) -> Optional[int]:
    for name in names:
        text = env.get(name, "")
        if text.isdigit():
            return int(text)
    return None


def _torchrun(env: Mapping[str, str]) -> Optional[Launch]:
    """torchrun, and what sets the same variables: accelerate, deepspeed, Lightning's own launcher."""
    local, size = _number(env, "LOCAL_RANK"), _number(env, "WORLD_SIZE")
    if local is None or size is None:
        return None
    run = env.get("TORCHELASTIC_RUN_ID", "none")
    # Without a rendezvous of its own, torchrun calls every run `none`; the address of the first rank then tells them apart.
    job = run if run != "none" else f"{env.get('MASTER_ADDR', '')}:{env.get('MASTER_PORT', '')}"
    number = _number(env, "RANK")
    return Launch("torchrun", job, "LOCAL_RANK", number if number is not None else local, local, size, _number(env, "LOCAL_WORLD_SIZE"))


def _open_mpi(env: Mapping[str, str]) -> Optional[Launch]:
    number, size = _number(env, "OMPI_COMM_WORLD_RANK"), _number(env, "OMPI_COMM_WORLD_SIZE")
    if number is None or size is None:
        return None
    job = env.get("PMIX_NAMESPACE") or env.get("OMPI_MCA_ess_base_jobid") or ""
    local = _number(env, "OMPI_COMM_WORLD_LOCAL_RANK")
    return Launch("mpi", job, "OMPI_COMM_WORLD_RANK", number, local or 0, size, _number(env, "OMPI_COMM_WORLD_LOCAL_SIZE"))


def _hydra(env: Mapping[str, str]) -> Optional[Launch]:
    """MPICH, Intel MPI and MVAPICH."""
    number, size = _number(env, "PMI_RANK"), _number(env, "PMI_SIZE")
    if number is None or size is None:
        return None
    job = env.get("PMI_JOBID") or env.get("HYDRA_JOBID") or env.get("SLURM_JOB_ID") or ""
    local = _number(env, "MPI_LOCALRANKID", "MV2_COMM_WORLD_LOCAL_RANK", "SLURM_LOCALID")
    return Launch("mpi", job, "PMI_RANK", number, local or 0, size, _number(env, "MPI_LOCALNRANKS", "MV2_COMM_WORLD_LOCAL_SIZE"))


def _slurm(env: Mapping[str, str]) -> Optional[Launch]:
    step, number = _number(env, "SLURM_STEP_ID", "SLURM_STEPID"), _number(env, "SLURM_PROCID")
    size = _number(env, "SLURM_STEP_NUM_TASKS", "SLURM_NTASKS")
    if step is None or step >= _SLURM_FIRST_SPECIAL_STEP or number is None or size is None:
        return None
    return Launch("slurm", f"{env.get('SLURM_JOB_ID', '')}.{step}", "SLURM_PROCID", number, _number(env, "SLURM_LOCALID") or 0, size, None)


def _launcher_above(pid: int, variable: str) -> int:
    """The first process above that was started without the variable of the ranks: between it and a rank there may be wrappers."""
    topmost = pid
    while _was_started_with(topmost, variable):
        parent = _parent(topmost)
        if parent is None or (_name(parent) in _SHELLS and not _was_started_with(parent, variable)):
            return topmost
        topmost = parent
    return topmost


def _spawner() -> int:
    """The process that started this one with multiprocessing, as `torch.multiprocessing.spawn` starts ranks, else this process itself.
    Such ranks set the variables themselves."""
    multiprocessing = sys.modules.get("multiprocessing")
    parent = multiprocessing.parent_process() if multiprocessing is not None else None
    return int(parent.pid) if parent is not None and parent.is_alive() else os.getpid()


def _parent(pid: int) -> Optional[int]:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            text = file.read()
        return int(text[text.rindex(b")") + 2 :].split()[1]) or None
    except (OSError, ValueError):
        return None


def _was_started_with(pid: int, variable: str) -> bool:
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            return any(entry.startswith(variable.encode() + b"=") for entry in file.read().split(b"\0"))
    except OSError:
        return False  # It is another user's, as Slurm's step daemon is.


def _name(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/comm", encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return ""
