"""LightGBM, by a fake that calls back as its `engine.py` does.

docs/frameworks.md says what was run besides.
"""

from __future__ import annotations

import unittest

from program import ProgramTest, WARM

# As lightgbm/engine.py: attributes of the object's own decide, callbacks are put into a set and sorted, and only EarlyStopException ends it.
LIGHTGBM = """
import collections, types
Env = collections.namedtuple("CallbackEnv", "model params iteration begin_iteration end_iteration evaluation_result_list")
class EarlyStopException(Exception):
    def __init__(self, best_iteration, best_score): self.best_iteration, self.best_score = best_iteration, best_score
lightgbm = types.ModuleType("lightgbm")
lightgbm.callback = types.ModuleType("lightgbm.callback")
lightgbm.callback.EarlyStopException = EarlyStopException
sys.modules.update({"lightgbm": lightgbm, "lightgbm.callback": lightgbm.callback})

class early_stopping:
    order, before_iteration = 30, False
    def __init__(self, at): self.at = at; self.order = 30
    def __call__(self, env):
        if env.iteration == self.at: raise EarlyStopException(env.iteration, env.evaluation_result_list)

def train(rounds, callbacks, valid=True, pause=0.0, begin=0):
    for i, one in enumerate(callbacks): one.__dict__.setdefault("order", i - len(callbacks))
    before = {one for one in callbacks if getattr(one, "before_iteration", False)}
    after = set(callbacks) - before
    by_order = lambda them: sorted(them, key=lambda one: one.order)
    for i in range(begin, begin + rounds):
        for one in by_order(before): one(Env("model", {}, i, begin, begin + rounds, None))
        time.sleep(pause)
        scores = [("valid_0", "l2", 0.5 - i / 1000, False)] if valid else []
        try:
            for one in by_order(after): one(Env("model", {}, i, begin, begin + rounds, scores))
        except EarlyStopException as stop:
            assert [score[:4] for score in stop.best_score] == scores
            return stop.best_iteration + 1
    return i + 1
"""


class LightGBM(ProgramTest):
    def test_trainings_that_end_in_each_way(self) -> None:
        outcome = self.run_program(
            WARM
            + LIGHTGBM
            + """
from ecotrack.integrations.lightgbm import Eco2AILightGBMCallback
warm()
energy = Eco2AILightGBMCallback()
rounds = [train(10, energy.callbacks)]
whole = energy.result

stopped = Eco2AILightGBMCallback()
rounds.append(train(10, [early_stopping(6), *stopped.callbacks], begin=4))
time.sleep(0.3)  # What comes after it is no part of it.
early = stopped.result
rounds.append(train(3, stopped.callbacks, valid=False))
told([rounds, whole.status, energy.history[-1], early.status, early.duration_seconds, len(stopped._rounds.results)])
""",
        )
        rounds, whole, last, early, seconds, trainings = outcome.told
        self.assertEqual([10, 7, 3], rounds)
        self.assertEqual(("measured", "measured"), (whole, early))
        self.assertEqual(9, last["round"])
        self.assertLess(seconds, 0.3)
        self.assertEqual(2, trainings)
        self.assertEqual(10 + 3 + 3, outcome.record["steps"]["step"])
        self.assertEqual(1, outcome.record["metrics"]["valid_0-l2"]["count"])

    def test_a_budget_stops_it_as_early_stopping_does(self) -> None:
        outcome = self.run_program(
            WARM
            + LIGHTGBM
            + """
from ecotrack.integrations.lightgbm import Eco2AILightGBMCallback
config = ecotrack.CarbonConfig(max_energy="0.5J")
warm(config)
energy = Eco2AILightGBMCallback(config)
told([train(1000, energy.callbacks, pause=0.1), energy.result.status, energy.history[-1]["round"]])
""",
        )
        rounds, status, last = outcome.told
        self.assertLess(rounds, 100)
        self.assertEqual(("measured", rounds - 1), (status, last))


if __name__ == "__main__":
    unittest.main()
