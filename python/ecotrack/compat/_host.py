"""What other trackers write of the machine beside their figures."""

from __future__ import annotations

import os
import platform
from typing import Dict, Iterable, Optional

from ..results import Result

JOULES_PER_KWH = 3.6e6
GRAMS_PER_KG = 1000.0


def cpu_model() -> Optional[str]:
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
            for line in file:
                name, _, value = line.partition(":")
                if name.strip() == "model name":
                    return value.strip()
    except OSError:
        pass
    return None


def memory_gib() -> Optional[float]:
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")) / 2**30
    except (ValueError, OSError):
        return None


def system() -> str:
    return platform.platform()


def kwh(joules: Optional[float], pue: Optional[float]) -> Optional[float]:
    """Energy as these trackers write it: with PUE in it."""
    return None if joules is None else joules / JOULES_PER_KWH * (1.0 if pue is None else pue)


def kilograms(result: Result) -> Optional[float]:
    return None if result.co2e_grams is None else result.co2e_grams / GRAMS_PER_KG


def by_component(result: Result) -> Dict[str, float]:
    """The joules of each kind of component; a kind that was not measured is absent."""
    sums: Dict[str, float] = {}
    for part in result.components:
        if part.energy_joules is not None:
            sums[part.component] = sums.get(part.component, 0.0) + part.energy_joules
    return sums


def note(tracker: str, ignored: Iterable[str]) -> None:
    """Says once which arguments mean nothing here."""
    names = sorted(ignored)
    if names:
        from .. import _log

        _log.warn_once(f"compat {tracker} {names}", "%s: these arguments mean nothing to EcoCode and are left out: %s", tracker, ", ".join(names))
