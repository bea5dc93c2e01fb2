"""Runs programs that measure themselves, each in a process of its own: a session is of a process."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest
from pathlib import Path
from typing import Any, Dict, Optional

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent
sys.path.insert(0, str(PACKAGE))
PATIENCE_SECONDS = 20.0


def _standin() -> str:
    """The stand-in as a program of the Python that runs the tests, whichever `python3` is on PATH."""
    folder = tempfile.mkdtemp(prefix="ecotrack-standin-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder, "ecocode")
    path.write_text(f"#!{sys.executable}\n" + (HERE / "standin.py").read_text())
    path.chmod(0o755)
    return str(path)


STANDIN = _standin()

# For programs: `kill_sidecar()` ends whoever has the name in the environment as `kill -9` does, and waits until it is gone.
KILL = """
import select, signal, socket, struct
def sidecar():
    with socket.socket(socket.AF_UNIX) as other:
        other.connect("\\0" + os.environ["ECOCODE_SOCKET"][3:])
        return struct.unpack("3i", other.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
def kill_sidecar():
    end = os.pidfd_open(sidecar())
    signal.pidfd_send_signal(end, signal.SIGKILL)
    select.select([end], [], [])
    os.close(end)
"""

# For programs: `warm()` waits until something is measured, so that what follows misses nothing.
WARM = """
from ecotrack._session import session

def warm(config=None):
    session().configure(config)
    while session().read().energy_joules is None:
        time.sleep(0.01)

def told(what):
    print(json.dumps(what))
"""


class Outcome:
    """How a program ended, and what the stand-in kept of it."""

    def __init__(self, done: subprocess.CompletedProcess[str], kept: Path) -> None:
        self.code, self.out, self.err, self._kept = done.returncode, done.stdout, done.stderr, kept

    @property
    def told(self) -> Any:
        """What the program printed last, as JSON."""
        return json.loads(self.out.strip().splitlines()[-1])

    @property
    def record(self) -> Dict[str, Any]:
        """What the stand-in kept. It is written after the program's end, so it is waited for."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._kept.exists():
            if time.monotonic() > deadline:
                raise AssertionError("the stand-in has kept no record")
            time.sleep(0.01)
        return json.loads(self._kept.read_text())  # type: ignore[no-any-return]

    @property
    def names(self) -> list[str]:
        """The windows that ended, in the order in which they did."""
        return [window["name"] for window in self.record["ended"]]


class ProgramTest(unittest.TestCase):
    """A folder for each test, and a way to run programs in it."""

    binary: Optional[str] = STANDIN

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ecotrack-test-"))
        self.addCleanup(self._clean)

    def _clean(self) -> None:
        """A sidecar may still be writing here."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.folder.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.folder} is still in use")

    def environment(self, **more: Optional[str]) -> Dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ECOTRACK_", "ECOCODE_", "STANDIN_"))}
        given: Dict[str, Optional[str]] = {
            "PYTHONPATH": str(PACKAGE),
            "PYTHONDONTWRITEBYTECODE": "1",
            "ECOTRACK_BINARY": self.binary,
            "STANDIN_RECORD": str(self.folder / "kept.json"),
            "ECOCODE_LEDGER": str(self.folder / "ledger.db"),
            "HOME": str(self.folder),
            **more,
        }
        for name, value in given.items():
            kept.pop(name, None)
            if value is not None:
                kept[name] = value
        return kept

    def run_program(self, code: str, *, expect: Optional[int] = 0, prefix: tuple[str, ...] = (), **environment: Optional[str]) -> Outcome:
        script = self.folder / "program.py"
        script.write_text("import json, os, sys, time\nimport ecotrack\n" + textwrap.dedent(code))
        done = subprocess.run(
            [*prefix, sys.executable, str(script)],
            env=self.environment(**environment),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS * 2,
            check=False,
        )
        if expect is not None and done.returncode != expect:
            raise AssertionError(f"the program ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return Outcome(done, self.folder / "kept.json")
