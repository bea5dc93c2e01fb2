"""Energy, CO2e, water and cost of what Python computes, from a function to a training, measured by EcoCode.

    import ecotrack

    @ecotrack.track
    def train(): ...

    with ecotrack.monitor("epoch 1") as m:
        ...
    print(m.energy_joules, m.co2e_grams)

Nothing happens on import but definitions. The first window starts `ecocode sidecar`, which does all measuring and arithmetic.
"""

from __future__ import annotations

__version__ = "0.1.0"

# What `typing` says at run time, without the 4 ms that loading it takes.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from .config import CarbonConfig as CarbonConfig
    from .results import Result as Result
    from .tracking import configure as configure
    from .tracking import finish as finish
    from .tracking import log as log
    from .tracking import monitor as monitor
    from .tracking import phase as phase
    from .tracking import progress as progress
    from .tracking import start as start
    from .tracking import step as step
    from .tracking import stop as stop
    from .tracking import track as track

_HOMES = {
    "CarbonConfig": "config",
    "Result": "results",
    "configure": "tracking",
    "finish": "tracking",
    "log": "tracking",
    "monitor": "tracking",
    "phase": "tracking",
    "progress": "tracking",
    "start": "tracking",
    "step": "tracking",
    "stop": "tracking",
    "track": "tracking",
    "attach": "integrations",
    "autolog": "integrations",
    "load_ipython_extension": "notebook",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    """Loads what is used when it is used first: whoever imports this package may never measure."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
