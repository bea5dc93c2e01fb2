"""What trainings amount to, and the plain divisions that make figures of it. Energies are those of whoever measures."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional, Tuple

from ..results import Result


class Counted(NamedTuple):
    """What a training has got through since it began in this process. 0 is what the framework does not count."""

    steps: int = 0
    samples: float = 0
    tokens: float = 0
    flops: float = 0


class Kept(NamedTuple):
    """What the training amounted to before this process took it up from a checkpoint, or was measured anew. None is what was not known."""

    energy_joules: Optional[float] = 0.0
    co2e_grams: Optional[float] = 0.0
    duration_seconds: float = 0.0
    runs: Tuple[str, ...] = ()

    def plus(self, result: Result, run: str) -> Kept:
        """With what was measured in `run`."""
        runs = self.runs + ((run,) if run and run not in self.runs else ())
        return Kept(
            added(self.energy_joules, result.energy_joules),
            added(self.co2e_grams, result.co2e_grams),
            self.duration_seconds + (result.duration_seconds or 0.0),
            runs,
        )

    @classmethod
    def of(cls, state: Any) -> Kept:
        """From what a checkpoint holds, which may have been written by another version."""
        if not isinstance(state, Mapping):
            return cls()
        runs = state.get("runs")
        return cls(
            state.get("energy_joules"), state.get("co2e_grams"), state.get("duration_seconds") or 0.0, tuple(runs) if runs else ()
        )


class Part(NamedTuple):
    """An epoch or an evaluation that has ended."""

    kind: str  # "epoch" or "evaluation"
    name: str
    steps: int
    result: Result


def added(one: Optional[float], other: Optional[float]) -> Optional[float]:
    return one + other if one is not None and other is not None else None


def ratio(energy: Optional[float], count: float) -> Optional[float]:
    return energy / count if energy is not None and count > 0 else None


def power(before: Optional[Result], now: Result) -> Optional[float]:
    """The mean since the last time, or of all when this is the first."""
    if before is None or before.energy_joules is None or before.duration_seconds is None:
        return now.mean_power_watts
    if now.energy_joules is None or now.duration_seconds is None:
        return None
    return ratio(now.energy_joules - before.energy_joules, now.duration_seconds - before.duration_seconds)
