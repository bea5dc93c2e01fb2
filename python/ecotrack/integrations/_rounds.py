"""Boosting: what the callbacks of LightGBM and XGBoost share. A round may take less than a millisecond, so that a round is a clock read;
figures are asked for once a second, and at the end."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Union

from .. import distributed, loggers
from ..config import CarbonConfig
from ._amounts import Counted
from ._follower import Follower
from ._training import Training


class Rounds(Follower):
    """The measuring of boosting, over any number of trainings one after the other. Can be pickled and copied, without what is open."""

    def __init__(self, config: Union[CarbonConfig, Mapping[str, Any], None], total: Optional[int]) -> None:
        if total is not None and total < 1:
            raise ValueError(f"total_rounds: {total} is less than 1")
        self._follow_nothing(config)
        self.total = total
        self.history: List[Dict[str, float]] = []

    @property
    def open(self) -> bool:
        return self._training is not None

    @property
    def exceeded(self) -> str:
        """The budget that is used up, or nothing."""
        return self._training.exceeded if self._training is not None else ""

    def begin(self, total: Optional[int] = None) -> None:
        self._leave("RestartedTraining")
        self.total = total or self.total
        self._follow(Training(self.config, unit="rounds", tells=distributed.local_rank() == 0), {})

    def round(self, number: int, metrics: Mapping[str, float]) -> bool:
        """A round has ended. Whether a budget is used up."""
        training = self._training
        if training is None:
            return False
        if training.step():
            self._tell(training, number, metrics)
        return bool(training.exceeded)

    def end(self, number: int, metrics: Mapping[str, float]) -> None:
        """The training is over."""
        training = self._training
        if training is not None:
            self._tell(training, number, metrics, last=True)
            self._close(training.end())

    def _tell(self, training: Training, number: int, metrics: Mapping[str, float], last: bool = False) -> None:
        training.log(metrics, step=number)
        figures = training.figures(Counted(steps=training.steps), self.total or 0, last)
        if figures:
            self.history.append({"round": number, **figures})
        if training.tells:
            loggers.log(figures, number)
