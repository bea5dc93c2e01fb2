"""What the integrations of all frameworks share: a training, its epochs and evaluations, and the figures of its logs. A framework's callback says
what happens; here it becomes requests to whoever measures.
"""

from __future__ import annotations

import time
from typing import Dict, List, Optional

from .._session import Logged, session
from .._window import Window
from ..config import CarbonConfig
from ..results import Result
from ._amounts import Counted, Part, added, power, ratio
from ._looks import Looks

# Between two logs of a quick training that have figures.
_FIGURES_NS = 1_000_000_000


class Training(Looks):
    """The measuring of one training in one process."""

    def __init__(self, config: Optional[CarbonConfig] = None, name: str = "training", unit: str = "steps", tells: bool = True, marks: bool = True) -> None:
        here = session()
        here.configure(config)
        chosen = here.config
        # A run around this process may have budgets too, which its results tell.
        self.has_budget_of_its_own = any((chosen.max_energy, chosen.max_co2, chosen.max_cost, chosen.max_time))
        self.name = name
        self.parts: List[Part] = []
        self.ended: Optional[str] = None
        self._epoch: Optional[Window] = None
        self._ended_epoch: Optional[Result] = None
        self._epoch_steps = 0
        self._evaluation: Optional[Window] = None
        self._logged = Counted()
        super().__init__(unit, tells, marks)
        self._next_figures_ns = self._begin_ns
        self._window = here.begin(name, self._begin_ns) if tells else None

    def begin_epoch(self, number: float) -> None:
        self.end_epoch()
        self.touch()
        self._epoch_steps = self.steps
        if self.tells:
            self._epoch = session().begin(f"epoch {number:g}", self.latest_ns)

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
            self._evaluation = session().begin(name, self.latest_ns)

    @property
    def evaluates(self) -> bool:
        """Whether an evaluation goes on."""
        return self._evaluation is not None

    def end_evaluation(self) -> Optional[Result]:
        evaluation, self._evaluation = self._evaluation, None
        if evaluation is None:
            return None
        self.touch()
        return self._end_part("evaluation", evaluation, 0)

    def due(self) -> bool:
        """Whether a log that comes every few steps is to have figures: a while after the last that had some."""
        now = time.monotonic_ns()
        if now < self._next_figures_ns:
            return False
        self._next_figures_ns = now + _FIGURES_NS
        return True

    def figures(self, counted: Counted, total_steps: float = 0, thorough: bool = False) -> Dict[str, float]:
        """The figures of a point at which the framework logs, by names that any logger takes. What is not known is not among them.

        Unless it is `thorough`, as at the end of an epoch and of the training, there are none while the measuring program is still starting.
        """
        if session().greeting is None and not thorough:
            return {}
        self._count(counted)
        # The step that ended just now may have been the one to look at.
        if thorough or self._looked_at != self.steps:
            self.look(counted.steps, total_steps)
        now = self._looked or self.read()
        if self._since is None:
            self._since = counted
        since = self._since
        energies, self._energies = self._energies, []
        found: Dict[str, Optional[float]] = {
            "energy_joules": added(self.kept.energy_joules, now.energy_joules),
            "co2e_grams": added(self.kept.co2e_grams, now.co2e_grams),
            "power_watts": power(self._last, now),
            "joules_per_step": ratio(sum(energies), len(energies)),
            "joules_per_sample": ratio(now.energy_joules, counted.samples - since.samples),
            "joules_per_token": ratio(now.energy_joules, counted.tokens - since.tokens),
            "joules_per_flop": ratio(now.energy_joules, counted.flops - since.flops),
        }
        if now.cost is not None and not self.kept.runs:
            found["cost"] = now.cost.amount
        self._last = now
        if self.prediction is not None:
            found["predicted_energy_joules"] = added(self.kept.energy_joules, self.predicted_joules)
            found["predicted_left_seconds"] = self.prediction.left_seconds
        return {key: value for key, value in found.items() if value is not None}

    def end(self) -> Result:
        """The training is over: it finished, or its budget is used up. Once it has ended, that holds."""
        return self._end(f"budget {self.exceeded}" if self.exceeded else "finished", None)

    def break_off(self, how: str) -> Result:
        """The training was over with the last that was heard of it, and nobody said so."""
        return self._end(how, self.latest_ns)

    # How it is done

    def _end(self, ended: str, at_ns: Optional[int]) -> Result:
        if self.result is None:
            for part in (self._evaluation, self._epoch):
                if part is not None:
                    session().end_unread(part, at_ns)
            self._evaluation = self._epoch = None
            self._tell()
            result = session().end(self._window, at_ns) if self._window is not None else session().read()
            self._see(result)
            self.result = result
            self.ended = ended
        return self.result

    def _end_part(self, kind: str, window: Optional[Window], steps: int) -> Optional[Result]:
        if window is None:
            return None
        result = session().end(window, self.latest_ns)
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
            session().log_all([Logged(grown, None, None, time.monotonic_ns())], hold=True)
