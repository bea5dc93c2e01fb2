"""What holds for a process, of all the places where it may be said."""

from __future__ import annotations

from typing import Optional

from . import _log
from .config import CarbonConfig


def load(said: Optional[CarbonConfig]) -> CarbonConfig:
    """What was said in code, filled up from the environment and from files, if they can be read."""
    try:
        config = CarbonConfig.load(said)
    except (ValueError, TypeError) as wrong:
        # Nobody who can catch it said this just now: it is in the environment or in a file.
        _log.warn_once("config", "the environment and `ecocode.json` are left out: %s", wrong)
        config = said or CarbonConfig()
    if config.log_level is not None:
        _log.set_level(config.log_level)
    return config
