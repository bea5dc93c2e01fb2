"""Lightning: `Eco2AILightningCallback` for the Trainer of `lightning` and of `pytorch_lightning`.

    trainer = Trainer(callbacks=[Eco2AILightningCallback()])

With ECOTRACK_AUTO=1 in the environment every Trainer has one, without a change of the program: Lightning finds this package by its entry
point. The check of the validation before the training (sanity check) is not counted.
"""

from __future__ import annotations

import os
import sys
from typing import Any, Dict, List, Mapping, Optional, Tuple, Union

from .. import _log, distributed
from .._session import session
from ..config import CarbonConfig
from ._amounts import Counted
from ._events import guarded
from ._follower import Follower
from ._torch import synchronize
from ._training import Training

PREFIX = "eco_"
# Batches between two votes of the ranks on whether a budget is used up.
_BATCHES_BETWEEN_VOTES = 10


def _bases() -> Tuple[type, ...]:
    """The callback classes of the names under which the program has imported Lightning, else of the first that can be imported."""
    from importlib import import_module

    names = ("lightning.pytorch", "pytorch_lightning")
    imported = [name for name in names if name in sys.modules]
    found = []
    for name in imported or names:
        try:
            found.append(import_module(name).Callback)
        except ImportError:
            continue
        if not imported:
            break
    return tuple(dict.fromkeys(found))


_Bases = _bases()


class Eco2AILightningCallback(Follower, *_Bases):  # type: ignore[misc]
    """Measures what a Trainer fits, validates, tests and predicts. Its figures go to all loggers of the Trainer.

    Ranks that are spawned measure too, but what they know ends with them: the report and the ledger have it.
    """

    def __init__(self, config: Union[CarbonConfig, Mapping[str, Any], None] = None) -> None:
        if not _Bases:
            raise ImportError("Eco2AILightningCallback needs lightning or pytorch_lightning")
        super().__init__()
        self._follow_nothing(config)
        self._loaded: Dict[str, Any] = {}
        self._begun_steps = 0

    def state_dict(self) -> Dict[str, Any]:
        return {"kept": self._total()}

    def load_state_dict(self, state_dict: Dict[str, Any]) -> None:
        kept = state_dict.get("kept")
        self._loaded = kept if isinstance(kept, dict) else {}

    # Training

    @guarded
    def on_train_start(self, trainer: Any, pl_module: Any) -> None:
        if getattr(trainer, "_ecotrack", None) not in (None, id(self)):
            return  # The entry point and the program have each added one.
        trainer._ecotrack = id(self)
        self._leave("RestartedTraining")
        loaded, self._loaded = self._loaded, {}
        self._begun_steps = trainer.global_step
        self._follow(Training(self.config, tells=trainer.local_rank == 0), loaded)

    @guarded
    def on_train_epoch_start(self, trainer: Any, pl_module: Any) -> None:
        if self._training is not None:
            self._training.begin_epoch(trainer.current_epoch + 1)

    @guarded
    def on_train_batch_end(self, trainer: Any, pl_module: Any, outputs: Any, batch: Any, batch_idx: int) -> None:
        training = self._training
        if training is None:
            return
        if training.step():
            training.look(*self._progress(trainer))
        if trainer.world_size > 1:
            if training.has_budget_of_its_own and (batch_idx + 1) % _BATCHES_BETWEEN_VOTES == 0:
                self._stop_if(trainer, trainer.strategy.reduce_boolean_decision(bool(training.exceeded), all=False))
        elif training.exceeded:
            self._stop_if(trainer, True)
        if (batch_idx + 1) % max(1, trainer.log_every_n_steps) == 0 and training.due():
            self._tell(trainer, {})

    @guarded
    def on_train_epoch_end(self, trainer: Any, pl_module: Any) -> None:
        training = self._training
        if training is not None:
            synchronize()
            epoch = training.end_epoch()
            energy = epoch.energy_joules if epoch is not None else None
            self._tell(trainer, {"epoch_energy_joules": energy} if energy is not None else {}, thorough=True)

    @guarded
    def on_train_end(self, trainer: Any, pl_module: Any) -> None:
        training = self._training
        if training is not None:
            synchronize()
            result = training.end()
            job = distributed.job_totals(session().read()) if trainer.world_size > 1 else None
            whole = training.total()
            totals = {"energy_joules": whole.energy_joules, "co2e_grams": whole.co2e_grams}
            if job is not None:
                totals["job_energy_joules"] = job.energy_joules
            self._write(trainer, {name: value for name, value in totals.items() if value is not None})
            self._close(result, job)
            trainer._ecotrack = None

    @guarded
    def on_exception(self, trainer: Any, pl_module: Any, exception: BaseException) -> None:
        self._leave_trainer(trainer, type(exception).__name__)

    @guarded
    def teardown(self, trainer: Any, pl_module: Any, stage: str) -> None:
        self._leave_trainer(trainer, "teardown")

    # Evaluation, within a training and alone

    @guarded
    def on_validation_start(self, trainer: Any, pl_module: Any) -> None:
        self._begin(trainer, "validation")

    @guarded
    def on_validation_end(self, trainer: Any, pl_module: Any) -> None:
        self._end(trainer, "val")

    @guarded
    def on_test_start(self, trainer: Any, pl_module: Any) -> None:
        self._begin(trainer, "test")

    @guarded
    def on_test_end(self, trainer: Any, pl_module: Any) -> None:
        self._end(trainer, "test")

    @guarded
    def on_predict_start(self, trainer: Any, pl_module: Any) -> None:
        self._begin(trainer, "prediction")

    @guarded
    def on_predict_end(self, trainer: Any, pl_module: Any) -> None:
        self._end(trainer, "predict")

    # How it is done

    def _begin(self, trainer: Any, name: str) -> None:
        if not trainer.sanity_checking:
            self._begin_evaluation(name)

    def _end(self, trainer: Any, prefix: str) -> None:
        synchronize()
        result = self._end_evaluation()
        if result is not None and result.energy_joules is not None:
            self._write(trainer, {"energy_joules": result.energy_joules}, f"{prefix}_{PREFIX}")

    def _tell(self, trainer: Any, more: Dict[str, float], thorough: bool = False) -> None:
        training = self._training
        if training is None or not training.tells:
            return
        done, total = self._progress(trainer)
        figures = training.figures(Counted(steps=done), total, thorough)
        # Until they are logged themselves, metrics are tensors of one element.
        own = {name: float(value) for name, value in trainer.callback_metrics.items()}
        training.log(own, trainer.global_step, trainer.current_epoch)
        self._write(trainer, {**figures, **more})

    def _progress(self, trainer: Any) -> Tuple[int, float]:
        # The whole of the steps is infinite where the data has no length.
        whole = trainer.estimated_stepping_batches
        return trainer.global_step - self._begun_steps, whole - self._begun_steps if whole != float("inf") else 0

    def _write(self, trainer: Any, figures: Dict[str, float], prefix: str = PREFIX) -> None:
        if not trainer.is_global_zero or not figures:
            return
        # `pl_module.log` is forbidden in some of the hooks, and would average sums.
        for logger in trainer.loggers:
            logger.log_metrics({prefix + name: value for name, value in figures.items()}, step=trainer.global_step)

    def _stop_if(self, trainer: Any, over: bool) -> None:
        if over and not trainer.should_stop and self._training is not None:
            _log.warn_once(
                f"budget {id(self._training)}", "the budget of %s is used up: the training stops at step %d", self._training.exceeded, trainer.global_step
            )
            trainer.should_stop = True

    def _leave_trainer(self, trainer: Any, how: str) -> None:
        if self._training is not None:
            self._leave(how)
            trainer._ecotrack = None


def callbacks() -> List[Any]:
    """What Lightning adds to every Trainer: nothing, unless ECOTRACK_AUTO=1. Never raises, since it is asked in every program."""
    if os.environ.get("ECOTRACK_AUTO") != "1":
        return []
    try:
        return [Eco2AILightningCallback()]
    except Exception as error:
        _log.warn_once("lightning", "trainings are not measured: %s", error)
        return []


def autolog(config: Optional[CarbonConfig] = None) -> bool:
    """Has the entry point add a callback to every Trainer from now on."""
    session().configure(config)
    os.environ["ECOTRACK_AUTO"] = "1"
    return True
