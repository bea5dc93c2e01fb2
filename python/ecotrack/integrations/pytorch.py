"""Plain PyTorch, or any loop of one's own.

    with EnergyLoop(config) as loop:
        for epoch in loop.epochs(3):
            for batch in loop.steps(loader):
                …
                loop.log(loss=loss.item(), tokens=batch.numel())
    loop.result.energy_joules

A budget that is used up ends both loops after the step that is being done. In a training of several processes each has the same loop.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any, Dict, Iterable, Iterator, Mapping, Optional, Sized, Type, TypeVar, Union

from .. import _log, distributed, loggers
from .._session import session
from ..config import CarbonConfig
from ..results import Result
from ._amounts import Counted
from ._events import guarded
from ._follower import Follower
from ._torch import synchronize
from ._training import Training

T = TypeVar("T")
# Steps between two votes of the ranks on whether a budget is used up.
_STEPS_BETWEEN_VOTES = 10


class EnergyLoop(Follower):
    """`total_steps` is the number of steps of all epochs: without it, it is worked out where epochs and data have a length."""

    def __init__(self, config: Optional[CarbonConfig] = None, total_steps: Optional[int] = None, name: str = "training") -> None:
        self._follow_nothing(config)
        self.name = name
        self.total_steps = total_steps
        self._loaded: Dict[str, Any] = {}
        self.figures: Dict[str, float] = {}
        self.job: Optional[distributed.JobTotals] = None
        self._epochs: Optional[int] = None
        self._counts: Dict[str, float] = {}
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether a budget is used up, so that the loops end."""
        return self._stopped

    def __enter__(self) -> EnergyLoop:
        self._begin()
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self._end(kind)

    def epochs(self, epochs: Union[int, Iterable[T]]) -> Iterator[Any]:
        """The numbers from 0 on, or what is given, one by one: each is an epoch."""
        each: Iterable[Any] = range(epochs) if isinstance(epochs, int) else epochs
        self._epochs = len(each) if isinstance(each, Sized) else None
        for number, epoch in enumerate(each):
            self._begin_epoch(number + 1)
            yield epoch
            self._end_epoch()
            if self._stopped:
                return

    def steps(self, batches: Iterable[T]) -> Iterator[T]:
        """The batches one by one: each is a step."""
        if self.total_steps is None and self._epochs is not None and isinstance(batches, Sized):
            self.total_steps = self._epochs * len(batches)
        for batch in batches:
            yield batch
            self._step()
            if self._stopped:
                return

    def evaluation(self, name: str = "evaluation") -> _Evaluation:
        """`with loop.evaluation():` measures what lies in it apart."""
        return _Evaluation(self, name)

    def log(self, **metrics: float) -> None:
        """Figures of one's own. `samples`, `tokens` and `flops` are those of this step: joules for each of them are then known."""
        for name in ("samples", "tokens", "flops"):
            if name in metrics:
                self._counts[name] = self._counts.get(name, 0.0) + float(metrics.pop(name))
        if self._training is not None and metrics:
            self._training.log(metrics, step=self._training.steps)

    def state_dict(self) -> Dict[str, Any]:
        """What a checkpoint has to keep, so that the total goes on from it."""
        return {"kept": self._total()}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        kept = state.get("kept")
        self._loaded = dict(kept) if isinstance(kept, Mapping) else {}
        if self._training is not None:
            self._follow(self._training, self._loaded)

    # How it is done

    @guarded
    def _begin(self) -> None:
        self._leave("RestartedTraining")
        self._stopped, self.job = False, None
        loaded, self._loaded = self._loaded, {}
        self._follow(Training(self.config, self.name, tells=distributed.local_rank() == 0), loaded)

    @guarded
    def _begin_epoch(self, number: int) -> None:
        if self._training is not None:
            self._training.begin_epoch(number)

    @guarded
    def _step(self) -> None:
        training = self._training
        if training is None:
            return
        if training.step():
            training.look(training.steps, self.total_steps or 0)
        if distributed.world_size() > 1:
            over = (
                training.has_budget_of_its_own
                and training.steps % _STEPS_BETWEEN_VOTES == 0
                and distributed.agree(bool(training.exceeded))
            )
        else:
            over = bool(training.exceeded)
        if over and not self._stopped:
            _log.warn_once(f"budget {id(training)}", "the budget of %s is used up: the training stops at step %d", training.exceeded, training.steps)
            self._stopped = True

    @guarded
    def _end_epoch(self) -> None:
        training = self._training
        if training is None:
            return
        synchronize()
        epoch = training.end_epoch()
        self._tell({"epoch_energy_joules": epoch.energy_joules} if epoch is not None and epoch.energy_joules is not None else {})

    @guarded
    def _end(self, kind: Optional[Type[BaseException]]) -> None:
        training = self._training
        if training is None:
            return
        if kind is not None:
            self._leave(kind.__name__)
            return
        synchronize()
        self._tell({})
        if distributed.world_size() > 1:
            self.job = distributed.job_totals(session().read())
        self._close(training.end(), self.job)

    def _tell(self, more: Dict[str, float]) -> None:
        training = self._training
        if training is None or not training.tells:
            return
        counts = self._counts
        counted = Counted(training.steps, counts.get("samples", 0), counts.get("tokens", 0), counts.get("flops", 0))
        self.figures = {**self.figures, **training.figures(counted, self.total_steps or 0, thorough=True), **more}
        loggers.log(self.figures, training.steps)


class _Evaluation:
    def __init__(self, loop: EnergyLoop, name: str) -> None:
        self._loop, self._name = loop, name
        self.result: Optional[Result] = None

    @guarded
    def _begin(self) -> None:
        training = self._loop._training
        if training is not None:
            synchronize()
            training.touch()
            training.begin_evaluation(self._name)

    @guarded
    def _end(self) -> None:
        training = self._loop._training
        if training is not None:
            synchronize()
            self.result = training.end_evaluation()

    def __enter__(self) -> _Evaluation:
        self._begin()
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self._end()
