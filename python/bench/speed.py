"""What ecotrack costs its caller: the import, the first start, a window of a sidecar that runs, a step.

    python3 python/bench/speed.py [RUNS]

ECOTRACK_BINARY names the program; without it, it is that of the Release build. Cold figures are of processes of their own.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List

HERE = Path(__file__).resolve().parent
PROGRAM = HERE.parents[1] / "artifacts/bin/EcoCode.Cli/release/ecocode"

ONE = """
import time
clock = time.perf_counter
a = clock(); import ecotrack; b = clock()
used = time.process_time(); ecotrack.start("run"); used = time.process_time() - used; c = clock()
from ecotrack._session import session
here = session()
while here.greeting is None and not here.reason: time.sleep(0.0002)
d = clock()
with ecotrack.monitor("w") as m: pass
warm = []
for i in range(200):
    t = clock()
    with ecotrack.monitor("w") as m: pass
    warm.append(clock() - t)
unread = ecotrack.track(lambda: None)
t = clock()
for i in range(200): unread()
called = (clock() - t) / 200
t = clock()
for i in range(100_000): ecotrack.step()
step = (clock() - t) / 100_000
t = clock(); here.read(); first = clock() - t
import json, statistics
print(json.dumps({"import": b - a, "first start(), the caller": c - b, "first start(), its CPU time": used, "first start() to the greeting": d - b, "a block with its result, warm": statistics.median(warm),
  "a tracked call, nobody reading": called, "step()": step, "status": m.status}))
"""


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    figures: Dict[str, List[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "PYTHONPATH": str(HERE.parent),
            "PYTHONPYCACHEPREFIX": folder,
            "ECOCODE_NO_LEDGER": "1",
            "ECOTRACK_BINARY": os.environ.get("ECOTRACK_BINARY", str(PROGRAM)),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(runs + 1):
            done = subprocess.run([sys.executable, "-c", ONE], env=environment, capture_output=True, text=True, timeout=60, check=True)
            told = json.loads(done.stdout)
            if told.pop("status") != "measured":
                raise SystemExit(f"nothing was measured: {done.stderr}")
            if number > 0:  # The first writes what Python compiles.
                for name, seconds in told.items():
                    figures.setdefault(name, []).append(seconds)
    print(f"{'':<34} {'median':>10} {'worst':>10}   ({runs} processes, Python {sys.version.split()[0]})")
    for name, seconds in figures.items():
        print(f"{name:<34} {_said(statistics.median(seconds)):>10} {_said(max(seconds)):>10}")
    return 0


def _said(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} µs"


if __name__ == "__main__":
    sys.exit(main())
