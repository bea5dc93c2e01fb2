"""What the callbacks of frameworks have in common: the training that each follows, and what is left of those before."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Union

from .. import distributed
from .._session import session
from .._window import Window
from ..config import CarbonConfig
from ..distributed import JobTotals
from ..results import Result
from . import _report
from ._amounts import Kept
from ._events import leave_at_exit
from ._training import Training


class Follower:
    """Follows one training after the other, and evaluations without one. What is open is not pickled, nor copied."""

    def _follow_nothing(self, config: Union[CarbonConfig, Mapping[str, Any], None]) -> None:
        """What `__init__` does. Those of the frameworks' base classes differ in their arguments."""
        self.config = CarbonConfig(**config) if isinstance(config, Mapping) else config
        self.kept: Dict[str, Any] = {}
        self.results: List[Result] = []
        self._training: Optional[Training] = None
        self._alone: Optional[Window] = None

    def __getstate__(self) -> Dict[str, Any]:
        return {**self.__dict__, "_training": None, "_alone": None}

    @property
    def result(self) -> Optional[Result]:
        """What the latest training of this process amounts to: so far, while it goes on; None before it begins."""
        if self._training is not None:
            return self._training.read()
        return self.results[-1] if self.results else None

    def _follow(self, training: Training, kept: Mapping[str, Any]) -> None:
        """Follows a training that has begun, which goes on from what a checkpoint `kept`, if from any."""
        training.kept = Kept.of(kept) if kept else Kept()
        self._training = training
        leave_at_exit(self)

    def _total(self) -> Dict[str, Any]:
        """What a checkpoint keeps."""
        return self._training.total()._asdict() if self._training is not None else self.kept

    def _leave(self, how: str) -> None:
        """The training that is followed was over with the last that was heard of it, and nobody said so."""
        if self._training is not None:
            self._close(self._training.break_off(how))

    def _close(self, result: Result, job: Optional[JobTotals] = None) -> None:
        training, self._training = self._training, None
        if training is not None:
            self.kept = training.total()._asdict()
            self.results.append(result)
            if training.tells and distributed.rank() == 0:
                _report.write(training, job)

    def _begin_evaluation(self, name: str) -> None:
        """An evaluation begins now, within the training or without one."""
        if self._training is not None:
            self._training.touch()
            self._training.begin_evaluation(name)
        elif self._alone is None and distributed.local_rank() == 0:
            session().configure(self.config)
            self._alone = session().begin(name)

    def _end_evaluation(self) -> Optional[Result]:
        """What it amounts to; None where none was open here."""
        alone, self._alone = self._alone, None
        if alone is not None:
            return session().end(alone)
        return self._training.end_evaluation() if self._training is not None else None
