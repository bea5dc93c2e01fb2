"""Eco2AI's interface: `from ecotrack.compat.eco2ai import Tracker, track`.

It writes the same columns to `emission.csv`. What is set with `set_params` is kept in this process, and not in the installed package.
"""

from __future__ import annotations

import functools
import os
import platform
import time
import uuid
from types import TracebackType
from typing import Any, Callable, Dict, Mapping, Optional, Type, TypeVar, Union, cast

from ..config import CarbonConfig
from ..results import Result
from ..tracking import monitor
from . import _host, _table

F = TypeVar("F", bound=Callable[..., Any])

HEADER = (
    "id",
    "project_name",
    "experiment_description",
    "epoch",
    "start_time",
    "duration(s)",
    "power_consumption(kWh)",
    "CO2_emissions(kg)",
    "CPU_name",
    "GPU_name",
    "OS",
    "region/country",
    "cost",
)
_UNKNOWN = "N/A"
_params: Dict[str, Any] = {}
_DEFAULTS: Mapping[str, Any] = {
    "project_name": "default project name",
    "experiment_description": "default experiment description",
    "file_name": "emission.csv",
    "measure_period": 10,
    "pue": 1,
}


class IncorrectMethodSequenceError(Exception):
    """Methods were called in an order that means nothing."""


def set_params(**params: Any) -> None:
    """Sets what trackers that are made later take where they are told nothing."""
    for name in params:
        if name not in _DEFAULTS:
            raise TypeError(f"unexpected argument `{name}`")
    _params.update(params)


def get_params() -> Dict[str, Any]:
    return {**_DEFAULTS, **_params}


class Tracker:
    """Measures from `start()` to `stop()`, or the epochs of a training from `start_training()` on."""

    def __init__(
        self,
        project_name: Optional[str] = None,
        experiment_description: Optional[str] = None,
        file_name: Optional[str] = None,
        measure_period: float = 10,
        emission_level: Optional[float] = None,
        alpha_2_code: Optional[str] = None,
        region: Optional[str] = None,
        cpu_processes: str = "current",
        pue: float = 1,
        encode_file: Union[str, bool, None] = None,
        electricity_pricing: Optional[Mapping[str, float]] = None,
        ignore_warnings: bool = False,
        timezone: Any = False,
    ) -> None:
        if isinstance(measure_period, (int, float)) and measure_period <= 0:
            raise ValueError("'measure_period' should be positive number")
        if file_name is not None and not str(file_name).endswith(".csv"):
            raise ValueError("'file_name' name need to be with extension '.csv'")
        params = get_params()
        self.project_name = project_name if project_name is not None else params["project_name"]
        self.experiment_description = experiment_description if experiment_description is not None else params["experiment_description"]
        self.file_name = file_name if file_name is not None else params["file_name"]
        _host.note("eco2ai", [name for name, value in (("encode_file", encode_file), ("electricity_pricing", electricity_pricing)) if value])
        self._place = "/".join(part for part in (region, alpha_2_code) if part) or None
        self._measure_period = measure_period
        self._config = CarbonConfig(
            project_name=self.project_name,
            country=alpha_2_code,
            region=region,
            pue=pue,
            provider="static" if emission_level is not None else None,
            grid_intensity=emission_level,
        )
        self._monitor: Optional[monitor] = None
        self._result: Optional[Result] = None
        self._id: Optional[str] = None
        self._started = 0.0
        self._epoch: Optional[int] = None

    def start(self) -> None:
        if self._epoch is not None:
            raise IncorrectMethodSequenceError("a training goes on: use `new_epoch` and `stop_training`")
        self._begin()

    def stop(self) -> None:
        if self._epoch is not None:
            self.stop_training()
            return
        if self._monitor is None:
            raise IncorrectMethodSequenceError("`start` or `start_training` comes first")
        self._write(self._end(), _UNKNOWN)

    def start_training(self, start_epoch: int = 1) -> None:
        if not isinstance(start_epoch, int):
            raise TypeError(f"start_epoch: expected a whole number, not {type(start_epoch).__name__}")
        self._begin()
        self._epoch = start_epoch

    def new_epoch(self, parameters_dict: Mapping[str, Any]) -> None:
        """Ends an epoch and begins the next; what is given is written beside it."""
        if self._epoch is None:
            raise IncorrectMethodSequenceError("`start_training` comes before `new_epoch`")
        told = "".join(f"{name}: {value}, " for name, value in parameters_dict.items())
        # The next begins before the row is written, so that no energy lies between them.
        ended, started = self._end(), self._started
        self._begin(keep_id=True)
        self._write(ended, f"epoch: {self._epoch}, {told}", started)
        self._epoch += 1

    def stop_training(self) -> None:
        if self._epoch is None:
            raise IncorrectMethodSequenceError("`start_training` comes before `stop_training`")
        self._end()
        self._epoch = None

    def consumption(self) -> Optional[float]:
        """kWh with PUE, so far; None where it is not known."""
        result = self._monitor.result if self._monitor is not None else self._result
        return None if result is None else _host.kwh(result.impact.facility_energy_joules, 1.0)

    def price(self) -> Optional[float]:
        result = self._monitor.result if self._monitor is not None else self._result
        return None if result is None or result.cost is None else result.cost.amount

    def emission_level(self) -> Optional[float]:
        """kg a MWh, which is g a kWh."""
        result = self._monitor.result if self._monitor is not None else self._result
        return None if result is None or result.impact.grid is None else result.impact.grid.grams_per_kwh

    def measure_period(self) -> float:
        return self._measure_period

    def id(self) -> Optional[str]:
        return self._id

    def __enter__(self) -> Tracker:
        self.start()
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self.stop()

    def _begin(self, keep_id: bool = False) -> None:
        if not keep_id:
            self._id = str(uuid.uuid4())
        self._started = time.time()
        self._monitor = monitor(self.experiment_description or "run", self._config)
        self._monitor.start()

    def _end(self) -> Result:
        assert self._monitor is not None
        self._result = self._monitor.stop()
        self._monitor = None
        return self._result

    def _write(self, result: Result, epoch: str, started: Optional[float] = None) -> None:
        grid = result.impact.grid
        gpus = [part for part in result.components if part.component == "gpu"]
        row = {
            "id": self._id,
            "project_name": self.project_name,
            "experiment_description": self.experiment_description,
            "epoch": epoch,
            "start_time": time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(started or self._started)),
            "duration(s)": result.duration_seconds,
            "power_consumption(kWh)": _host.kwh(result.impact.facility_energy_joules, 1.0),
            "CO2_emissions(kg)": _host.kilograms(result),
            "CPU_name": f"{_host.cpu_model() or _UNKNOWN}/{os.cpu_count()} thread(s)",
            "GPU_name": f"{len(gpus)} device(s)",
            "OS": platform.system(),
            "region/country": self._place or (grid.zone if grid else None),
            "cost": result.cost.amount if result.cost else None,
        }
        try:
            _table.add(self.file_name, HEADER, row)
        except OSError as broken:
            from .. import _log

            _log.warn_once("emission.csv", "emissions could not be written: %s", broken)


def track(func: F) -> F:
    """Measures each call of a function, with what was set by `set_params`. What the function raises passes untouched."""

    @functools.wraps(func)
    def tracked(*args: Any, **kwargs: Any) -> Any:
        with Tracker():
            return func(*args, **kwargs)

    return cast(F, tracked)


def summary(filename: str = "emission.csv", write_to_file: Optional[str] = None) -> Dict[str, Dict[str, float]]:
    """Sums of a file by project: time, energy, emissions, cost. Cells that are not known count in no sum."""
    columns = ("duration(s)", "power_consumption(kWh)", "CO2_emissions(kg)", "cost")
    sums: Dict[str, Dict[str, float]] = {}
    for row in _table.read(filename):
        project = sums.setdefault(row["project_name"], {})
        for column in columns:
            if row.get(column) not in (None, "", _UNKNOWN):
                project[column] = project.get(column, 0.0) + float(row[column])
    if write_to_file is not None:
        for name, project in sums.items():
            _table.add(write_to_file, ("project_name", *columns), {"project_name": name, **project})
    return sums
