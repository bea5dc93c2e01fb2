"""Trackers for the frameworks' own hooks. A framework is imported when its tracker is used, never before."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Optional, Tuple

if TYPE_CHECKING:
    from ..config import CarbonConfig

_HOMES = {
    "Eco2AICallback": "huggingface",
    "Eco2AILightningCallback": "lightning",
    "Eco2AIKerasCallback": "keras",
    "Eco2AILightGBMCallback": "lightgbm",
    "Eco2AIXGBoostCallback": "xgboost",
    "EnergyLoop": "pytorch",
}


def attach(trainer: Any, config: Optional[CarbonConfig] = None) -> Any:
    """Measures a Hugging Face Trainer, and gives the callback that does. Its figures reach every reporter of the trainer."""
    from . import huggingface

    return huggingface.attach(trainer, config)


def autolog(config: Optional[CarbonConfig] = None) -> Tuple[str, ...]:
    """Measures every training from now on of the frameworks that are imported already, and gives their names.

    Of Hugging Face and Keras it covers every trainer and model made afterwards; of Lightning the same, where ecotrack is installed and not
    only on the path, since Lightning finds it by its entry point.
    """
    from importlib import import_module

    done = []
    for name, module in (("transformers", "huggingface"), ("keras", "keras"), ("lightning", "lightning"), ("pytorch_lightning", "lightning")):
        if sys.modules.get(name) is not None and import_module(f"{__name__}.{module}").autolog(config):
            done.append(name)
    return tuple(done)


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{home}"), name)
