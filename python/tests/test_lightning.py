"""Lightning, by a fake that calls back as it documents: in its order, with its arguments, minding what it is given back.

docs/frameworks.md says what was run besides.
"""

from __future__ import annotations

import unittest

from program import ProgramTest, WARM

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


if __name__ == "__main__":
    unittest.main()
