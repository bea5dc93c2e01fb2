"""CodeCarbon's settings: its files, its environment, its arguments, each over the one before."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Mapping, Optional, Sequence

from . import _host

# The order of its parameters, for who passes them by place.
_ORDER = (
    "project_name measure_power_secs api_call_interval api_endpoint api_key output_dir output_file output_methods save_to_file save_to_api "
    "save_to_logger logging_logger save_to_prometheus save_to_logfire prometheus_url output_handlers gpu_ids emissions_endpoint experiment_id "
    "experiment_name electricitymaps_api_token co2_signal_api_token tracking_mode log_level on_csv_write logger_preamble force_cpu_power "
    "force_ram_power pue wue force_carbon_intensity_g_co2e_kwh force_mode_cpu_load allow_multiple_runs rapl_include_dram rapl_prefer_psys"
).split()
_OFFLINE = ("country_iso_code", "region", "cloud_provider", "cloud_region", "country_2letter_iso_code")
_USED = frozenset(
    "project_name output_dir output_file save_to_file output_handlers gpu_ids experiment_id experiment_name on_csv_write pue "
    "force_carbon_intensity_g_co2e_kwh".split()
).union(_OFFLINE)
# What changes nothing that is seen from outside: EcoCode samples by itself, needs no lock, and is silent.
_HARMLESS = frozenset(("measure_power_secs", "allow_multiple_runs", "log_level", "logger_preamble", "tracking_mode", "save_to_api", "api_call_interval"))


class Settings:
    """What a tracker was told."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.project_name: str = values.get("project_name") or "codecarbon"
        self.output_dir: str = os.fspath(values.get("output_dir") or ".")
        self.output_file: str = values.get("output_file") or "emissions.csv"
        self.save_to_file = _switch(values.get("save_to_file"), True)
        self.output_handlers: Sequence[Any] = values.get("output_handlers") or ()
        self.gpu_ids: Any = _gpus(values.get("gpu_ids"))
        self.experiment_id: Optional[str] = values.get("experiment_id")
        self.experiment_name: str = values.get("experiment_name") or "base"
        self.update = values.get("on_csv_write") == "update"
        self.pue = _number(values.get("pue"))
        self.intensity = _number(values.get("force_carbon_intensity_g_co2e_kwh"))
        self.country_iso_code: Optional[str] = values.get("country_iso_code")
        self.region: Optional[str] = values.get("region")
        self.cloud_provider: Optional[str] = values.get("cloud_provider")
        self.cloud_region: Optional[str] = values.get("cloud_region")
        self.country: Optional[str] = values.get("country_2letter_iso_code") or self.country_iso_code
        self.place: Optional[str] = f"{self.cloud_provider}:{self.cloud_region}" if self.cloud_provider and self.cloud_region else self.region
        if self.place and len(self.place) <= 3 and len(self.country or "") != 2:
            self.place = None  # Half a code says nothing without the other half.
        if self.place and self.place.lower() == "georgia" and self.country in ("US", "USA"):
            self.place = "US-GA"  # The one name of a state that is a country's as well.


def of(project_name: Optional[str], measure_power_secs: Optional[float], arguments: Sequence[Any], more: Mapping[str, Any]) -> Settings:
    """Raises TypeError for an argument that CodeCarbon does not have either."""
    if len(arguments) > len(_ORDER) - 2:
        raise TypeError(f"expected at most {len(_ORDER)} arguments, not {len(arguments) + 2}")
    given: Dict[str, Any] = {**dict(zip(_ORDER[2:], arguments)), **more, "project_name": project_name, "measure_power_secs": measure_power_secs}
    for name in given:
        if name not in _ORDER and name not in _OFFLINE:
            raise TypeError(f"unexpected argument `{name}`")
    told = {name: value for name, value in given.items() if value is not None}
    _host.note("codecarbon", (name for name in told if name not in _USED and name not in _HARMLESS and told[name] not in (False, [], ())))
    return Settings({**_files(), **_environment(), **told})


def _files() -> Dict[str, str]:
    """Its INI files: that of the home, and over it that of the working directory."""
    paths: List[str] = [path for path in (os.path.expanduser("~/.codecarbon.config"), ".codecarbon.config") if os.path.isfile(path)]
    if not paths:
        return {}
    import configparser

    files = configparser.ConfigParser(interpolation=None)
    try:
        files.read(paths, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):
        return {}
    return dict(files["codecarbon"]) if files.has_section("codecarbon") else {}


def _environment() -> Dict[str, str]:
    prefix = "CODECARBON_"
    return {name[len(prefix) :].lower(): value for name, value in os.environ.items() if name.startswith(prefix)}


def _gpus(value: Any) -> Any:
    return [one.strip() for one in value.split(",") if one.strip()] if isinstance(value, str) else value


def _switch(value: Any, default: bool) -> bool:
    return default if value is None else value.strip().lower() in ("1", "true", "yes", "on") if isinstance(value, str) else bool(value)


def _number(value: Any) -> Optional[float]:
    try:
        return None if value is None else float(value)
    except ValueError:
        return None
