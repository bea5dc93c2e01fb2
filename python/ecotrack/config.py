"""`CarbonConfig`: what a training may say about how it is measured and judged.

What is not said here is taken from the environment (`ECOTRACK_PROJECT_NAME`, …), else from `ecocode.json`, else it is as EcoCode has it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, fields, replace
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Union

DEFAULT_PORT = 9465
DEFAULT_REPORT = "ecotrack-report"

GpuIds = Union[str, int, Sequence[Union[int, str]]]


@dataclass(frozen=True)
class CarbonConfig:
    """All fields may be left out. A wrong value raises ValueError, a value of a wrong kind TypeError; both begin with the field's name."""

    project_name: Optional[str] = None
    run_name: Optional[str] = None
    country: Optional[str] = None  # "DE", "Germany"
    region: Optional[str] = None  # "CA" of country "US", "US-CA", "California", or a cloud's: "aws:eu-central-1"
    gpu_ids: Optional[GpuIds] = None  # "all", "none", or numbers, UUIDs and PCI addresses
    log_level: Optional[str] = None
    export_prometheus: Optional[bool] = None
    prometheus_port: Optional[int] = None
    save_report: Optional[bool] = None
    report_path: Optional[str] = None
    max_energy: Optional[str] = None  # "2kWh"
    max_co2: Optional[str] = None  # "500g"
    max_cost: Optional[str] = None  # "3EUR"
    max_time: Optional[str] = None  # "2h"
    provider: Optional[str] = None  # of live carbon intensity: "neso", "electricity-maps", …
    grid_intensity: Optional[float] = None  # g/kWh, for the provider "static"
    attribution: Optional[str] = None  # "busy", "capacity" or "marginal"
    pue: Optional[float] = None
    price: Optional[str] = None  # of electricity, a kWh: "0.31EUR"
    currency: Optional[str] = None
    interval_seconds: Optional[float] = None
    keep_in_ledger: Optional[bool] = None
    tags: Optional[Mapping[str, str]] = None

    def __post_init__(self) -> None:
        for name, check in CHECKS.items():
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, check(name, value))
        if self.region is not None and _is_part(self.region) and (self.country is None or len(self.country) != 2):
            raise ValueError(f"region: `{self.region}` needs a country of two letters beside it, or write both as one, such as `US-CA`")

    @property
    def zone(self) -> Optional[str]:
        """The grid zone that country and region name together."""
        if self.region is None:
            return self.country
        return f"{self.country}-{self.region}" if _is_part(self.region) else self.region

    @classmethod
    def load(cls, said: Optional[CarbonConfig] = None, environment: Optional[Mapping[str, str]] = None) -> CarbonConfig:
        """What was said in code, filled up from the environment and then from the `ecotrack` part of `ecocode.json`.

        Raises ValueError for an unknown key and for a wrong value, of whichever place.
        """
        from . import _files

        environment = os.environ if environment is None else environment
        found = _files.values(environment)
        found.update(_from_environment(environment))
        for field in fields(cls):
            value = getattr(said, field.name) if said is not None else None
            if value is not None:
                found[field.name] = value
        return cls(**found)

    def options(self) -> List[str]:
        """The options of `ecocode sidecar` that say the same."""
        options: List[str] = []
        for value, option in (
            (self.run_name, "--name"),
            (self.project_name, "--project"),
            (self.zone, "--zone"),
            (_gpus(self.gpu_ids), "--gpus"),
            (self.max_energy, "--max-energy"),
            (self.max_co2, "--max-co2"),
            (self.max_cost, "--max-cost"),
            (self.max_time, "--max-time"),
            (self.provider, "--grid-provider"),
            (self.grid_intensity, "--grid-intensity"),
            (self.attribution, "--attribution"),
            (self.pue, "--pue"),
            (self.price, "--price"),
            (self.currency, "--currency"),
            (f"{self.interval_seconds * 1000:g}ms" if self.interval_seconds else None, "--interval"),
        ):
            if value is not None:
                # One word: what begins with a dash is a value all the same.
                options.append(f"{option}={value}")
        for key, value in (self.tags or {}).items():
            options.append(f"--tag={key}={value}")
        if self.keep_in_ledger is False:
            options.append("--no-ledger")
        if self.export_prometheus:
            options.append(f"--prometheus={self.prometheus_port if self.prometheus_port is not None else DEFAULT_PORT}")
        return options

    def judging(self) -> List[str]:
        """Those of the options that change figures."""
        return replace(self, project_name=None, run_name=None, tags=None).options()

    def with_values(self, **values: Any) -> CarbonConfig:
        """A copy with some fields replaced."""
        return replace(self, **values)


def from_text(name: str, text: str) -> Any:
    """The value of a field as it is written in an environment variable."""
    if name in _SWITCHES:
        word = text.strip().lower()
        if word in ("1", "true", "yes", "on"):
            return True
        if word in ("0", "false", "no", "off"):
            return False
        raise ValueError(f"{name}: `{text}` is neither true nor false")
    if name in _NUMBERS:
        try:
            return _NUMBERS[name](text)
        except ValueError:
            raise ValueError(f"{name}: `{text}` is not a number") from None
    if name == "tags":
        pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
        if not all(middle and key.strip() for key, middle, _ in pairs):
            raise ValueError(f"tags: `{text}` is not of the form `key=value,key=value`")
        return {key.strip(): value.strip() for key, _, value in pairs}
    return text


def _from_environment(environment: Mapping[str, str]) -> Dict[str, Any]:
    from . import _files

    found: Dict[str, Any] = {}
    for name, text in _files.variables(environment).items():
        if name not in CHECKS:
            variable = _files.PREFIX + name.upper()
            raise ValueError(unknown(name, f"`{variable}` in the environment", CHECKS, lambda known: _files.PREFIX + known.upper()))
        found[name] = from_text(name, text)
    return found


def unknown(name: str, place: str, known: Iterable[str], spell: Callable[[str], str] = str) -> str:
    """What is said of a key that there is not."""
    import difflib

    near = difflib.get_close_matches(name, list(known), 1)
    return f"{name}: there is no such field ({place})" + (f"; did you mean `{spell(near[0])}`?" if near else "")


def _is_part(region: str) -> bool:
    """Whether it is the second half of a code such as `US-CA`; else it is a whole one, a cloud's, or a name."""
    return len(region) <= 3 and region.isalnum()


def _gpus(ids: Optional[GpuIds]) -> Optional[str]:
    if ids is None:
        return None
    if isinstance(ids, (str, int)):
        return str(ids)
    return ",".join(str(one) for one in ids) or "none"


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name}: expected text, not {type(value).__name__}")
    if not value.strip():
        raise ValueError(f"{name}: it is empty")
    return value


def _path(name: str, value: Any) -> str:
    return _text(name, os.fspath(value) if isinstance(value, os.PathLike) else value)


def _switch(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{name}: expected True or False, not {type(value).__name__}")
    return value


def _choice(*words: str) -> Callable[[str, Any], str]:
    def check(name: str, value: Any) -> str:
        word = _text(name, value).lower()
        if word not in words:
            raise ValueError(f"{name}: `{value}` is none of {', '.join(words)}")
        return word

    return check


def _between(least: float, most: float) -> Callable[[str, Any], Any]:
    def check(name: str, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise TypeError(f"{name}: expected a number, not {type(value).__name__}")
        if not least <= value <= most:
            raise ValueError(f"{name}: {value} is not between {least:g} and {most:g}")
        return value

    return check


def _port(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name}: expected a whole number, not {type(value).__name__}")
    if not 1 <= value <= 65535:
        raise ValueError(f"{name}: {value} is not between 1 and 65535")
    return value


def _amount(example: str, *units: str) -> Callable[[str, Any], str]:
    pattern = re.compile(r"\s*(\d+\.?\d*|\.\d+)\s*(" + "|".join(units) + r")\s*", re.IGNORECASE)

    def check(name: str, value: Any) -> str:
        if not isinstance(value, str):
            raise TypeError(f"{name}: expected text with a unit, such as `{example}`, not {type(value).__name__}")
        match = pattern.fullmatch(value)
        if match is None or float(match.group(1)) <= 0:
            raise ValueError(f"{name}: `{value}` is not an amount with a unit, such as `{example}`")
        return value

    return check


def _gpu_ids(name: str, value: Any) -> GpuIds:
    ids: Tuple[Any, ...] = (value,) if isinstance(value, (str, int)) else tuple(value) if isinstance(value, (list, tuple, range)) else (None,)
    for one in ids:
        if isinstance(one, bool) or not isinstance(one, (int, str)):
            raise TypeError(f"{name}: expected `all`, `none`, or numbers, UUIDs and PCI addresses, not {type(one if one is not None else value).__name__}")
        if one == "" or (isinstance(one, int) and one < 0):
            raise ValueError(f"{name}: `{one}` is not a GPU")
    return value if isinstance(value, (str, int)) else ids


def _tags(name: str, value: Any) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError(f"{name}: expected a dict, not {type(value).__name__}")
    for key, text in value.items():
        if not isinstance(key, str) or not isinstance(text, str):
            raise TypeError(f"{name}: expected text for key and value, not {key!r}: {text!r}")
        if not key or "=" in key:
            raise ValueError(f"{name}: `{key}` can't be the name of a tag")
    return dict(value)


CHECKS: Dict[str, Callable[[str, Any], Any]] = {
    "project_name": _text,
    "run_name": _text,
    "country": _text,
    "region": _text,
    "gpu_ids": _gpu_ids,
    "log_level": _choice("debug", "info", "warning", "error", "critical"),
    "export_prometheus": _switch,
    "prometheus_port": _port,
    "save_report": _switch,
    "report_path": _path,
    "max_energy": _amount("2kWh", "J", "kJ", "MJ", "GJ", "Wh", "kWh", "MWh"),
    "max_co2": _amount("500g", *(mass + name for mass in ("g", "kg", "t") for name in ("", " ?CO2", " ?CO2e", " ?CO2eq"))),
    "max_cost": _amount("3EUR", "[A-Z]{3}"),
    "max_time": _amount("2h", "ms", "s", "m", "min", "h", "d"),
    "provider": _choice("electricity-maps", "watttime", "neso", "carbon-aware-sdk", "file", "exec", "static"),
    "grid_intensity": _between(0, 3000),
    "attribution": _choice("busy", "capacity", "marginal"),
    "pue": _between(1, 10),
    "price": _amount("0.31EUR", "[A-Z]{3}"),
    "currency": _text,
    "interval_seconds": _between(0.001, 3600),
    "keep_in_ledger": _switch,
    "tags": _tags,
}
_SWITCHES = ("export_prometheus", "save_report", "keep_in_ledger")
_NUMBERS: Dict[str, Callable[[str], Any]] = {"prometheus_port": int, "pue": float, "grid_intensity": float, "interval_seconds": float}
