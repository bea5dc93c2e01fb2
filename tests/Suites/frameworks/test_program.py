"""Trainings that `ecocode sidecar` itself measures. What a machine can measure differs; that the figures fit each other does not."""

from __future__ import annotations

import json
import os
import subprocess
import time
import unittest
from typing import Any, List

import test_huggingface
import test_torchrun
from test_torchrun import program

PROGRAM = os.environ.get("ECOCODE_PROGRAM", "")


def runs_of(test: program.ProgramTest) -> List[Any]:
    """What the ledger has. The sidecar writes a run after the end of what it measures."""
    deadline = time.monotonic() + program.PATIENCE_SECONDS
    while True:
        done = subprocess.run([PROGRAM, "runs", "--json"], env=test.environment(), capture_output=True, text=True, timeout=60, check=False)
        found: List[Any] = json.loads(done.stdout) if done.returncode == 0 and done.stdout.strip() else []
        if [run for run in found if run["state"] == "finished"] or time.monotonic() > deadline:
            return found
        time.sleep(0.1)


@unittest.skipUnless(PROGRAM, "the program was not built")
class Trainings(test_huggingface.HuggingFaceTest):
    binary = PROGRAM

    def test_epochs_and_the_rest_sum_to_the_training_and_it_is_in_the_ledger(self) -> None:
        told = self.run_trainer(
            """
            config = ecotrack.CarbonConfig(report_path="report.json", project_name="tiny", country="DE")
            warm(config)
            t = trainer(samples=400)
            callback = ecotrack.attach(t, config)
            t.train()
            whole, here = callback.result, session()
            # The same stretch again, cut into neighbours: each microjoule is in one of them.
            length = whole.end_ns - whole.begin_ns
            cuts = [whole.begin_ns + length * i * i // 49 for i in range(8)]
            parts = [here.end(here.begin("part", a), b).energy_joules for a, b in zip(cuts, cuts[1:])]
            told([whole.energy_joules, whole.status, parts, json.load(open("report.json")), t.state.log_history[-1], here.greeting["run"]["id"]])
            """
        ).told
        energy, status, parts, report, last, run = told
        self.assertEqual("measured", status)
        self.assertGreater(energy, 0)
        self.assertEqual(round(energy * 1e6), sum(round(part * 1e6) for part in parts))
        epochs = [round(row["energy_j"] * 1e6) for row in report["rows"] if row["kind"] == "epoch"]
        rest = round(report["training"]["outside_epochs_j"] * 1e6)
        self.assertEqual(round(energy * 1e6), sum(epochs) + rest)
        self.assertGreaterEqual(rest, 0)
        self.assertLessEqual(last["eco_energy_joules"], energy)
        self.assertGreater(last["eco_joules_per_token"], 0)
        self.assertEqual([run], [kept["id"] for kept in runs_of(self)])


@unittest.skipUnless(PROGRAM, "the program was not built")
class Ranks(test_torchrun.TorchrunTest):
    binary = PROGRAM

    def test_two_ranks_are_one_run_that_bears_the_job(self) -> None:
        ranks, _, _ = self.run_ranks("loop")
        job = ranks[0]["job"]
        self.assertEqual((1, 2), (job["runs"], job["ranks"]))
        self.assertLessEqual(sum(job["own_energy_joules"]), job["energy_joules"] + 1e-6)
        (run,) = runs_of(self)
        self.assertEqual({"job": "torchrun-tiny"}, run["tags"])
        self.assertGreaterEqual(run["energy_j"], job["energy_joules"])


if __name__ == "__main__":
    unittest.main()
