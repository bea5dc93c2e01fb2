"""Who launched a process, whose tree is measured for it, and what several nodes come to."""

from __future__ import annotations

import json
import subprocess
import sys
import types
import unittest
from datetime import timedelta
from typing import Any, Dict, List, Optional
from unittest import mock

from program import Outcome, ProgramTest

from ecotrack import distributed
from ecotrack.results import Impact, Result

TORCHRUN = {
    "LOCAL_RANK": "1", "RANK": "5", "WORLD_SIZE": "8", "LOCAL_WORLD_SIZE": "4", "TORCHELASTIC_RUN_ID": "nightly", "MASTER_ADDR": "node-1", "MASTER_PORT": "29500",
}
OPEN_MPI = {
    "OMPI_COMM_WORLD_RANK": "3", "OMPI_COMM_WORLD_SIZE": "4", "OMPI_COMM_WORLD_LOCAL_RANK": "1", "OMPI_COMM_WORLD_LOCAL_SIZE": "2",
    "PMIX_NAMESPACE": "prterun-node-1-77@1",
}
HYDRA = {"PMI_RANK": "2", "PMI_SIZE": "3", "MPI_LOCALRANKID": "2", "MPI_LOCALNRANKS": "3", "PMI_JOBID": "kvs_9"}
SLURM = {"SLURM_JOB_ID": "812", "SLURM_STEP_ID": "0", "SLURM_PROCID": "6", "SLURM_LOCALID": "2", "SLURM_NTASKS": "8"}


class Launchers(unittest.TestCase):
    def test_each_is_told_by_its_variables(self) -> None:
        for environment, expected in (
            (TORCHRUN, ("torchrun", "torchrun-nightly", 5, 1, 8, 4)),
            ({**TORCHRUN, "TORCHELASTIC_RUN_ID": "none"}, ("torchrun", "torchrun-node-1:29500", 5, 1, 8, 4)),
            (OPEN_MPI, ("mpi", "mpi-prterun-node-1-77@1", 3, 1, 4, 2)),
            (HYDRA, ("mpi", "mpi-kvs_9", 2, 2, 3, 3)),
            (SLURM, ("slurm", "slurm-812.0", 6, 2, 8, None)),
            # What a launcher was itself launched by is in the environment as well.
            ({**SLURM, **OPEN_MPI}, ("mpi", "mpi-prterun-node-1-77@1", 3, 1, 4, 2)),
            ({**SLURM, **TORCHRUN}, ("torchrun", "torchrun-nightly", 5, 1, 8, 4)),
        ):
            with self.subTest(expected[1]):
                found = distributed.launch(environment)
                assert found is not None
                self.assertEqual(
                    expected, (found.launcher, distributed.job_key(environment), found.rank, found.local_rank, found.size, found.local_size)
                )

    def test_a_process_alone_has_no_job(self) -> None:
        for environment in (
            {},
            {"LOCAL_RANK": "0"},
            {**TORCHRUN, "WORLD_SIZE": "1"},
            {**TORCHRUN, "WORLD_SIZE": "many"},
            {**SLURM, "SLURM_NTASKS": "1"},
            # A batch script is a step of the job, but no task of it.
            {**SLURM, "SLURM_STEP_ID": str(0xFFFFFFFB)},
            {name: value for name, value in SLURM.items() if name != "SLURM_STEP_ID"},
        ):
            with self.subTest(environment):
                self.assertIsNone(distributed.launch(environment))
                self.assertEqual("", distributed.job_key(environment))

    def test_a_key_has_room_in_the_name_of_a_socket(self) -> None:
        long = {**TORCHRUN, "TORCHELASTIC_RUN_ID": "x" * 200}
        self.assertEqual(distributed.job_key(long), distributed.job_key(dict(long)))
        self.assertNotEqual(distributed.job_key(long), distributed.job_key({**long, "TORCHELASTIC_RUN_ID": "x" * 201}))
        self.assertLessEqual(len(distributed.job_key(long)), 48)


class Roots(ProgramTest):
    """Launchers here are Python programs that start others with the variables of ranks."""

    RANK = "import os, sys\nfrom ecotrack import distributed\nprint(os.getpid(), os.getppid(), distributed.root_pid(), flush=True)\n"

    def ranks(self, command: List[str], environment: Optional[Dict[str, str]] = None) -> List[List[int]]:
        (self.folder / "rank.py").write_text(self.RANK)
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment(**(environment or {})), capture_output=True, text=True, timeout=60, check=True
        )
        return [[int(word) for word in line.split()] for line in done.stdout.splitlines()]

    def test_the_launcher_is_the_root_of_its_ranks_whatever_wraps_them(self) -> None:
        (self.folder / "launcher.py").write_text(
            "import os, subprocess, sys\n"
            "print(os.getpid(), 0, 0, flush=True)\n"
            "for rank in range(2):\n"
            "    given = {**os.environ, 'LOCAL_RANK': str(rank), 'RANK': str(rank), 'WORLD_SIZE': '2', 'MASTER_ADDR': 'localhost'}\n"
            "    subprocess.run([sys.executable, 'rank.py'], env=given, check=True)\n"
            "    subprocess.run(['sh', '-c', sys.executable + ' rank.py; true'], env=given, check=True)\n"
        )
        (launcher, _, _), *ranks = self.ranks([sys.executable, "launcher.py"])
        self.assertEqual([launcher] * 4, [root for _, _, root in ranks])
        # Every second one has a shell between itself and the launcher.
        self.assertEqual([True, False, True, False], [parent == launcher for _, parent, _ in ranks])

    def test_a_shell_in_which_somebody_exported_a_rank_is_no_launcher(self) -> None:
        ranks = self.ranks(["sh", "-c", f"export LOCAL_RANK=0 RANK=0 WORLD_SIZE=2; {sys.executable} rank.py; {sys.executable} rank.py"])
        self.assertEqual([pid for pid, _, _ in ranks], [root for _, _, root in ranks])

    def test_a_process_alone_is_its_own_root(self) -> None:
        ((pid, _, root),) = self.ranks([sys.executable, "rank.py"])
        self.assertEqual(pid, root)

    def test_ranks_that_multiprocessing_starts_have_their_parent_as_root(self) -> None:
        # They set the variables themselves, as those of torch.multiprocessing.spawn do.
        (self.folder / "spawner.py").write_text(
            "import multiprocessing, os\n"
            "def rank(number):\n"
            "    os.environ.update(LOCAL_RANK=str(number), RANK=str(number), WORLD_SIZE='2')\n"
            "    exec(open('rank.py').read())\n"
            "if __name__ == '__main__':\n"
            "    print(os.getpid(), 0, 0, flush=True)\n"
            "    for method in ('spawn', 'fork'):\n"
            "        started = multiprocessing.get_context(method).Process(target=rank, args=(1,))\n"
            "        started.start(); started.join()\n"
        )
        (spawner, _, _), *ranks = self.ranks([sys.executable, "spawner.py"])
        self.assertEqual([spawner] * 2, [root for _, _, root in ranks])

    def test_ranks_of_a_launcher_share_one_sidecar_that_measures_its_tree(self) -> None:
        (self.folder / "launcher.py").write_text(
            "import os, subprocess, sys\n"
            "def given(rank): return {**os.environ, 'LOCAL_RANK': str(rank), 'RANK': str(rank), 'WORLD_SIZE': '3', 'TORCHELASTIC_RUN_ID': 'shared'}\n"
            "code = '''import ecotrack, json, os\n"
            "from ecotrack._session import session\n"
            "while session().read().energy_joules is None: pass\n"
            "with ecotrack.monitor(os.environ[\"RANK\"]) as m: pass\n"
            "os.write(1, (json.dumps([m.status, session().is_owner]) + chr(10)).encode())\n"
            "'''\n"
            "print(os.getpid(), flush=True)\n"
            "ranks = [subprocess.Popen([sys.executable, '-c', code], env=given(rank)) for rank in range(3)]\n"
            "sys.exit(max(rank.wait() for rank in ranks))\n"
        )
        done = subprocess.run(
            [sys.executable, "launcher.py"], cwd=self.folder, env=self.environment(), capture_output=True, text=True, timeout=120, check=True
        )
        launcher, *ranks = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(["measured"] * 3, [status for status, _ in ranks])
        self.assertEqual(1, sum(owner for _, owner in ranks))
        outcome = Outcome(done, self.folder / "kept.json")
        self.assertEqual(launcher, outcome.record["root_pid"])
        self.assertEqual(["0", "1", "2"], sorted(outcome.names))
        self.assertIn("--tag=job=torchrun-shared", outcome.record["options"])


def result(run: Optional[str], energy: Optional[float], own: Optional[float] = None) -> Result:
    return Result("run", "measured", run_id=run, energy_joules=energy, band_joules=energy, own_energy_joules=own, impact=Impact(co2e_grams=0.5))


class Totals(unittest.TestCase):
    """A store as torch.distributed has one, and what the other ranks would have put there."""

    def told(self, results: List[Optional[Result]]) -> distributed.JobTotals:
        kept: Dict[str, str] = {}
        mine: List[int] = []

        class Store:
            def set(self, name: str, value: str) -> None:
                kept[name] = value
                head = name.rsplit("/", 1)[0]
                for rank, other in enumerate(results):
                    if other is not None and rank != mine[0]:
                        kept[f"{head}/{rank}"] = json.dumps(distributed._row(other))

            def wait(self, names: List[str], patience: timedelta) -> None:
                if any(name not in kept for name in names):
                    raise RuntimeError("wait timeout")

            def get(self, name: str) -> bytes:
                return kept[name].encode()

        dist: Any = types.ModuleType("torch.distributed")
        dist.is_available = dist.is_initialized = lambda: True
        dist.get_world_size = lambda: len(results)
        dist.get_rank = lambda: 0
        dist.distributed_c10d = types.SimpleNamespace(_get_default_store=Store)
        mine.append(0)
        own = results[0]
        assert own is not None
        with mock.patch.dict(sys.modules, {"torch": types.ModuleType("torch"), "torch.distributed": dist}):
            return distributed.job_totals(own)

    def test_eight_ranks_of_two_nodes_come_to_two_nodes(self) -> None:
        first = [result("r-1", 100.0 + rank / 10, 25.0) for rank in range(4)]
        second = [result("r-2", 50.0 - rank / 10, 12.0) for rank in range(4)]
        totals = self.told([*first, *second])
        # Of each node, what the rank saw that read last.
        self.assertAlmostEqual(100.3 + 50.0, totals.energy_joules or 0)
        self.assertEqual((1.0, 2, 8), (totals.co2e_grams, totals.runs, totals.ranks))
        self.assertEqual((25.0,) * 4 + (12.0,) * 4, totals.own_energy_joules)

    def test_a_sum_that_lacks_a_node_is_no_sum(self) -> None:
        totals = self.told([result("r-1", 100.0), result("r-2", None)])
        self.assertEqual((None, 2), (totals.energy_joules, totals.runs))

    def test_a_rank_that_tells_nothing_keeps_nobody_waiting_for_ever(self) -> None:
        totals = self.told([result("r-1", 100.0), None])
        self.assertEqual((100.0, 1, 1), (totals.energy_joules, totals.runs, totals.ranks))

    def test_without_a_group_it_is_what_this_node_amounts_to(self) -> None:
        totals = distributed.job_totals(result("r-1", 100.0, 40.0))
        self.assertEqual((100.0, 1, 1, (40.0,)), (totals.energy_joules, totals.runs, totals.ranks, totals.own_energy_joules))
        self.assertTrue(distributed.agree(True))
        self.assertFalse(distributed.agree(False))


if __name__ == "__main__":
    unittest.main()
