"""XGBoost: a callback for `xgboost.train`, `xgboost.cv` and the estimators.

    callback = Eco2AIXGBoostCallback(total_rounds=500)
    xgboost.train(params, data, num_boost_round=500, callbacks=[callback])
    callback.result.energy_joules

`callback.history` has the figures of about every second. They are not put among the evaluations that XGBoost hands round, since its early
stopping watches the last of those.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Union

from .. import _log
from ..config import CarbonConfig
from ..results import Result
from ._events import guarded
from ._rounds import Rounds

_missing: Optional[ImportError] = None
try:
    from xgboost.callback import TrainingCallback
except ImportError as absent:
    _missing = absent

    class TrainingCallback:  # type: ignore[no-redef]
        """Keeps this module importable; a callback can't be made."""


class Eco2AIXGBoostCallback(TrainingCallback):  # type: ignore[misc]
    """`total_rounds` is the number of rounds that XGBoost was asked for, which it doesn't tell callbacks: without it nothing is foretold."""

    def __init__(self, config: Union[CarbonConfig, Mapping[str, Any], None] = None, total_rounds: Optional[int] = None) -> None:
        if _missing is not None:
            raise ImportError(f"Eco2AIXGBoostCallback needs xgboost: {_missing}") from _missing
        super().__init__()
        self._rounds = Rounds(config, total_rounds)
        self._latest = -1
        self._metrics: Dict[str, float] = {}

    @property
    def result(self) -> Optional[Result]:
        """What the latest training amounts to: so far, while it goes on; None before it begins."""
        return self._rounds.result

    @property
    def history(self) -> List[Dict[str, float]]:
        """The figures that were told of, about every second and at the end."""
        return self._rounds.history

    def before_training(self, model: Any) -> Any:
        self._begin()
        return model

    def after_iteration(self, model: Any, epoch: int, evals_log: Mapping[str, Mapping[str, Any]]) -> bool:
        return bool(self._round(epoch, evals_log))

    def after_training(self, model: Any) -> Any:
        self._end()
        return model

    @guarded
    def _begin(self) -> None:
        self._rounds.begin()

    @guarded
    def _round(self, number: int, evals_log: Mapping[str, Mapping[str, Any]]) -> bool:
        self._latest = number
        self._metrics = _latest(evals_log)
        over = self._rounds.round(number, self._metrics)
        if over:
            _log.warn_once(f"budget {id(self)}", "the budget of %s is used up: the training stops after round %d", self._rounds.exceeded, number)
        return over

    @guarded
    def _end(self) -> None:
        self._rounds.end(self._latest, self._metrics)


def _latest(evals_log: Mapping[str, Mapping[str, Any]]) -> Dict[str, float]:
    """The last score of each metric; of a cross-validation, where a score is a mean with its deviation, the mean."""
    found = {}
    for data, metrics in evals_log.items():
        for name, scores in metrics.items():
            if scores:
                score = scores[-1]
                found[f"{data}-{name}"] = float(score[0] if isinstance(score, tuple) else score)
    return found
