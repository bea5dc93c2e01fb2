"""`python -m ecotrack doctor`: what can be measured from Python here, and why not."""

from __future__ import annotations

import platform
import subprocess
import sys
import time
from typing import Optional, TextIO

from . import __version__, _binary, _text
from ._session import session

# Long enough for a machine that is busy; a start takes a twentieth of it.
_PATIENCE_SECONDS = 10.0


def run(output: Optional[TextIO] = None) -> int:
    """Prints what it finds. 0 where energy can be measured, else 1."""
    out = output or sys.stdout
    binary = _binary.find()
    _line(out, "ecotrack", f"{__version__}, Python {platform.python_version()} on {platform.machine()}")
    _line(out, "ecocode", f"{binary.path} (of {binary.origin})" if binary.path else f"not found: {binary.reason}")
    version = _version(binary.path) if binary.path else None
    if version is not None and version.split()[-1].partition("+")[0] != __version__:
        _line(out, "", f"it says `{version}`: another version than ecotrack's {__version__}")
    measured = _measure(out)
    if binary.path:
        out.write("\n")
        out.flush()
        subprocess.run([binary.path, "doctor"], stdout=out if output is None else subprocess.DEVNULL, check=False)
    return 0 if measured else 1


def _measure(out: TextIO) -> bool:
    here = session()
    begun = time.perf_counter()
    window = here.begin("doctor")
    called = time.perf_counter() - begun
    if here.reason:
        _line(out, "measuring", f"not possible: {here.reason}")
        return False
    while here.greeting is None and not here.reason and time.perf_counter() - begun < _PATIENCE_SECONDS:
        here.read()
    greeting = here.greeting
    if greeting is None:
        _line(out, "measuring", f"not possible: {here.reason or 'whoever measures does not answer'}")
        return False
    who = "a sidecar of this process" if here.is_owner else f"{greeting.get('server')}, which runs already"
    _line(out, "measured by", f"{who} (role {greeting.get('role')})")
    _line(out, "start", f"{_text.duration(called)} of the caller, first answer after {_text.duration(time.perf_counter() - begun)}")
    begun = time.perf_counter()
    result = here.end(window)
    _line(out, "answer", _text.duration(time.perf_counter() - begun))
    if not result.available:
        _line(out, "measuring", f"not possible: {result.reason}")
        return False
    sources = sorted({f"{part.component} by {part.source} ({part.provenance})" for part in result.components})
    _line(out, "energy of", ", ".join(sources) or _text.UNKNOWN)
    return True


def _version(path: str) -> Optional[str]:
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=_PATIENCE_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return said.stdout.strip() or None


def _line(out: TextIO, name: str, text: str) -> None:
    out.write(f"{name:<12} {text}\n")
