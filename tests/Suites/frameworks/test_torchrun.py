"""Two ranks of torchrun on the CPU, by gloo. The stand-in measures the tree of torchrun, which draws 10 W, and each rank half of it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "python" / "tests"))
import program  # noqa: E402

program.PATIENCE_SECONDS = 150.0
RANKS = 2


class TorchrunTest(program.ProgramTest):
    def run_ranks(self, kind: str, **more: Optional[str]) -> Tuple[List[Dict[str, Any]], str, program.Outcome]:
        # Debian's PyTorch is built without libuv.
        environment = self.environment(
            PYTHONPATH=os.pathsep.join((str(program.PACKAGE), str(HERE))), OMP_NUM_THREADS="1", USE_LIBUV="0", GLOO_SOCKET_IFNAME="lo", **more
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, str(HERE / "no_libuv.py"), f"--nproc-per-node={RANKS}", "--master-addr=127.0.0.1", f"--master-port={port}"]
        command += ["--rdzv-id=tiny", str(HERE / "job.py"), kind]
        done = subprocess.run(
            command, env=environment, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=280, check=False
        )
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        ranks = [json.loads((self.folder / f"rank-{rank}.json").read_text()) for rank in range(RANKS)]
        return ranks, done.stderr, program.Outcome(done, self.folder / "kept.json")


class Ranks(TorchrunTest):
    def test_ranks_share_one_meter_and_none_counts_the_others_again(self) -> None:
        ranks, _, outcome = self.run_ranks("loop")
        record = outcome.record
        with self.subTest("one sidecar measures the tree of torchrun"):
            self.assertEqual(1, sum(rank["owner"] for rank in ranks))
            self.assertEqual({record["root_pid"]}, {rank["root"] for rank in ranks} | {rank["parent"] for rank in ranks})
            self.assertEqual({"torchrun-tiny"}, {rank["key"] for rank in ranks})
        with self.subTest("one rank tells of epochs and steps"):
            self.assertEqual(["epoch 1", "epoch 2", "training"], outcome.names)
            self.assertEqual({"step": 40}, record["steps"])
        with self.subTest("the job is the node, not twice the node"):
            job = ranks[0]["job"]
            self.assertEqual((1, RANKS), (job["runs"], job["ranks"]))
            self.assertLessEqual(job["energy_joules"], record["whole"]["energy_j"])
            self.assertEqual(RANKS, len(job["own_energy_joules"]))
            for own in job["own_energy_joules"]:
                self.assertAlmostEqual(0.5, own / job["energy_joules"], delta=0.2)
        with self.subTest("one rank writes the report"):
            report = json.loads((self.folder / "report.json").read_text())
            self.assertEqual(["epoch 1", "epoch 2"], [row["name"] for row in report["rows"]])
            self.assertFalse((self.folder / "report-2.json").exists())

    def test_the_trainer_of_hugging_face_logs_the_nodes_total(self) -> None:
        ranks, _, outcome = self.run_ranks("trainer")
        self.assertEqual(["epoch 1", "epoch 2", "training"], outcome.names)
        self.assertEqual({"step": 10}, outcome.record["steps"])
        last = ranks[0]["last"]
        # A sample counts once, whichever rank it was given to.
        self.assertAlmostEqual(last["eco_energy_joules"] / 160, last["eco_joules_per_sample"])
        self.assertGreaterEqual(last["eco_job_energy_joules"], last["eco_energy_joules"])
        self.assertLessEqual(last["eco_job_energy_joules"], outcome.record["whole"]["energy_j"])

    def test_a_budget_stops_all_ranks_at_the_same_step(self) -> None:
        for kind in ("loop", "trainer"):
            with self.subTest(kind):
                ranks, errors, _ = self.run_ranks(kind, BUDGET="60J", EPOCHS="100000")
                self.assertEqual(ranks[0]["steps"], ranks[1]["steps"])
                self.assertIn("the budget of 60 J is used up", errors)


if __name__ == "__main__":
    unittest.main()
