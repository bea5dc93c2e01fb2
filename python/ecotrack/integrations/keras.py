"""Keras 3, and tf.keras: a callback for `fit`, `evaluate` and `predict`.

    model.fit(x, y, callbacks=[Eco2AIKerasCallback()])

Give it first: what it adds to the logs at the end of an epoch is then seen by the callbacks behind it, as it always is by the history.
"""

from __future__ import annotations

import sys
from typing import Any, Dict, Mapping, Optional, Union

from .. import _log, distributed, loggers
from ..config import CarbonConfig
from ..results import Result
from ._amounts import Counted
from ._events import guarded
from ._follower import Follower
from ._training import Training

PREFIX = "eco_"


def _base() -> Optional[type]:
    """The callback class of the Keras that the program has imported, else of the first that can be imported."""
    from importlib import import_module

    names = ("keras", "tf_keras", "tensorflow.keras")
    for name in [name for name in names if name in sys.modules] or names:
        try:
            base: type = import_module(f"{name}.callbacks").Callback
            return base
        except ImportError:
            continue
    return None


_Base = _base()


class Eco2AIKerasCallback(Follower, _Base or object):  # type: ignore[misc]
    """Measures a model's trainings, and its evaluations and predictions within them and alone. A step is what Keras calls back for: with
    `steps_per_execution=N` it is N batches."""

    # It takes calls from any thread. Without this, JAX would wait for each batch's callbacks before it goes on.
    async_safe = True

    def __init__(self, config: Union[CarbonConfig, Mapping[str, Any], None] = None) -> None:
        if _Base is None:
            raise ImportError("Eco2AIKerasCallback needs keras")
        super().__init__()
        self._follow_nothing(config)
        self._epoch = 0

    # Training

    @guarded
    def on_train_begin(self, logs: Optional[Dict[str, Any]] = None) -> None:
        self._leave("RestartedTraining")
        self._follow(Training(self.config, tells=distributed.local_rank() == 0), {})

    @guarded
    def on_epoch_begin(self, epoch: int, logs: Optional[Dict[str, Any]] = None) -> None:
        self._epoch = epoch
        if self._training is not None:
            self._training.begin_epoch(epoch + 1)

    @guarded
    def on_train_batch_end(self, batch: int, logs: Optional[Dict[str, Any]] = None) -> None:
        training = self._training
        if training is not None and training.step():
            params = self.params or {}
            # How many batches an epoch has, Keras may learn during the first only.
            training.look(training.steps, (params.get("steps") or 0) * (params.get("epochs") or 0))
            if training.exceeded:
                self._stop(training)

    @guarded
    def on_epoch_end(self, epoch: int, logs: Optional[Dict[str, Any]] = None) -> None:
        training = self._training
        if training is None:
            return
        ended = training.end_epoch()
        training.log(logs or {}, step=training.steps, epoch=epoch + 1)
        epochs = (self.params or {}).get("epochs") or 0
        figures = training.figures(Counted(steps=training.steps), training.steps * epochs / (epoch + 1), thorough=True)
        if ended is not None and ended.energy_joules is not None:
            figures["epoch_energy_joules"] = ended.energy_joules
        if logs is not None:
            logs.update({PREFIX + name: value for name, value in figures.items()})
        if training.tells:
            loggers.log(figures, training.steps)
        if training.exceeded:
            self._stop(training)

    @guarded
    def on_train_end(self, logs: Optional[Dict[str, Any]] = None) -> None:
        if self._training is not None:
            self._close(self._training.end())

    # Evaluation, within a training and alone

    @guarded
    def on_test_begin(self, logs: Optional[Dict[str, Any]] = None) -> None:
        self._begin_evaluation("evaluation")

    @guarded
    def on_test_end(self, logs: Optional[Dict[str, Any]] = None) -> None:
        self._keep(self._end_evaluation())

    @guarded
    def on_predict_begin(self, logs: Optional[Dict[str, Any]] = None) -> None:
        self._begin_evaluation("prediction")

    @guarded
    def on_predict_end(self, logs: Optional[Dict[str, Any]] = None) -> None:
        self._keep(self._end_evaluation())

    # How it is done

    def _keep(self, evaluated: Optional[Result]) -> None:
        # Within a training it is in its report.
        if evaluated is not None and self._training is None:
            self.results.append(evaluated)

    def _stop(self, training: Training) -> None:
        if not self.model.stop_training:
            _log.warn_once(f"budget {id(training)}", "the budget of %s is used up: the training stops in epoch %d", training.exceeded, self._epoch + 1)
            self.model.stop_training = True


def autolog(config: Optional[CarbonConfig] = None) -> bool:
    """Adds a callback to every `fit` from now on that has none."""
    from functools import wraps
    from importlib import import_module

    model = import_module("keras").Model
    fit = model.fit
    if getattr(fit, "_ecotrack", False):
        return True

    @wraps(fit)
    def tracked(self: Any, *args: Any, **kwargs: Any) -> Any:
        # By position, callbacks are the sixth argument: fit(x, y, batch_size, epochs, verbose, callbacks, …).
        if len(args) > 5:
            return fit(self, *args[:5], _with_ours(args[5], config), *args[6:], **kwargs)
        return fit(self, *args, **{**kwargs, "callbacks": _with_ours(kwargs.get("callbacks"), config)})

    tracked._ecotrack = True  # type: ignore[attr-defined]
    model.fit = tracked
    return True


def _with_ours(callbacks: Any, config: Optional[CarbonConfig]) -> Any:
    try:
        # A list that is made up already (CallbackList) can't be added to.
        if callbacks is not None and not isinstance(callbacks, (list, tuple)):
            return callbacks
        given = list(callbacks or ())
        return given if any(isinstance(one, Eco2AIKerasCallback) for one in given) else [Eco2AIKerasCallback(config), *given]
    except Exception as error:
        _log.warn_once("keras", "trainings are not measured: %s", error)
        return callbacks
