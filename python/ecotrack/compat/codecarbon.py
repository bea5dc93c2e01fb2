"""CodeCarbon's interface: `from ecotrack.compat.codecarbon import EmissionsTracker`.

Trackers measure the process tree, whatever `tracking_mode` says, and write the same columns to `emissions.csv`. As there, energies in that file are kWh
with PUE in them, and powers are without; what is not known is an empty cell, and not 0. No network is asked for where the machine is.
"""

from __future__ import annotations

import dataclasses
import functools
import os
import platform
import time
import uuid
from types import TracebackType
from typing import Any, Callable, Dict, List, Optional, Sequence, Type, TypeVar, cast

from .. import __version__
from ..config import CarbonConfig
from ..results import Result
from ..tracking import monitor
from . import _host, _settings, _table

F = TypeVar("F", bound=Callable[..., Any])


@dataclasses.dataclass
class EmissionsData:
    """A row of `emissions.csv`, in its order. Emissions are kg, energies kWh with PUE, powers W, water litres, times s."""

    timestamp: str
    project_name: str
    run_id: str
    experiment_id: Optional[str] = None
    duration: Optional[float] = None
    emissions: Optional[float] = None
    emissions_rate: Optional[float] = None
    cpu_power: Optional[float] = None
    gpu_power: Optional[float] = None
    ram_power: Optional[float] = None
    cpu_energy: Optional[float] = None
    gpu_energy: Optional[float] = None
    ram_energy: Optional[float] = None
    energy_consumed: Optional[float] = None
    water_consumed: Optional[float] = None
    country_name: Optional[str] = None
    country_iso_code: Optional[str] = None
    region: Optional[str] = None
    cloud_provider: Optional[str] = None
    cloud_region: Optional[str] = None
    os: Optional[str] = None
    python_version: Optional[str] = None
    codecarbon_version: Optional[str] = None
    cpu_count: Optional[int] = None
    cpu_model: Optional[str] = None
    gpu_count: Optional[int] = None
    gpu_model: Optional[str] = None
    longitude: Optional[float] = None
    latitude: Optional[float] = None
    ram_total_size: Optional[float] = None
    tracking_mode: Optional[str] = None
    cpu_utilization_percent: Optional[float] = None
    gpu_utilization_percent: Optional[float] = None
    ram_utilization_percent: Optional[float] = None
    ram_used_gb: Optional[float] = None
    on_cloud: Optional[str] = None
    pue: Optional[float] = None
    wue: Optional[float] = None

    @property
    def values(self) -> Dict[str, Any]:
        return dataclasses.asdict(self)


HEADER = tuple(field.name for field in dataclasses.fields(EmissionsData))
TASK_HEADER = ("task_name", *(name for name in HEADER if name not in ("experiment_id", "pue", "wue")))


@dataclasses.dataclass(frozen=True)
class _Energy:
    kWh: float  # noqa: N815 - the name that is read in the wild


class EmissionsTracker:
    """Measures from `start()` to `stop()`, which gives kg of CO2e, or None where nothing could be measured."""

    def __init__(self, project_name: Optional[str] = None, measure_power_secs: Optional[float] = None, *arguments: Any, **more: Any) -> None:
        given = _settings.of(project_name, measure_power_secs, arguments, more)
        self.run_id = str(uuid.uuid4())
        self.final_emissions: Optional[float] = None
        self.final_emissions_data: Optional[EmissionsData] = None
        self._settings = given
        self._config = CarbonConfig(
            project_name=given.project_name,
            country=given.country,
            region=given.place,
            gpu_ids=given.gpu_ids,
            pue=given.pue,
            provider="static" if given.intensity is not None else None,
            grid_intensity=given.intensity,
        )
        self._monitor = monitor(given.project_name, self._config)
        self._running = False
        self._tasks: Dict[str, monitor] = {}
        self._task_rows: List[Dict[str, Any]] = []
        self._last_task = ""

    def start(self) -> None:
        if not self._running:
            self._running = True
            self._monitor.start()

    def stop(self) -> Optional[float]:
        if not self._running and self.final_emissions_data is not None:
            return self.final_emissions
        for name in list(self._tasks):
            self.stop_task(name)
        # With tasks alone there is no row of the whole, as there.
        if self._running or not self._task_rows:
            self._running = False
            data = self._data(self._monitor.stop())
            self.final_emissions, self.final_emissions_data = data.emissions, data
            self._write(data)
        else:
            known = [row["emissions"] for row in self._task_rows if row["emissions"] is not None]
            self.final_emissions = sum(known) if known else None
        if self._task_rows and self._settings.save_to_file:
            path = os.path.join(self._settings.output_dir, f"emissions_{self._settings.experiment_name}_{self.run_id}.csv")
            rows, self._task_rows = self._task_rows, []
            for row in rows:
                _quietly(_table.add, path, TASK_HEADER, row)
        return self.final_emissions

    def flush(self) -> Optional[float]:
        """Writes what it amounts to so far; gives kg of CO2e."""
        data = self._data(self._monitor.result)
        if self._running:
            self._write(data)
        return data.emissions

    def start_task(self, task_name: Optional[str] = None) -> None:
        """Begins a task. Unlike there, tasks may overlap, and do not stop anything else."""
        name = task_name or uuid.uuid4().hex
        task = self._tasks[name] = monitor(name, self._config)
        self._last_task = name
        task.start()

    def stop_task(self, task_name: Optional[str] = None) -> Optional[EmissionsData]:
        name = task_name or self._last_task
        task = self._tasks.pop(name, None)
        if task is None:
            return None
        data = self._data(task.stop())
        self._task_rows.append({**data.values, "task_name": name})
        return data

    def get_detected_hardware(self) -> Dict[str, Any]:
        return {
            "ram_total_size": _host.memory_gib(),
            "cpu_count": os.cpu_count(),
            "cpu_physical_count": None,
            "cpu_model": _host.cpu_model(),
            "gpu_count": None,
            "gpu_model": None,
            "gpu_ids": self._settings.gpu_ids,
        }

    def __enter__(self) -> EmissionsTracker:
        self.start()
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self.stop()

    @property
    def _total_energy(self) -> Optional[_Energy]:
        # Programs read this although it is private there.
        result = self._monitor.result
        energy = _host.kwh(result.energy_joules, result.impact.pue)
        return None if energy is None else _Energy(energy)

    def _data(self, result: Result) -> EmissionsData:
        parts = _host.by_component(result)
        pue = result.impact.pue
        seconds = result.duration_seconds
        emissions = _host.kilograms(result)
        gpus = sum(part.component == "gpu" for part in result.components)

        def power(component: str) -> Optional[float]:
            return parts[component] / seconds if component in parts and seconds else None

        return EmissionsData(
            timestamp=time.strftime("%Y-%m-%dT%H:%M:%S"),
            project_name=self._settings.project_name,
            run_id=self.run_id,
            experiment_id=self._settings.experiment_id,
            duration=seconds,
            emissions=emissions,
            emissions_rate=emissions / seconds if emissions is not None and seconds else None,
            cpu_power=power("cpu"),
            gpu_power=power("gpu"),
            ram_power=power("dram"),
            cpu_energy=_host.kwh(parts.get("cpu"), pue),
            gpu_energy=_host.kwh(parts.get("gpu"), pue),
            ram_energy=_host.kwh(parts.get("dram"), pue),
            energy_consumed=_host.kwh(result.impact.facility_energy_joules, 1.0),
            water_consumed=result.water_litres,
            country_iso_code=self._settings.country_iso_code,
            region=self._settings.region,
            cloud_provider=self._settings.cloud_provider,
            cloud_region=self._settings.cloud_region,
            os=_host.system(),
            python_version=platform.python_version(),
            codecarbon_version=f"ecotrack/{__version__}",
            cpu_count=os.cpu_count(),
            cpu_model=_host.cpu_model(),
            gpu_count=gpus or None,
            ram_total_size=_host.memory_gib(),
            tracking_mode="process",
            on_cloud="Y" if self._settings.cloud_provider else None,
            pue=pue,
        )

    def _write(self, data: EmissionsData) -> None:
        for handler in self._settings.output_handlers:
            _quietly(handler.out, data, data)
        if self._settings.save_to_file:
            path = os.path.join(self._settings.output_dir, self._settings.output_file)
            _quietly(_table.add, path, HEADER, data.values, "run_id" if self._settings.update else None)


class OfflineEmissionsTracker(EmissionsTracker):
    """The same: no tracker here asks a network where it is."""


class TaskEmissionsTracker:
    """A task as a block."""

    def __init__(self, task_name: str, tracker: Optional[EmissionsTracker] = None) -> None:
        self.task_name = task_name
        self.tracker = tracker if tracker is not None else EmissionsTracker()
        self._own = tracker is None

    def __enter__(self) -> TaskEmissionsTracker:
        self.tracker.start_task(self.task_name)
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self.tracker.stop_task(self.task_name)
        if self._own:
            self.tracker.stop()


def track_emissions(fn: Optional[F] = None, *arguments: Any, offline: bool = False, **more: Any) -> Any:
    """Measures each call of a function, and writes a row for it. `offline` changes nothing."""

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def tracked(*args: Any, **kwargs: Any) -> Any:
            with EmissionsTracker(*arguments, **more):
                return function(*args, **kwargs)

        return cast(F, tracked)

    return decorate(cast(F, fn)) if callable(fn) else decorate


def track_task_emissions(fn: Optional[F] = None, tracker: Optional[EmissionsTracker] = None, task_name: str = "") -> Any:
    """Measures each call of a function as a task of a tracker."""

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def tracked(*args: Any, **kwargs: Any) -> Any:
            with TaskEmissionsTracker(task_name or function.__name__, tracker):
                return function(*args, **kwargs)

        return cast(F, tracked)

    return decorate(cast(F, fn)) if callable(fn) else decorate


def _quietly(write: Callable[..., object], *arguments: object) -> None:
    """A full disk, or a folder that may not be written, must not end a training."""
    try:
        write(*arguments)
    except Exception as broken:
        from .. import _log

        _log.warn_once("emissions.csv", "emissions could not be written: %s", broken)


__all__: Sequence[str] = (
    "EmissionsData",
    "EmissionsTracker",
    "OfflineEmissionsTracker",
    "TaskEmissionsTracker",
    "track_emissions",
    "track_task_emissions",
)
