"""LightGBM: callbacks for `lightgbm.train`, `lightgbm.cv` and the estimators.

    energy = Eco2AILightGBMCallback()
    lightgbm.train(params, data, callbacks=energy.callbacks)
    energy.result.energy_joules

LightGBM calls a callback either before the rounds or after them, and tells nobody when early stopping ends a training: hence there are three.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Union

from .. import _log
from ..config import CarbonConfig
from ..results import Result
from ._events import guarded
from ._rounds import Rounds

# LightGBM sorts by it. Its early stopping has 30 and raises: what comes later misses the last round.
_BEFORE_ALL, _BEFORE_EARLY_STOPPING, _BEHIND_ALL = -1000, 25, 1000


class Eco2AILightGBMCallback:
    """Measures what is trained with its `callbacks`. Needs nothing of LightGBM until a budget is used up."""

    def __init__(self, config: Union[CarbonConfig, Mapping[str, Any], None] = None) -> None:
        self._rounds = Rounds(config, None)
        self._latest = -1

    @property
    def callbacks(self) -> List[Any]:
        """What to give to LightGBM."""
        return [_Callback(self._before, _BEFORE_ALL, True), _Callback(self._after, _BEFORE_EARLY_STOPPING), _Callback(self._behind, _BEHIND_ALL)]

    @property
    def result(self) -> Optional[Result]:
        """What the latest training amounts to: so far, while it goes on; None before it begins."""
        if self._latest >= 0:
            # A round that no callback behind early stopping has seen was the last.
            self._latest = -1
            self._rounds._leave("early stopping")
        return self._rounds.result

    @property
    def history(self) -> List[Dict[str, float]]:
        """The figures that were told of, about every second and at the end."""
        return self._rounds.history

    @guarded
    def _before(self, env: Any) -> None:
        if env.iteration == env.begin_iteration:
            self._latest = -1
            self._rounds.begin(env.end_iteration - env.begin_iteration)

    def _after(self, env: Any) -> None:
        if self._round(env):
            # Only with LightGBM's own exception are the rounds so far kept.
            from lightgbm.callback import EarlyStopException

            raise EarlyStopException(env.iteration, env.evaluation_result_list or [])

    @guarded
    def _behind(self, env: Any) -> None:
        self._latest = -1

    @guarded
    def _round(self, env: Any) -> bool:
        self._latest = env.iteration
        metrics = {f"{data}-{metric}": value for data, metric, value, *_ in env.evaluation_result_list or ()}
        over = self._rounds.round(env.iteration, metrics)
        if over:
            _log.warn_once(f"budget {id(self)}", "the budget of %s is used up: the training stops after round %d", self._rounds.exceeded, env.iteration)
        if over or env.iteration + 1 == env.end_iteration:
            self._rounds.end(env.iteration, metrics)
            self._latest = -1
        return over


class _Callback:
    """What LightGBM calls, and sorts by attributes of the object itself, not of its class."""

    def __init__(self, function: Any, order: int, before_iteration: bool = False) -> None:
        self._function = function
        self.order = order
        self.before_iteration = before_iteration

    def __call__(self, env: Any) -> None:
        self._function(env)
