"""Where the program `ecocode` is, which measures and calculates everything."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple, Optional


class Binary(NamedTuple):
    """A program that was found, or why none was."""

    path: Optional[str]
    origin: str  # "ECOTRACK_BINARY", "package", "PATH" or "none"
    reason: str  # "" when there is one


def find() -> Binary:
    """`ECOTRACK_BINARY`, else the one in this package's wheel, else the first on `PATH`."""
    if not sys.platform.startswith("linux"):
        return Binary(None, "none", f"energy is measured on Linux only, and this is {sys.platform}")
    named = os.environ.get("ECOTRACK_BINARY")
    if named:
        if _runs(named):
            return Binary(os.path.abspath(named), "ECOTRACK_BINARY", "")
        return Binary(None, "none", f"ECOTRACK_BINARY is `{named}`, which is not a program that can be run")
    packaged = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bin", "ecocode")
    if _runs(packaged):
        return Binary(packaged, "package", "")
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        # An empty part of PATH is the working directory, where a program of this name may be anybody's.
        candidate = os.path.join(folder, "ecocode")
        if os.path.isabs(folder) and _runs(candidate):
            return Binary(candidate, "PATH", "")
    return Binary(None, "none", "the program `ecocode` was not found: not in this package, not on PATH, and ECOTRACK_BINARY is not set")


def _runs(path: str) -> bool:
    return os.path.isfile(path) and os.access(path, os.X_OK)
