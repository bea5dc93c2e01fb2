"""What the integrations of all frameworks share: the windows of a training, its steps, its figures and its budgets.

A framework's callback says what happens; here it becomes requests to whoever measures. A step costs a clock read: the moments are told when
the framework logs, or an epoch or an evaluation ends.
"""

from __future__ import annotations

import threading
import time
from typing import Any, Dict, List, Mapping, Optional

from .._session import session
from .._window import Window
from ..config import CarbonConfig
from ..results import Prediction, Result
from ._amounts import Counted, Kept, Part, added, power, ratio

# Between two looks at the budgets, the energy of the steps and the prediction: each is a request, which is answered within a millisecond, and
# some trainings log a hundred times a second.
_LOOK_NS = 1_000_000_000
# Between two logs of a quick training that have figures. What is measured has about ten samples a second.
_LOG_NS = 250_000_000
# More moments than this are told without waiting for the end of an epoch.
_MOST_MOMENTS = 2000


class Training:
    """The measuring of one training in one process. `tells` is false for the ranks of a node but one: all see the same tree, and windows
    and steps that each of them told would be there as often as there are ranks."""

    def __init__(self, config: Optional[CarbonConfig] = None, name: str = "training", unit: str = "steps", tells: bool = True, marks: bool = True) -> None:
        here = session()
        here.configure(config)
        chosen = here.config
        # A run around this process may have budgets too, which its results tell.
        self.has_budget_of_its_own = any((chosen.max_energy, chosen.max_co2, chosen.max_cost, chosen.max_time))
        self.name = name
        self.unit = unit
        self.tells = tells
        self.kept = Kept()
        self.parts: List[Part] = []
        self.prediction: Optional[Prediction] = None
        self._before_joules: Optional[float] = None
        self.result: Optional[Result] = None
        self.ended: Optional[str] = None
        self.steps = 0
        self.exceeded = ""
        self._marks = tells and marks
        self._stepping = threading.Lock()
        self._moments: List[int] = []
        self._anew = True
        self._told_steps, self._told_joules = 0, 0.0
        self._has_budgets: Optional[bool] = None
        self._epoch: Optional[Window] = None
        self._ended_epoch: Optional[Result] = None
        self._epoch_steps = 0
        self._evaluation: Optional[Window] = None
        self._logged = Counted()
        self._last: Optional[Result] = None
        self._latest_ns = time.monotonic_ns()
        self._next_look_ns = self._latest_ns + _LOOK_NS
        self._next_figures_ns = self._next_log_ns = self._latest_ns
        self._window = here.begin(name, self._latest_ns) if tells else None
        if self._marks:
            self._moments.append(self._latest_ns)

    # What the framework tells

    def step(self) -> bool:
        """A step ended. Whether it is time to look at the budgets."""
        # Keras on JAX calls from several threads.
        with self._stepping:
            now = time.monotonic_ns()
            self.steps += 1
            self._latest_ns = now
            if self._marks:
                self._moments.append(now)
                if len(self._moments) >= _MOST_MOMENTS:
                    self._tell_steps()
            if now < self._next_look_ns:
                return False
            self._next_look_ns = now + _LOOK_NS
            return True

    def touch(self) -> None:
        """Something that is no step ended now: what comes next begins here. What lies in between is in no step."""
        self._tell_steps()
        self._latest_ns = time.monotonic_ns()
        if self._marks:
            self._moments = [self._latest_ns]
            self._anew = True

    def touch_lightly(self) -> None:
        """A log, or the like, ended now. It is too short to be told from the step in which it lies."""
        self._latest_ns = time.monotonic_ns()

    def begin_epoch(self, number: float) -> None:
        self.end_epoch()
        self.touch()
        self._epoch_steps = self.steps
        if self.tells:
            self._epoch = session().begin(f"epoch {number:g}", self._latest_ns)

    def end_epoch(self) -> Optional[Result]:
        """What the epoch amounts to, evaluations within it included; None when none is open here."""
        epoch, self._epoch = self._epoch, None
        self.touch()
        ended = self._end_part("epoch", epoch, self.steps - self._epoch_steps)
        self._ended_epoch = ended or self._ended_epoch
        return ended

    @property
    def has_new_epoch(self) -> bool:
        """Whether there is one for `take_epoch`."""
        return self._ended_epoch is not None

    def take_epoch(self) -> Optional[Result]:
        """The epoch that ended since it was last asked for, if one did."""
        epoch, self._ended_epoch = self._ended_epoch, None
        return epoch

    def begin_evaluation(self, name: str = "evaluation") -> None:
        """An evaluation goes on, and began when what came before it ended. Only the first call of it counts."""
        if self._evaluation is None and self.tells:
            self._evaluation = session().begin(name, self._latest_ns)

    def end_evaluation(self) -> Optional[Result]:
        evaluation, self._evaluation = self._evaluation, None
        if evaluation is None:
            return None
        self.touch()
        return self._end_part("evaluation", evaluation, 0)

    def log(self, metrics: Mapping[str, Any], step: Optional[int] = None, epoch: Optional[float] = None) -> None:
        """Keeps the framework's own figures with the run."""
        if self.tells:
            numbers = {
                key: float(value)
                for key, value in metrics.items()
                if isinstance(value, (int, float)) and not isinstance(value, bool) and not _is_measured_here(key)
            }
            if numbers:
                session().log(numbers, step=step, epoch=epoch)

    # What there is to say to it

    def due(self) -> bool:
        """Whether a log that comes every few steps is to have figures: a quarter of a second after the last that had some."""
        now = time.monotonic_ns()
        if now < self._next_log_ns:
            return False
        self._next_log_ns = now + _LOG_NS
        return True

    def figures(self, counted: Counted, total_steps: float = 0, thorough: bool = False) -> Dict[str, float]:
        """The figures of a point at which the framework logs, by names that any logger takes. What is not known is not among them.

        Unless it is `thorough`, as at the end of an epoch and of the training, there are none while the measuring program is still starting, and
        the energy of the steps and the prediction are asked for about once a second.
        """
        self._count(counted)
        if session().greeting is None and not thorough:
            return {}
        looks = thorough or time.monotonic_ns() >= self._next_figures_ns
        if looks:
            self._next_figures_ns = time.monotonic_ns() + _LOOK_NS
            self._tell_steps()
            self.foretell(counted.steps, total_steps)
        steps, self._told_steps = self._told_steps, 0
        joules, self._told_joules = self._told_joules, 0.0
        now = self.read()
        found: Dict[str, Optional[float]] = {
            "energy_joules": added(self.kept.energy_joules, now.energy_joules),
            "co2e_grams": added(self.kept.co2e_grams, now.co2e_grams),
            "power_watts": power(self._last, now),
            "joules_per_step": ratio(joules, steps),
            "joules_per_sample": ratio(now.energy_joules, counted.samples),
            "joules_per_token": ratio(now.energy_joules, counted.tokens),
            "joules_per_flop": ratio(now.energy_joules, counted.flops),
        }
        if now.cost is not None and not self.kept.runs:
            found["cost"] = now.cost.amount
        self._last = now
        if self.prediction is not None:
            found["predicted_energy_joules"] = added(self.kept.energy_joules, self.predicted_joules)
            found["predicted_left_seconds"] = self.prediction.left_seconds
        return {key: value for key, value in found.items() if value is not None}

    def foretell(self, done: float, total: float) -> None:
        """Says how far the training is. Whoever measures needs some seconds of it before it foretells anything."""
        if self.tells and 0 < done <= total:
            self.prediction = session().progress(done, total, self.unit) or self.prediction

    @property
    def predicted_joules(self) -> Optional[float]:
        """What the training is foretold to amount to in this process. What is foretold is the run, of which it may not be all."""
        if self.prediction is None or self.prediction.energy_joules is None:
            return None
        if self._before_joules is None:
            run, training = session().read().energy_joules, self.read().energy_joules
            self._before_joules = run - training if run is not None and training is not None else None
        return self.prediction.energy_joules - self._before_joules if self._before_joules is not None else None

    def read(self) -> Result:
        """What the training amounts to so far, in this process."""
        if self.result is not None:
            return self.result
        result = session().read(self._window)
        if result.available:
            self._has_budgets = bool(result.budgets)
        self.exceeded = self.exceeded or next((budget.spec for budget in result.budgets if budget.exceeded), "")
        return result

    def over_budget(self) -> bool:
        """Whether a budget is used up. Asks whoever measures, unless there is no budget."""
        if not self.exceeded and self._has_budgets is not False:
            self.read()
        return bool(self.exceeded)

    def total(self) -> Kept:
        """What the training amounts to so far, over all processes that took it up."""
        return self.kept.plus(self.read())

    def end(self) -> Result:
        """The training is over: it finished, or its budget is used up. Once it has ended, that holds."""
        return self._end(f"budget {self.exceeded}" if self.exceeded else "finished", None)

    def break_off(self, how: str) -> Result:
        """The training was over with the last that was heard of it, and nobody said so."""
        return self._end(how, self._latest_ns)

    # How it is done

    def _end(self, ended: str, at_ns: Optional[int]) -> Result:
        if self.result is None:
            for part in (self._evaluation, self._epoch):
                if part is not None:
                    session().end_unread(part, at_ns)
            self._evaluation = self._epoch = None
            self._tell_steps()
            self.result = session().end(self._window, at_ns) if self._window is not None else session().read()
            self.ended = ended
        return self.result

    def _tell_steps(self) -> None:
        moments, self._moments = self._moments, []
        anew, self._anew = self._anew, False
        if len(moments) < 2 and anew or not moments:
            # The begin of a step that has not ended stays.
            self._moments, self._anew = moments, anew
            return
        energies = session().marks("step", moments, anew=anew)
        if energies:
            self._told_steps += len(energies)
            self._told_joules += sum(energies)

    def _end_part(self, kind: str, window: Optional[Window], steps: int) -> Optional[Result]:
        if window is None:
            return None
        result = session().end(window, self._latest_ns)
        self.parts.append(Part(kind, window.name, steps, result))
        return result

    def _count(self, counted: Counted) -> None:
        """Tells what was got through since the last time, so that the run knows joules per token as well."""
        grown = {
            name: now - before
            for name, now, before in zip(("steps", "samples", "tokens", "flops"), counted, self._logged)
            if now > before and name != "steps"
        }
        self._logged = counted
        if grown and self.tells:
            session().log(grown)



def _is_measured_here(name: str) -> bool:
    """Times, rates and counts, which the run knows of itself or is told as such."""
    return name in ("epoch", "step", "num_input_tokens_seen", "total_flos") or name.endswith(("_runtime", "_per_second", "_time"))
