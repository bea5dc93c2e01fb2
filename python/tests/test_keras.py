"""Keras, by a fake that calls back as its `fit` and `evaluate` do.

docs/frameworks.md says what was run besides.
"""

from __future__ import annotations

import unittest

from program import ProgramTest, WARM

# As keras/src/callbacks/callback_list.py and the trainers of its back ends call: History comes last, every callback gets the same dict.
KERAS = """
import types
class Callback:
    def __init__(self): self.params = self._model = None
    def set_params(self, params): self.params = params
    def set_model(self, model): self._model = model
    @property
    def model(self): return self._model
for hook in ("begin", "end"):
    for stage in ("train", "test", "predict"):
        setattr(Callback, f"on_{stage}_{hook}", lambda self, logs=None: None)
        setattr(Callback, f"on_{stage}_batch_{hook}", lambda self, batch, logs=None: None)
    setattr(Callback, f"on_epoch_{hook}", lambda self, epoch, logs=None: None)
class History(Callback):
    def on_train_begin(self, logs=None): self.history = {}
    def on_epoch_end(self, epoch, logs=None):
        for name, value in logs.items(): self.history.setdefault(name, []).append(value)
class Model:
    stop_training = False
    def fit(self, x=None, y=None, batch_size=None, epochs=1, verbose="auto", callbacks=None, pause=0.0, breaks=False):
        history = History()
        callbacks = [*(callbacks or []), history]
        for one in callbacks: one.set_model(self); one.set_params({"epochs": epochs, "steps": 3, "verbose": 0})
        call = lambda hook, *given: [getattr(one, hook)(*given) for one in callbacks]
        self.stop_training = False
        call("on_train_begin", {})
        for epoch in range(epochs):
            call("on_epoch_begin", epoch, {})
            for batch in range(3):
                call("on_train_batch_begin", batch, {})
                time.sleep(pause)
                if breaks: raise RuntimeError("out of luck")
                call("on_train_batch_end", batch, {"loss": 0.5})
                if self.stop_training: break
            call("on_test_begin", {}); call("on_test_end", {"loss": 0.6})
            call("on_epoch_end", epoch, {"loss": 0.5, "val_loss": 0.6})
            if self.stop_training: break
        call("on_train_end", {})
        return history
    def evaluate(self, callbacks):
        for one in callbacks: one.set_model(self); one.on_test_begin({}); one.on_test_end({})
keras = types.ModuleType("keras")
keras.Model = Model
keras.callbacks = types.ModuleType("keras.callbacks")
keras.callbacks.Callback = Callback
sys.modules.update({"keras": keras, "keras.callbacks": keras.callbacks})
"""


class Keras(ProgramTest):
    def test_fit_and_evaluate(self) -> None:
        outcome = self.run_program(
            WARM
            + KERAS
            + """
from ecotrack.integrations.keras import Eco2AIKerasCallback
warm(ecotrack.CarbonConfig(report_path="report.json"))
callback = Eco2AIKerasCallback()
history = Model().fit(epochs=2, callbacks=[callback]).history
report = json.load(open("report.json"))["training"]
Model().evaluate([callback])
broken = Eco2AIKerasCallback()
try: Model().fit(callbacks=[broken], breaks=True)
except RuntimeError as error: passed = str(error)
Model().fit(callbacks=[broken])
told([history, report, [result.name for result in callback.results], passed, len(broken.results), callback.async_safe])
""",
        )
        history, report, results, passed, trainings, async_safe = outcome.told
        self.assertEqual([0.5, 0.5], history["loss"])
        for name in ("eco_energy_joules", "eco_epoch_energy_joules", "eco_joules_per_step", "eco_predicted_energy_joules"):
            self.assertEqual(2, len(history[name]), name)
        self.assertLess(history["eco_energy_joules"][0], history["eco_energy_joules"][1])
        self.assertEqual(("finished", 6), (report["ended"], report["steps"]))
        self.assertEqual(["training", "evaluation"], results)
        self.assertEqual(("out of luck", 2), (passed, trainings))
        self.assertTrue(async_safe)
        self.assertEqual(["evaluation", "epoch 1", "evaluation", "epoch 2", "training", "evaluation"], outcome.names[:6])

    def test_a_budget_stops_it_and_autolog_adds_a_callback_once(self) -> None:
        outcome = self.run_program(
            WARM
            + KERAS
            + """
from ecotrack.integrations.keras import Eco2AIKerasCallback
config = ecotrack.CarbonConfig(max_energy="0.5J")
warm(config)
done = [ecotrack.autolog(config), ecotrack.autolog(config)]
model = Model()
history = model.fit(epochs=100, pause=0.2).history
given = [Eco2AIKerasCallback()]
by_position = model.fit(None, None, None, 1, 0, given).history
told([done, len(history["loss"]), model.stop_training, "eco_energy_joules" in by_position, len(given[0].results)])
""",
        )
        done, epochs, stopped, measured, trainings = outcome.told
        self.assertEqual([["keras"], ["keras"]], done)
        self.assertLess(epochs, 10)
        self.assertTrue(measured)
        self.assertEqual(1, trainings)
        self.assertIn("the budget of 0.5 J is used up", outcome.err)


if __name__ == "__main__":
    unittest.main()
