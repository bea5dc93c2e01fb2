"""W&B: figures join the row that the program logs next, so that its steps are its own; the last of each is in the run's summary."""

from __future__ import annotations

import sys
from typing import Any, Dict, Mapping, Optional

from .. import _log

PREFIX = "ecotrack/"


def log(metrics: Mapping[str, float], step: Optional[int] = None) -> None:
    run = _active()
    if run is None or not metrics:
        return
    row: Dict[str, float] = {PREFIX + name: float(value) for name, value in metrics.items()}
    if step is not None:
        row[PREFIX + "step"] = step  # W&B's own counter of steps only goes up, and is not ours to move.
    try:
        run.log(row, commit=False)
    except Exception as error:
        _log.warn_once("wandb", "W&B did not take the figures: %s", error)


def log_report(path: str) -> None:
    run = _active()
    if run is None:
        return
    try:
        run.log_artifact(path, name=f"ecotrack-{run.id}", type="ecotrack-report")
    except Exception as error:
        _log.warn_once("wandb", "W&B did not take the report: %s", error)


def _active() -> Optional[Any]:
    wandb = sys.modules.get("wandb")
    return getattr(wandb, "run", None) if wandb is not None else None
