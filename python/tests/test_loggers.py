"""MLflow and W&B, by fakes with their signatures, and frameworks that are not there.

docs/frameworks.md says what was run besides.
"""

from __future__ import annotations

import unittest

from program import ProgramTest


class Loggers(ProgramTest):
    def test_figures_go_to_the_active_run_and_to_none_where_there_is_none(self) -> None:
        outcome = self.run_program(
            """
            import types
            from ecotrack import loggers
            calls = []
            loggers.log({"energy_joules": 1.0}, 5)  # before anyone has imported a logger
            mlflow = types.ModuleType("mlflow")
            active = []
            mlflow.active_run = lambda: active[0] if active else None
            def log_metrics(metrics, step=None, synchronous=None, run_id=None): calls.append(["mlflow", metrics, step, synchronous, run_id])
            mlflow.log_metrics = log_metrics
            mlflow.log_artifact = lambda path, artifact_path=None: calls.append(["artifact", path, artifact_path])
            wandb = types.ModuleType("wandb")
            wandb.run = None
            class Run:
                id = "w1"
                def log(self, data, step=None, commit=None): calls.append(["wandb", data, step, commit])
                def log_artifact(self, path, name=None, type=None): calls.append(["wandb artifact", path, name, type])
            sys.modules.update(mlflow=mlflow, wandb=wandb)
            loggers.log({"energy_joules": 1.0}, 5)
            loggers.log_report("report.md")
            assert not calls, calls
            active.append(types.SimpleNamespace(info=types.SimpleNamespace(run_id="m1")))
            wandb.run = Run()
            loggers.log({"energy_joules": 1.0}, 5)
            loggers.log_report("report.md")
            # An older MLflow, and one that fails.
            mlflow.log_metrics = lambda metrics, step=None: calls.append(["old", metrics, step])
            loggers.mlflow.log({"power_watts": 2.0})
            def fails(metrics, step=None, synchronous=None, run_id=None): raise ConnectionError("no server")
            mlflow.log_metrics = fails
            loggers.mlflow.log({"power_watts": 2.0})
            print(json.dumps(calls))
            """
        )
        self.assertEqual(
            [
                ["mlflow", {"ecotrack/energy_joules": 1.0}, 5, False, "m1"],
                ["wandb", {"ecotrack/energy_joules": 1.0, "ecotrack/step": 5}, None, False],
                ["artifact", "report.md", "ecotrack"],
                ["wandb artifact", "report.md", "ecotrack-w1", "ecotrack-report"],
                ["old", {"ecotrack/power_watts": 2.0}, None],
            ],
            outcome.told,
        )
        self.assertIn("MLflow did not take the figures: no server", outcome.err)


class Absence(ProgramTest):
    def test_a_framework_that_is_not_there_is_missed_only_when_it_is_used(self) -> None:
        outcome = self.run_program(
            """
            for name in ("transformers", "lightning", "pytorch_lightning", "keras", "tf_keras", "tensorflow", "xgboost", "jax"):
                sys.modules[name] = None  # as if it were not installed
            from ecotrack import integrations
            from ecotrack.integrations import huggingface, jax, keras, lightgbm, lightning, pytorch, sklearn, xgboost
            said = []
            for make in (huggingface.Eco2AICallback, lightning.Eco2AILightningCallback, keras.Eco2AIKerasCallback, xgboost.Eco2AIXGBoostCallback, jax.Compilation().__enter__):
                try: make()
                except ImportError as missing: said.append(str(missing))
            print(json.dumps([said, ecotrack.autolog(), lightning.callbacks()]))
            """
        )
        said, logged, callbacks = outcome.told
        self.assertEqual(5, len(said), said)
        for text, name in zip(said, ("transformers", "lightning", "keras", "xgboost", "jax")):
            self.assertIn(name, text)
        self.assertEqual(([], []), (logged, callbacks))


if __name__ == "__main__":
    unittest.main()
