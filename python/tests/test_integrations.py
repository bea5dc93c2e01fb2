"""The frameworks that Debian does not have, by fakes that call back as those document: in their order, with their arguments, minding what they
are given back. docs/frameworks.md says of each what was run besides.
"""

from __future__ import annotations

import unittest

from program import ProgramTest

WARM = """
from ecotrack._session import session

def warm(config=None):
    session().configure(config)
    while session().read().energy_joules is None:
        time.sleep(0.01)

def told(what):
    print(json.dumps(what))
"""

# Hooks in the order of Lightning's loops: the sanity check comes before `on_train_start`, a validation within the epoch that it follows, and on
# an error `on_exception` and `teardown` in place of the ends.
LIGHTNING = """
import types
name = os.environ.get("LIGHTNING", "lightning.pytorch")
module = types.ModuleType(name)
class Callback:
    def setup(self, trainer, pl_module, stage): pass
    def state_dict(self): return {}
    def load_state_dict(self, state_dict): pass
module.Callback = Callback
for part in ("lightning", name):
    sys.modules.setdefault(part, types.ModuleType(part))
sys.modules[name] = module

class Logger:
    def __init__(self): self.rows = []
    def log_metrics(self, metrics, step=None): self.rows.append((step, dict(metrics)))

class Strategy:
    def __init__(self): self.asked = []
    def reduce_boolean_decision(self, decision, all=True):
        self.asked.append((decision, all))
        return decision

class Trainer:
    local_rank, world_size, is_global_zero, log_every_n_steps = 0, 1, True, 2
    def __init__(self, callbacks, epochs=2, batches=4):
        self.callbacks, self.epochs, self.batches = callbacks, epochs, batches
        self.loggers, self.strategy = [Logger()], Strategy()
        self.callback_metrics, self.global_step, self.current_epoch = {"train_loss": 0.5}, 0, 0
        self.sanity_checking = self.should_stop = False
        self.estimated_stepping_batches = epochs * batches
        self.called = []
    def call(self, hook, *given):
        self.called.append(hook)
        for callback in self.callbacks:
            if hasattr(callback, hook):
                assert getattr(callback, hook)(self, "module", *given) is None
    def validate(self):
        self.call("on_validation_start")
        self.call("on_validation_end")
    def fit(self, breaks_at=None):
        try:
            self.call("setup", "fit")
            self.sanity_checking = True
            self.validate()
            self.sanity_checking = False
            self.call("on_train_start")
            for self.current_epoch in range(self.epochs):
                self.call("on_train_epoch_start")
                for batch in range(self.batches):
                    self.call("on_train_batch_start", "batch", batch)
                    if self.global_step == breaks_at: raise RuntimeError("out of luck")
                    self.global_step += 1
                    self.call("on_train_batch_end", "outputs", "batch", batch)
                    time.sleep(float(os.environ.get("SLOW", "0")))
                    if self.should_stop: break
                self.validate()
                self.call("on_train_epoch_end")
                if self.should_stop: break
            self.call("on_train_end")
            self.call("teardown", "fit")
        except BaseException as error:
            self.call("on_exception", error)
            self.call("teardown", "fit")
            raise
"""


class Lightning(ProgramTest):
    def test_a_fit_of_either_name(self) -> None:
        for name in ("lightning.pytorch", "pytorch_lightning"):
            with self.subTest(name):
                (self.folder / "kept.json").unlink(missing_ok=True)
                outcome = self.run_program(
                    WARM
                    + LIGHTNING
                    + """
import pickle
from ecotrack.integrations.lightning import Eco2AILightningCallback
warm(ecotrack.CarbonConfig(report_path="report"))
os.environ["SLOW"] = "0.55"
callback = pickle.loads(pickle.dumps(Eco2AILightningCallback()))
trainer = Trainer([callback])
trainer.fit()
saved = callback.state_dict()
told([isinstance(callback, Callback), trainer.loggers[0].rows, callback.result.energy_joules, saved, json.load(open("report.json"))["training"]])
""",
                    LIGHTNING=name,
                )
                of_the_name, rows, energy, saved, training = outcome.told
                self.assertTrue(of_the_name)
                # The sanity check is in no window.
                self.assertEqual(["validation", "epoch 1", "validation", "epoch 2", "training"], outcome.names)
                self.assertEqual({"step": 8}, outcome.record["steps"])
                self.assertEqual([2, 4, 4, 4, 6, 8, 8, 8, 8], [step for step, _ in rows])
                self.assertIn("val_eco_energy_joules", rows[2][1])
                self.assertIn("eco_epoch_energy_joules", rows[3][1])
                self.assertGreater(rows[5][1]["eco_predicted_energy_joules"], 0)
                self.assertEqual(energy, rows[-1][1]["eco_energy_joules"])
                self.assertEqual(energy, saved["kept"]["energy_joules"])
                self.assertEqual(("finished", 8), (training["ended"], training["steps"]))

    def test_what_ends_it_early(self) -> None:
        outcome = self.run_program(
            WARM
            + LIGHTNING
            + """
from ecotrack.integrations.lightning import Eco2AILightningCallback
config = ecotrack.CarbonConfig(report_path="report.json", max_energy="0.5J")
warm(config)
first = Eco2AILightningCallback(config)
broken = Trainer([first])
try:
    broken.fit(breaks_at=5)
except RuntimeError as error:
    passed = str(error)
ended = json.load(open("report.json"))["training"]

# A budget that is used up, asked about once a second.
os.environ["SLOW"] = "0.3"
stopped = Trainer([Eco2AILightningCallback()], epochs=1, batches=100)
stopped.fit()

# Ranks ask each other, at batches that are the same for all.
os.environ["SLOW"] = "0"
ranks = Trainer([Eco2AILightningCallback()], epochs=1, batches=40)
ranks.world_size = 2
ranks.fit()

# From a checkpoint the total goes on, and a second fit of its own begins at nothing.
resumed = Eco2AILightningCallback()
resumed.load_state_dict({"kept": {"energy_joules": 100.0, "co2e_grams": 1.0, "duration_seconds": 10.0, "runs": ["r-1"]}})
Trainer([resumed]).fit()
total = resumed.kept
Trainer([resumed]).fit()

# Both the program and the entry point add one.
both = [Eco2AILightningCallback(), Eco2AILightningCallback()]
Trainer(both).fit()
told([passed, ended, stopped.global_step, stopped.should_stop, ranks.global_step, ranks.strategy.asked, total, resumed.kept, [len(one.results) for one in both]])
""",
            )
        passed, ended, steps, stopped, of_ranks, asked, total, again, both = outcome.told
        self.assertEqual("out of luck", passed)
        self.assertEqual(("RuntimeError", 5), (ended["ended"], ended["steps"]))
        self.assertTrue(stopped)
        self.assertLess(steps, 10)
        self.assertEqual((10, [[True, False]]), (of_ranks, asked))
        self.assertGreater(total["energy_joules"], 100)
        self.assertEqual(["r-1", "r-0057a4d1"], total["runs"])
        self.assertLess(again["energy_joules"], 100)
        self.assertEqual([1, 0], both)

    def test_the_entry_point_adds_a_callback_only_where_that_is_asked_for(self) -> None:
        outcome = self.run_program(
            WARM
            + LIGHTNING
            + """
from ecotrack.integrations import lightning
none = lightning.callbacks()
os.environ["ECOTRACK_AUTO"] = "1"
some = lightning.callbacks()
lightning.Eco2AILightningCallback.__init__ = lambda self: 1 / 0
told([none, [type(one).__name__ for one in some], lightning.callbacks()])
""",
            )
        self.assertEqual([[], ["Eco2AILightningCallback"], []], outcome.told)


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


class Jax(ProgramTest):
    def test_work_is_waited_for_and_compiling_is_told_apart(self) -> None:
        outcome = self.run_program(
            WARM
            + """
import types
jax = types.ModuleType("jax")
waited, listeners = [], []
jax.block_until_ready = lambda given: waited.append(given) or given
jax.monitoring = types.ModuleType("jax.monitoring")
jax.monitoring.register_event_duration_secs_listener = listeners.append
sys.modules.update({"jax": jax, "jax.monitoring": jax.monitoring})
from ecotrack.integrations.jax import Compilation, window, wrap_step
warm()
def compiles(seconds, event="backend_compile_duration"):
    time.sleep(seconds)
    for one in listeners: one("/jax/core/compile/" + event, seconds, fun_name="step")
step = wrap_step(lambda x: x + 1)
with Compilation() as compiling:
    with window("epoch") as epoch:
        compiles(0.05)
        compiles(0.001)
        compiles(0.02, "jaxpr_trace_duration")
        compiles(0.02, "jaxpr_to_mlir_module_duration")
        state = step(step(0))
        epoch.wait_for(state)
compiles(0.05)
with Compilation(): pass
session().read()
told([waited, len(listeners), len(compiling.results), compiling.energy_joules, epoch.result.energy_joules])
""",
        )
        waited, listeners, compiled, energy, whole = outcome.told
        self.assertEqual([1, 2, 2], waited)
        self.assertEqual((1, 2), (listeners, compiled))
        self.assertAlmostEqual(0.7, energy, places=5)
        self.assertGreater(whole, energy)


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
