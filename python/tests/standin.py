#!/usr/bin/env python3
"""Stands in for `ecocode sidecar`: speaks the protocol of docs/api.md, and tells energies that tests can work out for themselves.

The tree draws 10 W from the moment that measuring began, 7 W of them in the CPU and 3 W in a GPU, and the process that asks draws half of it.
What it was started with, and what the run came to, it writes to the file that STANDIN_RECORD names, if any.
STANDIN_DELAY (seconds before it answers), STANDIN_MUTE (reads and never answers) and STANDIN_REFUSE (greets with an error) make it fail.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
import time

WATTS = {"cpu": 7, "gpu": 3}
GRAMS_PER_KWH, PUE, LITRES_PER_KWH, EUROS_PER_KWH = 360, 1.2, 1.8, 0.36


class Run:
    def __init__(self, root_pid: int, options: list[str]) -> None:
        self.root_pid, self.options = root_pid, options
        self.id = "r-0057a4d2" if any(option.startswith("--resumes=") for option in options) else "r-0057a4d1"
        self.began_ns = time.monotonic_ns()
        self.windows: dict[int, tuple[str, int]] = {}
        self.ended: list[dict[str, object]] = []
        self.marks: dict[str, int] = {}
        self.steps: dict[str, int] = {}
        self.metrics: dict[str, dict[str, float]] = {}
        self.over = False

    def micro(self, watts: int, begin: int, end: int) -> int:
        return watts * (end - self.began_ns) // 1000 - watts * (begin - self.began_ns) // 1000

    def moment(self, asked: object) -> int:
        now = time.monotonic_ns()
        return now if not isinstance(asked, int) else max(self.began_ns, min(asked, now))

    def result(self, name: str | None, window: int | None, begin: int, end: int, told: int) -> dict[str, object]:
        parts = {kind: self.micro(watts, begin, end) for kind, watts in WATTS.items()}
        joules = sum(parts.values()) / 1e6
        kwh = joules / 3.6e6
        budget = next((o.split("=", 1)[1] for o in self.options if o.startswith("--max-energy=")), None)
        limit = float(budget[:-1]) if budget and budget.endswith("J") else None
        used = self.micro(10, self.began_ns, time.monotonic_ns()) / 1e6
        answer: dict[str, object] = {
            "window": window, "name": name, "begin_ns": begin, "end_ns": end, "duration_s": (end - begin) / 1e9,
            "unmeasured_s": max(0, begin - told) / 1e9, "energy_j": joules, "band_j": joules / 10, "mean_power_w": 10.0, "own_energy_j": joules / 2,
            "provenance": {"measured": 0.3, "apportioned": 0.7, "modelled": 0.0},
            "components": [
                {"component": "cpu", "device": "package 0", "energy_j": parts["cpu"] / 1e6, "provenance": "apportioned", "source": "rapl", "band_j": joules / 20},
                {"component": "gpu", "device": "0", "energy_j": parts["gpu"] / 1e6, "provenance": "measured", "source": "nvml", "band_j": joules / 20},
            ],
            "impact": {
                "co2e_g": kwh * PUE * GRAMS_PER_KWH, "co2e_embodied_g": None, "water_l": kwh * LITRES_PER_KWH,
                "cost": {"amount": kwh * EUROS_PER_KWH, "currency": "EUR"}, "facility_energy_j": joules * PUE, "pue": PUE,
                "grid": {"zone": "DE", "g_per_kwh": GRAMS_PER_KWH, "basis": "lifecycle", "source": "stand-in", "year": 2024},
            },
            "budgets": [{"kind": "energy", "spec": f"{limit:g} J", "unit": "J", "used": used, "limit": limit, "share": used / limit, "state": "reached" if used >= limit else "within", "action": None}]
            if limit else [],
            "prediction": None, "warnings": [], "a_key_of_later": {"is": "ignored"},
        }
        if self.metrics:
            whole = self.micro(10, self.began_ns, time.monotonic_ns()) / 1e6
            answer["metrics"] = {k: {**m, "energy_j_per_unit": whole / m["sum"] if m["sum"] else None} for k, m in self.metrics.items()}
        if window is None:
            answer["run_id"] = self.id
        return answer

    def whole(self) -> dict[str, object]:
        return self.result("stand-in", None, self.began_ns, time.monotonic_ns(), self.began_ns)

    def handle(self, request: dict[str, object]) -> dict[str, object]:
        op = request.get("op")
        if op == "hello":
            return {
                "protocol": 1, "server": "ecocode 0.1.0", "role": "run", "host": "h", "boot_id": "b", "now_ns": time.monotonic_ns(), "interval_s": 0.1,
                "capabilities": ["read", "begin", "end", "marks", "log", "progress", "record", "finish"],
                "run": {"id": self.id, "name": "stand-in", "project": None, "started": "2026-11-22T07:31:58+00:00", "root_pid": self.root_pid, "began_ns": self.began_ns},
            }
        if op == "begin":
            number = len(self.windows) + len(self.ended) + 1
            at = request.get("at_ns")
            self.windows[number] = (str(request["name"]), at if isinstance(at, int) else time.monotonic_ns())
            return {"window": number, "at_ns": self.moment(at)}
        if op in ("end", "read") and request.get("window") is not None:
            number = int(str(request["window"]))
            if number not in self.windows:
                raise ValueError(f"there is no open window {number}")
            name, told = self.windows[number]
            result = self.result(name, number, self.moment(told), self.moment(request.get("at_ns")), told)
            if op == "end":
                del self.windows[number]
                self.ended.append(result)
            return result
        if op == "read":
            return self.whole()
        if op == "marks":
            name, moments = str(request["name"]), list(request["at_ns"])  # type: ignore[call-overload]
            if name in self.marks and not request.get("anew"):
                moments.insert(0, self.marks[name])
            self.marks[name] = moments[-1]
            self.steps[name] = self.steps.get(name, 0) + len(moments) - 1
            energies = [self.micro(10, a, b) / 1e6 for a, b in zip(moments, moments[1:])]
            return {"name": name, "count": len(energies), "energy_j": energies}
        if op == "log":
            for key, value in request["metrics"].items():  # type: ignore[attr-defined]
                m = self.metrics.setdefault(key, {"last": value, "sum": 0.0, "min": value, "max": value, "count": 0})
                m.update(last=value, sum=m["sum"] + value, min=min(m["min"], value), max=max(m["max"], value), count=m["count"] + 1)
            return {}
        if op == "progress":
            done, total = float(str(request["done"])), float(str(request["total"]))
            joules = self.micro(10, self.began_ns, time.monotonic_ns()) / 1e6 * total / done
            return {"energy_j": joules, "low_j": joules * 0.9, "high_j": joules * 1.1, "co2e_g": 1.0, "cost": None, "duration_s": joules / 10, "left_s": 1.0, "done": done, "total": total, "unit": request["unit"]}
        if op == "record":
            return {"schema": "ecocode.run/1", "run": {"id": self.id, "name": "stand-in"}, "phases": self.ended}
        if op == "finish":
            self.over = True
            return self.whole()
        raise ValueError(f"there is no op `{op}`")


def keep(run: Run) -> None:
    path = os.environ.get("STANDIN_RECORD")
    if path:
        found = {"options": run.options, "root_pid": run.root_pid, "ended": run.ended, "open": list(run.windows.values()), "steps": run.steps, "metrics": run.metrics, "whole": run.whole()}
        with open(path + ".part", "w") as file:
            json.dump(found, file)
        os.replace(path + ".part", path)


def serve(run: Run, first: socket.socket, listening: socket.socket, root: int) -> None:
    mute = "STANDIN_MUTE" in os.environ
    refuse = "STANDIN_REFUSE" in os.environ
    poll = select.poll()
    buffers: dict[int, tuple[socket.socket, bytearray]] = {first.fileno(): (first, bytearray())}
    for fd in (first.fileno(), listening.fileno(), root):
        poll.register(fd, select.POLLIN)
    while not run.over:
        ready = poll.poll()
        for fd, _ in ready:
            if fd == listening.fileno():
                client, _ = listening.accept()
                buffers[client.fileno()] = (client, bytearray())
                poll.register(client, select.POLLIN)
                continue
            if fd == root:
                continue
            client, unread = buffers[fd]
            try:
                data = client.recv(1 << 16)
            except OSError:
                data = b""
            if not data:
                poll.unregister(fd)
                del buffers[fd]
                client.close()
                continue
            unread += data
            while b"\n" in unread and not mute:
                line, _, rest = bytes(unread).partition(b"\n")
                assert len(line) < 65536, "a line of the client is too long"
                unread[:] = rest
                request = json.loads(line)
                try:
                    if refuse:
                        raise ValueError("there is no zone `XX`")
                    answer: dict[str, object] = {"result": run.handle(request)}
                except (ValueError, KeyError) as wrong:
                    answer = {"error": {"code": "ECO7203", "message": str(wrong), "hint": "none"}}
                if "id" in request:
                    try:
                        client.sendall(json.dumps({"id": request["id"], **answer}).encode() + b"\n")
                    except OSError:
                        pass
        if any(fd == root for fd, _ in ready) and len(ready) == 1:
            return


def main() -> int:
    words = sys.argv[1:]
    assert words[0] == "sidecar", words
    options = [word for word in words if "=" in word]
    given = {words[i]: words[i + 1] for i in range(len(words) - 1) if words[i] in ("--root", "--fd", "--socket")}
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    first = socket.socket(fileno=int(given["--fd"]))
    if "--zone=Nowhereland" in options:
        sys.stderr.write("error[ECO3001]: unknown zone `Nowhereland`\n  hint: give a country\n")
        return 2
    listening = socket.socket(socket.AF_UNIX)
    try:
        listening.bind("\0" + given["--socket"][1:])
    except OSError:
        first.sendall(b'{"event":"refused","error":{"code":"ECO7221","message":"the tree is measured already","hint":"connect to the name"}}\n')
        return 3
    listening.listen(64)
    root_pid = int(given["--root"].split(":")[0])
    root = os.pidfd_open(root_pid)
    time.sleep(float(os.environ.get("STANDIN_DELAY", "0")))
    run = Run(root_pid, options)
    serve(run, first, listening, root)
    keep(run)
    return 0


if __name__ == "__main__":
    sys.exit(main())
