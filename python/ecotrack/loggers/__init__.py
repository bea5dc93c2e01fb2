"""Experiment loggers. Each writes to the run that the program has active, and to nothing when there is none: it starts no run and imports no
logger, since a run can only be active in one that the program has imported."""

from __future__ import annotations

from typing import Mapping, Optional


def log(metrics: Mapping[str, float], step: Optional[int] = None) -> None:
    """Writes figures to the active runs of MLflow and W&B, under `ecotrack/`."""
    from . import mlflow, wandb

    mlflow.log(metrics, step)
    wandb.log(metrics, step)


def log_report(path: str) -> None:
    """Keeps a report as an artifact of the active runs of MLflow and W&B."""
    from . import mlflow, wandb

    mlflow.log_report(path)
    wandb.log_report(path)
