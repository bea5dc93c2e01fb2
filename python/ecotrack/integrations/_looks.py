"""What a training tells whoever measures, and is told: its steps and figures, gathered between two looks; energies, prediction and budgets at a look.

On the way of each step is one clock read. A training that is killed between two looks, which are about a second apart, has not told what it
gathered since the last: the measuring knows the energy all the same, but not of which steps it was.
"""

from __future__ import annotations

import time
from typing import Any, Dict, List, Mapping, Optional, Tuple

from .._session import Logged, session
from .._window import Window
from ..results import Prediction, Result
from ._amounts import Counted, Kept

# What is measured has about ten samples a second, and some trainings log a hundred times a second. Longer than between two logs that have
# figures, which take a look of their own: where logs come often, no step needs another.
_LOOK_NS = 1_500_000_000
_COUNTS = ("epoch", "step", "num_input_tokens_seen", "total_flos")


class Looks:
    """`tells` is false for the ranks of a node but one: all see the same tree, and what each of them told would be there as often as there are
    ranks. With `marks` the energy of steps is asked for."""

    def __init__(self, unit: str, tells: bool, marks: bool) -> None:
        self.unit = unit
        self.tells = tells
        self.kept = Kept()
        self.exceeded = ""  # the budget that is used up, as far as the last look tells
        self.prediction: Optional[Prediction] = None
        self._marks = tells and marks
        self.broke_off = False  # whether its measuring did: its epochs are then not all of the run that its result is of
        self._window: Optional[Window] = None
        self._moments: List[int] = []
        self._told_steps = 0
        self._logs: List[Logged] = []
        self._begin_ns = self._heard_ns = time.monotonic_ns()
        self._anew = True
        self._next_look_ns = self._begin_ns + _LOOK_NS
        self._looked_at = -1
        self._run = ""
        self._looked: Optional[Result] = None
        self._seen: Optional[Result] = None
        self._last: Optional[Result] = None
        self._since: Optional[Counted] = Counted()
        self.result: Optional[Result] = None
        self._steps_before = 0
        self._joules_before: Optional[float] = None
        self._energies: List[float] = []

    @property
    def steps(self) -> int:
        """Steps that have ended."""
        return self._told_steps + len(self._moments)

    def step(self) -> bool:
        """A step ended. Whether it is time for a look."""
        # Keras on JAX calls from several threads: a list needs no lock for it.
        now = time.monotonic_ns()
        self._moments.append(now)
        return now >= self._next_look_ns

    @property
    def latest_ns(self) -> int:
        """The last that was heard of the training."""
        return max(self._heard_ns, self._moments[-1]) if self._moments else self._heard_ns

    def touch(self) -> None:
        """Something that is no step ended now: what comes next begins here. What lies in between is in no step."""
        self._tell()
        self._begin_ns = self._heard_ns = time.monotonic_ns()
        self._anew, self._looked_at = True, -1

    def log(self, metrics: Mapping[str, Any], step: Optional[int] = None, epoch: Optional[float] = None) -> None:
        """Keeps the framework's own figures with the run, from the next look on. To log is no step, and too short to be told from the one it lies in."""
        self._heard_ns = time.monotonic_ns()
        if self.tells:
            self._logs.append(Logged(dict(metrics), step, epoch, self._heard_ns))

    def look(self, done: float, total: float) -> None:
        """Tells what was gathered and how far the training is, and asks what it amounts to, all in one go. Does not wait for a program that is starting."""
        here = session()
        self._next_look_ns = time.monotonic_ns() + _LOOK_NS
        self._looked, self._looked_at = None, self.steps
        if here.greeting is None:
            self._tell()
            return
        self._tell_logs(hold=True)
        moments, anew = self._take_moments()
        done, total = done - self._steps_before, total - self._steps_before
        progress = (done, total, self.unit) if self.tells and 0 < done <= total else None
        found = here.look(self._window, moments, anew, progress)
        if found is not None:
            self._energies += found.energies
            self.prediction = found.prediction or self.prediction
            self._looked = found.result
            self._see(found.result)

    def read(self) -> Result:
        """What the training amounts to so far, in this process."""
        if self.result is not None:
            return self.result
        result = session().read(self._window)
        self._see(result)
        return result

    def total(self) -> Kept:
        """What the training amounts to so far, over all runs that it is in."""
        result = self.read()
        return self.kept.plus(result, self._run)

    @property
    def predicted_joules(self) -> Optional[float]:
        """What the training is foretold to amount to in this run. What is foretold is the run, of which it may not be all."""
        if self.prediction is None or self.prediction.energy_joules is None:
            return None
        if self._joules_before is None:
            run, training = session().read().energy_joules, self.read().energy_joules
            self._joules_before = run - training if run is not None and training is not None else None
        return self.prediction.energy_joules - self._joules_before if self._joules_before is not None else None

    def _see(self, result: Result) -> None:
        if not result.available:
            return
        run = session().run_id
        if self._run and run != self._run:
            # Whoever measured is gone, and another goes on. What was seen last of the first counts, and what was not seen of it is in no figure.
            if self._seen is not None:
                self.kept = self.kept.plus(self._seen, self._run)
            self._steps_before, self._joules_before, self.prediction = self.steps, None, None
            self._last = self._since = None
            self.broke_off = True
        self._run, self._seen = run, result
        self.exceeded = self.exceeded or next((budget.spec for budget in result.budgets if budget.exceeded), "")

    def _tell(self) -> None:
        """Tells what was gathered, where nothing is asked."""
        self._tell_logs()
        moments, anew = self._take_moments()
        if moments:
            self._energies += session().marks("step", moments, anew=anew) or ()

    def _take_moments(self) -> Tuple[List[int], bool]:
        """The steps that ended since the last time; with the begin of the first where that continues nothing."""
        moments = self._moments[:]
        if not moments:
            return [], False
        del self._moments[: len(moments)]  # Another thread may have added one.
        self._told_steps += len(moments)
        moments.sort()  # Those of several threads may have been noted out of order.
        self._heard_ns = max(self._heard_ns, moments[-1])
        anew, self._anew = self._anew, False
        if not self._marks:
            return [], False
        return ([min(self._begin_ns, moments[0]), *moments], True) if anew else (moments, False)

    def _tell_logs(self, hold: bool = False) -> None:
        logs, self._logs = self._logs, []
        session().log_all([log._replace(metrics=_own(log.metrics)) for log in logs], hold)


def _own(metrics: Mapping[str, Any]) -> Dict[str, float]:
    """The figures of a framework's log without times, rates and counts, which the run knows of itself or is told as such."""
    return {
        name: value
        for name, value in metrics.items()
        if isinstance(value, (int, float)) and not isinstance(value, bool) and name not in _COUNTS and not name.endswith(("_runtime", "_per_second", "_time"))
    }


