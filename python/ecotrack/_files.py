"""What the environment says, and the object `ecotrack` of the files `ecocode.json`. The program reads the rest of those itself."""

from __future__ import annotations

import json
import os
import re
from typing import Any, Dict, Iterator, Mapping, Tuple

# A project's file comes with whatever folder one is in: it must not say what is written, and where.
_OWN_ONLY = ("save_report", "report_path", "export_prometheus", "prometheus_port")
_KEYS = (*_OWN_ONLY, "log_level")
# What the program reads has one place, beside `ecotrack` and not in it; the names that differ:
_ELSEWHERE = {
    "project_name": "project", "country": "zone", "region": "zone", "gpu_ids": "gpus", "provider": "grid.provider", "grid_intensity": "grid.intensity",
    "interval_seconds": "interval", "keep_in_ledger": "no_ledger",
}
_FILE = "ecocode.json"


PREFIX = "ECOTRACK_"
# Variables of this prefix that are not fields of CarbonConfig.
_OTHERS = ("ECOTRACK_BINARY", "ECOTRACK_AUTO")


def variables(environment: Mapping[str, str]) -> Dict[str, str]:
    """The variables that say something of a field, by the field's name."""
    return {name[len(PREFIX) :].lower(): text for name, text in environment.items() if name.startswith(PREFIX) and text and name not in _OTHERS}


def anything(environment: Mapping[str, str]) -> bool:
    """Whether the environment or a file may say something."""
    return bool(variables(environment)) or next(_paths(environment), None) is not None


def values(environment: Mapping[str, str]) -> Dict[str, Any]:
    """What the files say, the nearest first. Raises ValueError for what is wrong in them."""
    from . import config

    if environment.get("ECOCODE_NO_CONFIG", "0").lower() not in ("", "0", "false"):
        return {}
    found: Dict[str, Any] = {}
    for path, own in _paths(environment):
        for name, value in _part(path).items():
            if name in config.CHECKS and name not in _KEYS:
                raise ValueError(f"{name}: in `{path}` it is `{_ELSEWHERE.get(name, name)}`, beside `ecotrack` and not in it")
            if name not in _KEYS:
                raise ValueError(config.unknown(name, f"in `{path}`", _KEYS))
            if name in _OWN_ONLY and not own:
                raise ValueError(f"{name}: it counts in your own `ecocode.json` only, and not in that of a project (`{path}`)")
            found.setdefault(name, value)
    return found


def _paths(environment: Mapping[str, str]) -> Iterator[Tuple[str, bool]]:
    """The files that there are, and whether a file is the user's or the machine's own."""
    try:
        folder = os.getcwd()
    except OSError:
        folder = ""  # It was removed.
    while folder:
        path = os.path.join(folder, _FILE)
        if os.path.isfile(path):
            yield path, False
            break
        above = os.path.dirname(folder)
        folder = above if above != folder else ""
    home = environment.get("XDG_CONFIG_HOME") or os.path.join(environment.get("HOME", ""), ".config")
    for folder in (os.path.join(home, "ecocode"), "/etc/ecocode"):
        path = os.path.join(folder, _FILE)
        if os.path.isabs(path) and os.path.isfile(path):
            yield path, True


def _part(path: str) -> Dict[str, Any]:
    try:
        with open(path, encoding="utf-8-sig") as file:
            whole = json.loads(_without_comments(file.read()))
    except OSError:
        return {}
    except ValueError as wrong:
        raise ValueError(f"{path}: {wrong}") from None
    part = whole.get("ecotrack", {}) if isinstance(whole, dict) else {}
    if not isinstance(part, dict):
        raise ValueError(f"ecotrack: expected an object in `{path}`")
    return part


_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/|,(?=(?:\s|//[^\n]*|/\*.*?\*/)*[}\]])', re.DOTALL)


def _without_comments(text: str) -> str:
    """Comments and last commas are allowed in these files, and not in Python's JSON. Lines stay where they are."""
    return _TOKEN.sub(lambda found: found.group() if found.group().startswith('"') else re.sub(r"[^\n]", " ", found.group()), text)
