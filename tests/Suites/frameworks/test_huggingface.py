"""The Trainer of transformers, as Debian sid has it, trains a small model on the CPU, and the stand-in draws exactly 10 W."""

from __future__ import annotations

import json
import os
import sys
import textwrap
import unittest
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "python" / "tests"))
import program  # noqa: E402

program.PATIENCE_SECONDS = 150.0


class HuggingFaceTest(program.ProgramTest):
    def run_trainer(self, code: str, **more: Any) -> program.Outcome:
        """`told(…)` prints what the test looks at. Measuring goes on before the program does: a busy machine may take seconds to start it."""
        path = os.pathsep.join((str(program.PACKAGE), str(HERE)))
        return self.run_program(BEGIN + textwrap.dedent(code), PYTHONPATH=path, OMP_NUM_THREADS="1", **more)


BEGIN = """
from tiny import *
from ecotrack._session import session
from ecotrack.integrations.huggingface import Eco2AICallback

def told(what):
    print(json.dumps(what))

def warm(config=None):
    session().configure(config)
    while session().read().energy_joules is None and not session().reason:
        time.sleep(0.01)
"""


class Figures(HuggingFaceTest):
    def test_they_reach_reporters_and_the_history_and_add_up(self) -> None:
        outcome = self.run_trainer(
            """
            config = ecotrack.CarbonConfig(report_path="report", project_name="tiny")
            warm(config)
            t = trainer(pause=0.15)
            callback = ecotrack.attach(t, config)
            output = t.train()
            whole = callback.result
            report = json.load(open("report.json"))
            told({
                "seen": reporter(t).seen, "history": t.state.log_history, "output": output.metrics, "report": report,
                "markdown": open("report.md").read(), "card": open("report.yaml").read(),
                "whole": whole.energy_joules, "seconds": whole.duration_seconds, "order": [type(c).__name__ for c in t.callback_handler.callbacks],
            })
            """
        )
        told = outcome.told
        self.assertEqual(["DefaultFlowCallback", "Eco2AICallback", "Reporter"], told["order"][:3])

        with self.subTest("every log has them, and so has the history"):
            trained = [logs for logs in told["seen"] if "loss" in logs]
            self.assertEqual(5, len(trained))
            for logs, entry in zip(told["seen"], told["history"]):
                self.assertEqual({name: value for name, value in entry.items() if name != "step"}, logs)
            for logs in trained:
                self.assertAlmostEqual(10.0, logs["eco_power_watts"], delta=0.01)
                self.assertGreater(logs["eco_predicted_energy_joules"], 0)
                self.assertAlmostEqual(logs["eco_energy_joules"] / logs["num_input_tokens_seen"], logs["eco_joules_per_token"])

        with self.subTest("the energy of steps is asked for once a second"):
            steps = [logs["eco_joules_per_step"] for logs in trained if "eco_joules_per_step" in logs]
            self.assertTrue(steps)
            self.assertTrue(0 < sum(steps) <= told["whole"], steps)

        with self.subTest("per sample, token and flop, of the whole"):
            last = told["seen"][-1]
            self.assertAlmostEqual(last["eco_energy_joules"] / 80, last["eco_joules_per_sample"])
            self.assertAlmostEqual(last["eco_energy_joules"] / (80 * 16), last["eco_joules_per_token"])
            self.assertAlmostEqual(last["eco_energy_joules"] / last["total_flos"], last["eco_joules_per_flop"])
            self.assertEqual(last["eco_energy_joules"], told["output"]["eco_energy_joules"])

        with self.subTest("evaluations"):
            evaluated = [logs for logs in told["seen"] if "eval_loss" in logs]
            self.assertEqual(2, len(evaluated))
            for logs in evaluated:
                # It begins before the first batch, and the time that the Trainer tells lies within it.
                self.assertGreater(logs["eval_eco_energy_joules"], 10 * logs["eval_runtime"] * 0.9)

        with self.subTest("the sum of the epochs and the rest is the whole, to the microjoule"):
            rows = told["report"]["rows"]
            self.assertEqual(["epoch", "evaluation", "epoch", "evaluation"], [row["kind"] for row in rows])
            micro = [round(row["energy_j"] * 1e6) for row in rows if row["kind"] == "epoch"]
            rest = round(told["report"]["training"]["outside_epochs_j"] * 1e6)
            self.assertEqual(round(told["whole"] * 1e6), sum(micro) + rest)
            self.assertGreater(rest, 0)
            self.assertAlmostEqual(10 * told["seconds"], told["whole"], places=5)

        with self.subTest("the report"):
            self.assertEqual("finished", told["report"]["training"]["ended"])
            self.assertEqual(10, told["report"]["training"]["steps"])
            self.assertEqual([5, None, 5, None], [row["steps"] for row in rows])
            self.assertIn("| epoch 2 |", told["markdown"])
            self.assertRegex(told["card"], r"co2_eq_emissions:\n  emissions: 0\.\d+\n")

        with self.subTest("the run"):
            self.assertEqual(["epoch 1", "evaluation", "epoch 2", "evaluation", "training"], outcome.names)
            self.assertEqual({"step": 10}, outcome.record["steps"])
            self.assertEqual(80 * 16, outcome.record["metrics"]["tokens"]["sum"])
            self.assertEqual(80, outcome.record["metrics"]["samples"]["sum"])
            self.assertEqual(5, outcome.record["metrics"]["loss"]["count"])

    def test_without_attach_they_are_in_the_history_and_too_late_for_reporters(self) -> None:
        told = self.run_trainer(
            """
            import pickle
            warm()
            callback = Eco2AICallback({"project_name": "tiny"})
            callback = pickle.loads(pickle.dumps(callback))
            t = trainer(callbacks=[callback], pause=0.15)
            evaluated = t.evaluate()
            t.train()
            between = callback.result.energy_joules
            predicted = t.predict(Text(8)).metrics
            again = pickle.loads(pickle.dumps(callback))
            # A search for hyperparameters trains again with the same callback.
            t.train()
            told([reporter(t).seen, t.state.log_history, evaluated, predicted, len(callback.results), between, again.result.energy_joules, callback.kept["energy_joules"] - callback.result.energy_joules])
            """
        ).told
        seen, history, evaluated, predicted, trainings, between, again, kept = told
        self.assertFalse([name for logs in seen for name in logs if name.startswith("eco_")])
        self.assertEqual(5, len([entry for entry in history if "eco_energy_joules" in entry and "loss" in entry]))
        self.assertGreater(evaluated["eval_eco_energy_joules"], 0)
        self.assertGreater(predicted["test_eco_energy_joules"], 0)
        self.assertEqual(2, trainings)
        self.assertEqual(between, again)
        self.assertEqual(0, kept)

    def test_nothing_is_measured_and_nothing_is_different_where_there_is_no_binary(self) -> None:
        outcome = self.run_trainer(
            """
            t = trainer()
            callback = ecotrack.attach(t, ecotrack.CarbonConfig(report_path="report.json", max_energy="1J"))
            t.train()
            told([t.state.log_history, callback.result.status, callback.result.energy_joules, t.state.global_step, json.load(open("report.json"))["total"]["energy_j"]])
            """,
            ECOTRACK_BINARY="/nowhere/ecocode",
        )
        history, status, energy, steps, reported = outcome.told
        self.assertFalse([name for entry in history for name in entry if "eco_" in name])
        self.assertEqual(("unavailable", None, 10, None), (status, energy, steps, reported))
        self.assertEqual(1, outcome.err.count("energy is not measured"))


class Checkpoints(HuggingFaceTest):
    def test_a_training_that_is_taken_up_keeps_its_total(self) -> None:
        told = self.run_trainer(
            """
            config = ecotrack.CarbonConfig(project_name="tiny")
            warm(config)
            folder = os.path.abspath("checkpoints")
            first = trainer(folder=folder, save_strategy="epoch", max_steps=5)
            ecotrack.attach(first, config)
            first.train()
            saved = json.load(open("checkpoints/checkpoint-5/trainer_state.json"))["stateful_callbacks"]["Eco2AICallback"]["attributes"]["kept"]

            facts = []
            for restores in (False, True):
                t = trainer(folder=folder, save_strategy="epoch", max_steps=10, restore_callback_states_from_checkpoint=restores)
                ecotrack.attach(t, config)
                t.train(resume_from_checkpoint=os.path.join(folder, "checkpoint-5"))
                found = [c for c in t.callback_handler.callbacks if isinstance(c, Eco2AICallback)]
                order = [type(c).__name__ for c in t.callback_handler.callbacks]
                facts.append([len(found), order[:3], found[0].kept, found[0].result.energy_joules, t.state.log_history[-1]["eco_energy_joules"], found[0].config.project_name])

            # A checkpoint of a training that was not measured, and then is.
            bare = trainer(folder=os.path.abspath("bare"), save_strategy="epoch", max_steps=5)
            bare.train()
            t = trainer(folder=os.path.abspath("bare"), save_strategy="epoch", max_steps=10)
            ecotrack.attach(t)
            t.train(resume_from_checkpoint=os.path.abspath("bare/checkpoint-5"))
            told([saved, facts, os.path.exists("bare/checkpoint-10/trainer_state.json")])
            """
        ).told
        saved, facts, saves = told
        self.assertGreater(saved["energy_joules"], 0)
        for count, order, kept, result, logged, project in facts:
            self.assertEqual(1, count)
            self.assertEqual(["DefaultFlowCallback", "Eco2AICallback", "Reporter"], order)
            self.assertAlmostEqual(saved["energy_joules"] + result, kept["energy_joules"], places=6)
            # The last log comes a little before the end.
            self.assertGreater(logged, saved["energy_joules"])
            self.assertLessEqual(logged, kept["energy_joules"])
            self.assertEqual(["r-0057a4d1"], kept["runs"])
            self.assertEqual("tiny", project)
        self.assertTrue(saves)


class Ends(HuggingFaceTest):
    def test_a_budget_that_is_used_up_stops_it_with_a_checkpoint(self) -> None:
        outcome = self.run_trainer(
            """
            config = ecotrack.CarbonConfig(max_energy="25J", report_path="report.json")
            warm(config)
            t = trainer(folder=os.path.abspath("checkpoints"), samples=800, num_train_epochs=1000, logging_steps=10, save_strategy="epoch", eval_strategy="no")
            callback = ecotrack.attach(t, config)
            t.train()
            told([t.state.global_step, t.state.max_steps, os.listdir("checkpoints"), json.load(open("report.json"))["training"]["ended"], callback.result.energy_joules])
            """
        )
        steps, most, checkpoints, ended, energy = outcome.told
        self.assertLess(steps, most)
        self.assertIn(f"checkpoint-{steps}", checkpoints)
        self.assertEqual("budget 25 J", ended)
        self.assertGreater(energy, 0)
        self.assertIn(f"the budget of 25 J is used up: the training stops at step {steps}", outcome.err)

    def test_an_exception_passes_and_is_in_the_report(self) -> None:
        outcome = self.run_trainer(
            """
            warm()
            class Breaks(TrainerCallback):
                def on_step_end(self, args, state, control, **kwargs):
                    if state.global_step == 7: raise RuntimeError("out of luck")
            t = trainer(callbacks=[Breaks()])
            ecotrack.attach(t, ecotrack.CarbonConfig(report_path="report"))
            try:
                t.train()
            except RuntimeError:
                time.sleep(0.5)  # What comes after it is no part of the training.
                raise
            """,
            expect=1,
        )
        self.assertIn("RuntimeError: out of luck", outcome.err)
        report = json.loads((self.folder / "report.json").read_text())
        self.assertEqual("RuntimeError", report["training"]["ended"])
        self.assertEqual(7, report["training"]["steps"])
        whole = next(window for window in outcome.record["ended"] if window["name"] == "training")
        self.assertLess(whole["energy_j"], 10 * whole["duration_s"] + 0.001)
        self.assertGreater(outcome.record["whole"]["end_ns"] - whole["end_ns"], 400_000_000)

    def test_ctrl_c_passes_and_is_in_the_report(self) -> None:
        self.run_trainer(
            """
            import signal
            class Breaks(TrainerCallback):
                def on_step_end(self, args, state, control, **kwargs):
                    if state.global_step == 3: os.kill(os.getpid(), signal.SIGINT)
            t = trainer(callbacks=[Breaks()])
            ecotrack.attach(t, ecotrack.CarbonConfig(report_path="report"))
            t.train()
            """,
            expect=-2,
        )
        self.assertEqual("KeyboardInterrupt", json.loads((self.folder / "report.json").read_text())["training"]["ended"])


class Surroundings(HuggingFaceTest):
    def test_autolog_measures_every_trainer_once_and_before_its_reporters(self) -> None:
        told = self.run_trainer(
            """
            warm(ecotrack.CarbonConfig(project_name="auto"))
            done = ecotrack.autolog(ecotrack.CarbonConfig(project_name="auto"))
            ecotrack.autolog(ecotrack.CarbonConfig(project_name="auto"))
            t = trainer(callbacks=[Eco2AICallback()], pause=0.15)
            t.train()
            found = [c for c in t.callback_handler.callbacks if isinstance(c, Eco2AICallback)]
            told([done, [len(c.results) for c in found], found[0].config.project_name, [l for l in reporter(t).seen if "loss" in l][-1]])
            """
        ).told
        done, results, project, logs = told
        self.assertEqual((["transformers"], [1, 0], "auto"), (done, results, project))
        self.assertGreater(logs["eco_energy_joules"], 0)

    def test_workers_that_load_data_are_measured_and_leave_nothing_behind(self) -> None:
        for method in ("fork", "spawn"):
            with self.subTest(method):
                (self.folder / "kept.json").unlink(missing_ok=True)
                outcome = self.run_trainer(
                    f"""
                    def main():
                        t = trainer(dataloader_num_workers=2, dataloader_persistent_workers=True)
                        import torch.multiprocessing
                        torch.multiprocessing.set_start_method("{method}", force=True)
                        callback = ecotrack.attach(t)
                        t.train()
                        told([callback.result.status, t.state.global_step])
                    if __name__ == "__main__":
                        main()
                    """
                )
                self.assertEqual(["measured", 10], outcome.told)
                self.assertEqual(["epoch 1", "evaluation", "epoch 2", "evaluation", "training"], outcome.names)
                self.assertEqual([], outcome.record["open"])


if __name__ == "__main__":
    unittest.main()
