"""Hugging Face: `Eco2AICallback` for the Trainer of transformers, and for what is built on it (TRL, Sentence Transformers, …).

    trainer = Trainer(…)
    ecotrack.attach(trainer)  # its figures then reach every reporter
    trainer.train()

`Trainer(callbacks=[Eco2AICallback()])` measures the same, but the Trainer puts such callbacks behind its reporters: the figures come too late
for them, and are in `trainer.state.log_history` and in the active run of MLflow or W&B only.
"""

from __future__ import annotations

import weakref
from typing import Any, Dict, List, Mapping, Optional, Union

from .. import _log, distributed, loggers
from .._session import session
from ..config import CarbonConfig
from ._amounts import Counted
from ._events import guarded
from ._follower import Follower
from ._training import Training

_missing: Optional[ImportError] = None
try:
    from transformers import TrainerCallback
except ImportError as absent:
    _missing = absent

    class TrainerCallback:  # type: ignore[no-redef]
        """Keeps this module importable; a callback can't be made."""


try:
    from transformers.trainer_callback import ExportableState
except ImportError:  # transformers before 4.42

    class ExportableState:  # type: ignore[no-redef]
        """Checkpoints of such versions hold nothing of callbacks."""


PREFIX = "eco_"
# Steps between two votes of the ranks on whether a budget is used up. They have to vote at the same steps, whatever their clocks say.
_STEPS_BETWEEN_VOTES = 10

_attached: weakref.WeakSet[Any] = weakref.WeakSet()


class Eco2AICallback(Follower, TrainerCallback, ExportableState):  # type: ignore[misc]
    """Measures what a Trainer does: in all, by epoch, by evaluation and, with `per="step"`, by step.

    `config` may be a dict, as which it is kept in checkpoints. The callback can be pickled, as searches for hyperparameters do.
    In a training of several processes all of them need it, as they all need to stop when a budget is used up.
    """

    # What a callback goes by that was given no config, and whether it stands before the reporters; `autolog` sets both.
    default_config: Optional[CarbonConfig] = None
    stands_first = False

    def __init__(self, config: Union[CarbonConfig, Mapping[str, Any], None] = None, per: str = "step") -> None:
        if _missing is not None:
            raise ImportError(f"Eco2AICallback needs transformers: {_missing}") from _missing
        if per not in ("step", "epoch"):
            raise ValueError(f'per: "{per}" is neither "step" nor "epoch"')
        self._follow_nothing(config or self.default_config)
        self.per = per
        self._begun = Counted()
        self._ranks, self._votes = 1, False
        self._job: Optional[distributed.JobTotals] = None

    # Checkpoints

    def state(self) -> Dict[str, Any]:
        """What a checkpoint keeps: with what to make the callback anew, and what the training amounted to."""
        config = {name: value for name, value in vars(self.config).items() if value is not None} if self.config is not None else None
        return {"args": {"config": config, "per": self.per}, "attributes": {"kept": self._total()}}

    def _kept_in(self, state: Any) -> Dict[str, Any]:
        """What the checkpoint that the Trainer has loaded tells. By itself the Trainer restores callbacks only where its arguments say so."""
        entry = state.stateful_callbacks.get(type(self).__name__) if state.global_step else None
        entry = entry[-1] if isinstance(entry, list) and entry else entry
        found = entry.get("attributes", {}).get("kept") if isinstance(entry, dict) else None
        return found if isinstance(found, dict) else {}

    # The Trainer's events

    @guarded
    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if getattr(state, "_ecotrack", id(self)) != id(self):
            return  # `autolog` and the program have each added one.
        state._ecotrack = id(self)
        self._leave("RestartedTraining")
        self._stand_first()
        self.kept = self._kept_in(state)
        # A checkpoint of a training without this callback has no entry for it, and the Trainer would miss it when it saves.
        if hasattr(state, "stateful_callbacks"):
            state.stateful_callbacks.setdefault(type(self).__name__, self.state())
        name = f"training {state.trial_name}" if state.trial_name else "training"
        training = Training(self.config, name, tells=state.is_local_process_zero, marks=self.per == "step")
        self._begun = Counted(state.global_step, state.epoch or 0.0, state.num_input_tokens_seen, state.total_flos)
        self._job = None
        self._ranks = args.world_size  # It is worked out anew at each reading.
        self._votes = self._ranks > 1 and training.has_budget_of_its_own
        self._follow(training, self.kept)

    @guarded
    def on_epoch_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if self._training is not None:
            self._training.begin_epoch(int(state.epoch or 0) + 1)

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> Any:
        training = self._training
        if training is None:
            return None
        look = training.step()
        if look or (self._votes and state.global_step % _STEPS_BETWEEN_VOTES == 0):
            return self._look(args, state, control, training, look)
        return None

    @guarded
    def on_epoch_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if self._training is not None:
            self._training.end_epoch()

    @guarded
    def on_save(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if self._training is not None:
            self._training.touch()

    @guarded
    def on_prediction_step(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if self._training is not None:
            self._training.begin_evaluation()  # It began when what came before it ended.
        else:
            self._begin_evaluation("evaluation")

    @guarded
    def on_log(self, args: Any, state: Any, control: Any, logs: Optional[Dict[str, Any]] = None, **kwargs: Any) -> Any:
        if logs is None:
            return None
        training, last = self._training, "train_runtime" in logs
        if training is not None:
            training.log(logs, state.global_step, state.epoch)
            if not (last or training.evaluates or training.has_new_epoch or training.due()):
                return None  # Most of the logs of a quick training.
        evaluated = self._end_evaluation()
        if evaluated is not None:
            prefix = next((key[: -len("runtime")] for key in logs if key.endswith("_runtime")), "eval_")
            figures = {f"{prefix}{PREFIX}energy_joules": evaluated.energy_joules}
        elif training is not None:
            figures = {PREFIX + name: value for name, value in self._figures(args, state, training, last, kwargs).items()}
        else:
            return None
        self._tell(state, logs, {name: value for name, value in figures.items() if value is not None})
        return self._stop(args, state, control) if training is not None and training.exceeded and self._ranks == 1 else None

    @guarded
    def on_evaluate(self, args: Any, state: Any, control: Any, metrics: Optional[Dict[str, Any]] = None, **kwargs: Any) -> None:
        self._end_evaluation()

    @guarded
    def on_predict(self, args: Any, state: Any, control: Any, metrics: Optional[Dict[str, Any]] = None, **kwargs: Any) -> None:
        predicted = self._end_evaluation()
        if predicted is not None and predicted.energy_joules is not None and metrics is not None:
            metrics[f"test_{PREFIX}energy_joules"] = predicted.energy_joules

    @guarded
    def on_train_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if self._training is not None:
            self._close(self._training.end(), self._job)

    # How it is done

    def _figures(self, args: Any, state: Any, training: Training, last: bool, kwargs: Mapping[str, Any]) -> Dict[str, float]:
        figures: Dict[str, float] = {}
        if training.tells:
            begun = self._begun
            steps = state.global_step - begun.steps
            counted = Counted(
                steps,
                _samples(args, state, steps, begun.samples, kwargs.get("train_dataloader")),
                state.num_input_tokens_seen - begun.tokens,
                state.total_flos - begun.flops,
            )
            figures = training.figures(counted, state.max_steps - begun.steps, last)
            epoch = training.take_epoch()
            if epoch is not None and epoch.energy_joules is not None:
                figures["epoch_energy_joules"] = epoch.energy_joules
        if last and self._ranks > 1:
            self._job = distributed.job_totals(session().read())
            if self._job.energy_joules is not None:
                figures["job_energy_joules"] = self._job.energy_joules
        return figures

    def _tell(self, state: Any, logs: Dict[str, Any], figures: Dict[str, float]) -> None:
        """Puts figures where the reporters behind this callback look, and into the history, which was written before anyone was told."""
        logs.update(figures)
        history = state.log_history
        if history and history[-1].get("step") == state.global_step:
            history[-1].update(figures)
        if not self.stands_first and state.is_world_process_zero:
            loggers.log({name.replace(PREFIX, "", 1): value for name, value in figures.items()}, state.global_step)

    @guarded
    def _look(self, args: Any, state: Any, control: Any, training: Training, look: bool) -> Any:
        """What is done about once a second, and, where ranks have to agree, at steps that are the same for all."""
        if look:
            training.look(state.global_step - self._begun.steps, state.max_steps - self._begun.steps)
        if self._ranks == 1:
            over = bool(training.exceeded)
        else:
            over = self._votes and state.global_step % _STEPS_BETWEEN_VOTES == 0 and distributed.agree(bool(training.exceeded))
        return self._stop(args, state, control) if over else None

    def _stop(self, args: Any, state: Any, control: Any) -> Any:
        """Ends the training after this step, with a checkpoint where the Trainer makes any."""
        assert self._training is not None
        if not control.should_training_stop:
            _log.warn_once(
                f"budget {id(self._training)}", "the budget of %s is used up: the training stops at step %d", self._training.exceeded, state.global_step
            )
            control.should_training_stop = True
            control.should_save = getattr(args.save_strategy, "value", args.save_strategy) != "no"
        return control

    def _stand_first(self) -> None:
        """Where the Trainer restored this callback from a checkpoint, it made another and put it at the end."""
        for trainer in _attached:
            if self in trainer.callback_handler.callbacks:
                _move_up(trainer.callback_handler.callbacks, self)


def attach(trainer: Any, config: Optional[CarbonConfig] = None) -> Eco2AICallback:
    """Measures a Trainer. Its figures reach every reporter, since the callback stands before them; one that it has already is moved there."""
    callbacks = trainer.callback_handler.callbacks
    callback = next((found for found in callbacks if isinstance(found, Eco2AICallback)), None)
    if callback is None:
        callback = Eco2AICallback(config)
        callbacks.append(callback)
    elif config is not None:
        callback.config = config
    _move_up(callbacks, callback)
    _attached.add(trainer)
    return callback


def autolog(config: Optional[CarbonConfig] = None) -> bool:
    """Adds the callback to those that every Trainer made from now on begins with, before its reporters."""
    import transformers.trainer

    Eco2AICallback.default_config = config
    Eco2AICallback.stands_first = True
    if Eco2AICallback not in transformers.trainer.DEFAULT_CALLBACKS:
        transformers.trainer.DEFAULT_CALLBACKS.append(Eco2AICallback)
    return True


def _move_up(callbacks: List[Any], callback: Eco2AICallback) -> None:
    """Behind the callback that says when there is a log, an evaluation and a checkpoint, and before all others."""
    callbacks.remove(callback)
    flow = next((i for i, other in enumerate(callbacks) if type(other).__name__ == "DefaultFlowCallback"), -1)
    callbacks.insert(flow + 1, callback)
    callback.stands_first = True


def _samples(args: Any, state: Any, steps: int, begun_epoch: float, loader: Any) -> float:
    """The samples that the steps went through. By the share of the epoch where the data has a length, since its last batch may be smaller."""
    try:
        return float(((state.epoch or 0.0) - begun_epoch) * len(loader.dataset))
    except (AttributeError, TypeError):
        return float(steps * args.train_batch_size * args.gradient_accumulation_steps * args.world_size)
