"""The report of a training: what every report has, with a row for each epoch and evaluation, and what only a training has."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Optional

from .. import _log, _text, loggers
from .._session import session
from ..config import DEFAULT_REPORT
from ..distributed import JobTotals
from ..reports import Report
from ._training import Training


class TrainingReport(Report):
    """`training` has ended."""

    def __init__(self, training: Training, job: Optional[JobTotals] = None) -> None:
        assert training.result is not None
        self.training, self.job = training, job
        here = session()
        super().__init__(training.result, [part.result for part in training.parts], here.record(), here.config.project_name, training.name)

    def json(self) -> Dict[str, Any]:
        training = self.training
        rows = super().json()
        for row, part in zip(rows["rows"], training.parts):
            row.update(kind=part.kind, steps=part.steps or None)
        return {
            **rows,
            "training": {
                "ended": training.ended,
                "steps": training.steps,
                "outside_epochs_j": self.outside_epochs(),
                "over_all_checkpoints": training.total()._asdict() if training.kept.runs else None,
                "predicted_energy_j": training.predicted_joules,
                "job": self.job._asdict() if self.job else None,
            },
        }

    def markdown(self) -> str:
        training = self.training
        lines: List[str] = [f"- ended: {training.ended}", f"- {training.unit}: {training.steps}"]
        outside = self.outside_epochs()
        if outside is not None:
            lines.append(f"- outside of epochs: {_text.energy(outside)}")
        if training.kept.runs:
            kept = training.total()
            lines.append(f"- with what was measured of it before: {_text.energy(kept.energy_joules)}, {_text.mass(kept.co2e_grams)}, runs {', '.join(kept.runs)}")
        if self.job is not None and self.job.ranks > 1:
            nodes = f"{self.job.runs} nodes" if self.job.runs > 1 else "1 node"
            lines.append(f"- {nodes}, {self.job.ranks} ranks: {_text.energy(self.job.energy_joules)}, {_text.mass(self.job.co2e_grams)}")
        return super().markdown() + "\n" + "\n".join(lines) + "\n"

    def outside_epochs(self) -> Optional[float]:
        """The energy of the training that is in none of its epochs. In microjoules, in which the sums are exact."""
        energies = [self.whole.energy_joules] + [part.result.energy_joules for part in self.training.parts if part.kind == "epoch"]
        if len(energies) < 2 or None in energies or self.training.broke_off:
            return None
        whole, *epochs = (round(energy * 1e6) for energy in energies if energy is not None)
        return (whole - sum(epochs)) / 1e6


_trainings = 0


def write(training: Training, job: Optional[JobTotals] = None) -> List[str]:
    """Writes the report of a training that has ended, where the configuration asks for one, and keeps it with the active runs of loggers."""
    here = session()
    config = here.config
    path = config.report_path or (DEFAULT_REPORT if config.save_report else None)
    if path is None or config.save_report is False:
        return []
    global _trainings
    _trainings += 1
    if _trainings > 1:
        # A search for hyperparameters trains often.
        stem, ending = os.path.splitext(path)
        path = f"{stem}-{_trainings}{ending}"
    here.reported = True
    try:
        written = TrainingReport(training, job).save(path)
    except OSError as error:
        _log.warn_once("report", "the report could not be written: %s", error)
        return []
    for one in written:
        loggers.log_report(one)
    return written
