"""MLflow: figures and the report go to the active run only, since MLflow's own functions start one where there is none."""

from __future__ import annotations

import sys
from typing import Any, Mapping, Optional

from .. import _log

PREFIX = "ecotrack/"


def log(metrics: Mapping[str, float], step: Optional[int] = None) -> None:
    mlflow = sys.modules.get("mlflow")
    run_id = _active(mlflow)
    if mlflow is None or run_id is None or not metrics:
        return
    named = {PREFIX + name: float(value) for name, value in metrics.items()}
    try:
        try:
            # A tracking server may be far away: nobody waits for it.
            mlflow.log_metrics(named, step=step, synchronous=False, run_id=run_id)
        except TypeError:
            mlflow.log_metrics(named, step=step)  # MLflow before 2.10
    except Exception as error:
        _log.warn_once("mlflow", "MLflow did not take the figures: %s", error)


def log_report(path: str) -> None:
    mlflow = sys.modules.get("mlflow")
    if mlflow is None or _active(mlflow) is None:
        return
    try:
        mlflow.log_artifact(path, "ecotrack")
    except Exception as error:
        _log.warn_once("mlflow", "MLflow did not take the report: %s", error)


def _active(mlflow: Any) -> Optional[str]:
    try:
        run = mlflow.active_run() if mlflow is not None else None
        return run.info.run_id if run is not None else None
    except Exception:
        return None
