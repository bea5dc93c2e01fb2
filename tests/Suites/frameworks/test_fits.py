"""XGBoost, scikit-learn and plain PyTorch, as Debian sid has them. The stand-in draws exactly 10 W."""

from __future__ import annotations

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

BEGIN = """
import numpy
from ecotrack._session import session

def told(what):
    print(json.dumps(what))

def warm(config=None):
    session().configure(config)
    while session().read().energy_joules is None and not session().reason:
        time.sleep(0.01)

random = numpy.random.default_rng(7)
X = random.normal(size=(400, 8))
y = (X[:, 0] + 0.1 * random.normal(size=400) > 0).astype(int)
"""


class FitTest(program.ProgramTest):
    def run_fit(self, code: str, **more: Any) -> program.Outcome:
        return self.run_program(BEGIN + textwrap.dedent(code), OMP_NUM_THREADS="1", **more)


class XGBoost(FitTest):
    def test_train_cv_and_estimators_are_measured_and_as_they_are_without(self) -> None:
        outcome = self.run_fit(
            """
            import xgboost, sklearn.base
            from ecotrack.integrations.xgboost import Eco2AIXGBoostCallback
            warm(ecotrack.CarbonConfig(report_path="report.json"))
            data = xgboost.DMatrix(X, y)
            parameters = {"max_depth": 3, "objective": "binary:logistic", "seed": 1, "nthread": 2}
            facts = {}

            callback = Eco2AIXGBoostCallback(total_rounds=20)
            scores, plain = {}, {}
            measured = xgboost.train(parameters, data, 20, evals=[(data, "train")], evals_result=scores, verbose_eval=False, callbacks=[callback])
            bare = xgboost.train(parameters, data, 20, evals=[(data, "train")], evals_result=plain, verbose_eval=False)
            facts["same"] = [scores == plain, measured.save_raw() == bare.save_raw()]
            facts["result"] = [callback.result.energy_joules, callback.result.duration_seconds]
            facts["history"] = callback.history

            # Early stopping watches the last metric of the last data: none of ours may be there.
            stopping = xgboost.callback.EarlyStopping(rounds=3)
            callback = Eco2AIXGBoostCallback()
            stopped = xgboost.train(parameters, data, 500, evals=[(data, "train")], verbose_eval=False, callbacks=[stopping, callback])
            facts["stopped"] = [stopped.num_boosted_rounds(), callback.result.status]

            callback = Eco2AIXGBoostCallback()
            xgboost.cv(parameters, data, 5, nfold=3, callbacks=[callback])
            facts["cv"] = callback.history[-1]["round"]

            estimator = sklearn.base.clone(xgboost.XGBClassifier(n_estimators=4, callbacks=[Eco2AIXGBoostCallback()]))
            estimator.fit(X, y)
            facts["estimator"] = estimator.get_params()["callbacks"][0].result.status
            told(facts)
            """
        )
        facts = outcome.told
        self.assertEqual([True, True], facts["same"])
        energy, seconds = facts["result"]
        self.assertAlmostEqual(10 * seconds, energy, places=5)
        self.assertEqual(19, facts["history"][-1]["round"])
        self.assertGreater(facts["history"][-1]["joules_per_step"], 0)
        self.assertLessEqual(facts["history"][-1]["joules_per_step"] * 20, energy)
        self.assertGreater(facts["history"][-1]["predicted_energy_joules"], 0)
        self.assertEqual("measured", facts["stopped"][1])
        self.assertEqual(4, facts["cv"])
        self.assertEqual("measured", facts["estimator"])
        self.assertEqual(["training"] * 4, outcome.names)
        self.assertEqual(20 + facts["stopped"][0] + 5 + 4, outcome.record["steps"]["step"])

    def test_a_budget_stops_it_and_keeps_the_model(self) -> None:
        outcome = self.run_fit(
            """
            import xgboost
            from ecotrack.integrations.xgboost import Eco2AIXGBoostCallback
            config = ecotrack.CarbonConfig(max_energy="25J")
            warm(config)
            callback = Eco2AIXGBoostCallback(config)
            model = xgboost.train({"nthread": 1}, xgboost.DMatrix(X, y), 10_000_000, callbacks=[callback])
            told([model.num_boosted_rounds(), callback.history[-1]["round"], callback.result.status])
            """
        )
        rounds, last, status = outcome.told
        self.assertEqual((rounds - 1, "measured"), (last, status))
        self.assertIn(f"the budget of 25 J is used up: the training stops after round {last}", outcome.err)


class ScikitLearn(FitTest):
    def test_fits_are_measured_with_their_workers(self) -> None:
        outcome = self.run_fit(
            """
            import joblib
            from sklearn.ensemble import RandomForestClassifier
            from sklearn.model_selection import GridSearchCV
            from ecotrack.integrations.sklearn import fit
            if __name__ == "__main__":
                warm()
                search = GridSearchCV(RandomForestClassifier(n_estimators=5, random_state=0), {"max_depth": [2, 3]}, n_jobs=2, cv=2)
                result = fit(search, X, y)
                parents = joblib.Parallel(n_jobs=2)(joblib.delayed(os.getppid)() for _ in range(4))
                told([result.name, result.energy_joules, result.duration_seconds, search.best_params_, [parent == os.getpid() for parent in parents]])
            """
        )
        name, energy, seconds, best, children = outcome.told
        self.assertEqual("fit GridSearchCV", name)
        self.assertAlmostEqual(10 * seconds, energy, places=5)
        self.assertIn("max_depth", best)
        # Who is measured are this process and all that descend from it.
        self.assertTrue(children and all(children), children)
        self.assertEqual(400, outcome.record["metrics"]["samples"]["sum"])

    def test_an_error_of_the_fit_passes(self) -> None:
        outcome = self.run_fit(
            """
            from sklearn.linear_model import LogisticRegression
            from ecotrack.integrations.sklearn import fit
            warm()
            try:
                fit(LogisticRegression(), X, y[:3])
            except ValueError as error:
                told(str(error)[:20])
            """
        )
        self.assertTrue(outcome.told)
        self.assertEqual(["fit LogisticRegression"], outcome.names)


class PyTorch(FitTest):
    def test_a_loop_of_ones_own(self) -> None:
        outcome = self.run_fit(
            """
            import torch
            from ecotrack.integrations.pytorch import EnergyLoop
            warm(ecotrack.CarbonConfig(report_path="report.json"))
            model = torch.nn.Linear(8, 1)
            data = torch.utils.data.DataLoader(torch.tensor(X, dtype=torch.float32), batch_size=40)
            with EnergyLoop() as loop:
                for epoch in loop.epochs(3):
                    for batch in loop.steps(data):
                        loss = model(batch).pow(2).mean()
                        loss.backward()
                        loop.log(loss=float(loss), samples=len(batch))
                    with loop.evaluation() as evaluated:
                        model(batch)
                kept = loop.state_dict()
            again = EnergyLoop()
            again.load_state_dict(kept)
            with again: pass
            try:
                with EnergyLoop() as broken:
                    for batch in broken.steps(data): raise KeyError("of one's own")
            except KeyError:
                pass
            told([
                loop.result.energy_joules, loop.result.duration_seconds, loop.total_steps, loop.figures, evaluated.result.energy_joules, kept["kept"],
                again.kept["energy_joules"] - kept["kept"]["energy_joules"] - again.result.energy_joules, json.load(open("report-3.json"))["training"]["ended"],
            ])
            """
        )
        energy, seconds, total, figures, evaluated, kept, difference, ended = outcome.told
        self.assertAlmostEqual(10 * seconds, energy, places=5)
        self.assertEqual(30, total)
        self.assertAlmostEqual(figures["energy_joules"] / 1200, figures["joules_per_sample"])
        self.assertGreater(evaluated, 0)
        self.assertGreater(kept["energy_joules"], 0)
        self.assertAlmostEqual(0, difference, places=6)
        self.assertEqual("KeyError", ended)
        self.assertEqual(
            ["evaluation", "epoch 1", "evaluation", "epoch 2", "evaluation", "epoch 3", "training", "training", "training"], outcome.names
        )
        self.assertEqual(30, outcome.record["steps"]["step"])


if __name__ == "__main__":
    unittest.main()
