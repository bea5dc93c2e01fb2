"""The session: what one process has to do with whoever measures it.

There is one for each process, made on first use. It starts no thread and installs no signal handler. A forked child gets a session of its own,
which finds the same measuring program by the token in the environment. Nothing here raises: what can't be measured is `unavailable`.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from . import _exchange, _steps
from ._exchange import ANSWER_SECONDS
from ._guard import never_raises, nothing, unavailable, unknown
from ._windows import Windows

if TYPE_CHECKING:
    from ._window import Window
    from .results import Prediction, Result

_INFINITE = float("inf")


class Logged(NamedTuple):
    """Figures of the program's own, and when it told them."""

    metrics: Mapping[str, float]
    step: Optional[int]
    epoch: Optional[float]
    at_ns: int


class Look(NamedTuple):
    """What a training is told at once."""

    result: Result
    energies: List[float]
    prediction: Optional[Prediction]


_sessions: Dict[int, Session] = {}
_hooked = False


def session() -> Session:
    """The session of this process."""
    pid = os.getpid()
    found = _sessions.get(pid)
    if found is not None:
        return found
    _hook()
    # Two threads may both make one; the first that is kept counts. A lock might be held by nobody after a fork.
    return _sessions.setdefault(pid, Session(pid))


class Session(Windows):
    """What this process asks of whoever measures it. Take it from `session()`, anew each time: a fork makes it another."""

    reported = False  # A report that tells more than one of the whole run does was written.

    @never_raises(nothing)
    def open(self) -> None:
        """Has the measuring started before the first window asks for it. Never waits."""
        self._open()

    # Steps and figures of the program

    @never_raises(nothing)
    def step(self) -> None:
        """Notes that a step ended. Costs a clock read; the moments are sent in batches."""
        if self._steps.add():
            connection = self._open()
            if connection is not None:
                self._steps.tell(connection)
            else:
                self._steps.drop()

    @never_raises(nothing)
    def marks(self, name: str, at_ns: Sequence[int], wait: bool = True, anew: bool = False) -> Optional[List[float]]:
        """Joules between each moment and the next, from the last one told before; None when they can't be known (yet).

        With `anew` the first moment continues nothing: what lies before it is no step. While the measuring program is starting, or with
        `wait=False`, the moments are told, and counted, but not waited for.
        """
        connection = self._open()
        if connection is None or not at_ns:
            return None
        parts = _steps.parts(name, at_ns, anew)
        if not wait or not connection.ready:
            for part in parts:
                connection.tell("marks", part)
            return None
        deadline = time.monotonic() + ANSWER_SECONDS
        return _exchange.energies_of(connection, [connection.ask("marks", part) for part in parts], deadline)

    def log(self, metrics: Mapping[str, float], step: Optional[int] = None, epoch: Optional[float] = None) -> None:
        """Keeps figures of the program's own with the run. Never waits. What is not finite (a loss that blew up) is left out."""
        self.log_all([Logged(metrics, step, epoch, time.monotonic_ns())])

    @never_raises(nothing)
    def log_all(self, logs: Sequence[Logged], hold: bool = False) -> None:
        """Keeps figures that were logged at several moments. With `hold` they go out with what is said next."""
        connection = self._open() if logs else None
        if connection is None:
            return
        for metrics, step, epoch, at_ns in logs:
            kept = {str(name): number for name, value in metrics.items() if abs(number := float(value)) < _INFINITE}
            if not kept:
                continue
            fields: Dict[str, Any] = {"metrics": kept, "at_ns": at_ns}
            if step is not None:
                fields["step"] = int(step)
            if epoch is not None:
                fields["epoch"] = float(epoch)
            connection.tell("log", fields, hold)

    @never_raises(nothing)
    def progress(self, done: float, total: float, unit: str = "steps") -> Optional[Prediction]:
        """Says how far the program is, and gives what the whole is foretold to amount to, or None while too little is known."""
        connection = self._open()
        if connection is None:
            return None
        fields = {"done": done, "total": total, "unit": unit}
        if not connection.ready:
            connection.tell("progress", fields)
            return None
        return _exchange.prediction_of(connection, connection.ask("progress", fields), time.monotonic() + ANSWER_SECONDS)

    @never_raises(nothing)
    def look(self, window: Optional[Window], steps: Sequence[int], anew: bool, progress: Optional[Tuple[float, float, str]]) -> Look:
        """What `marks`, `progress` and `read` give, in one go: one waiting instead of three."""
        connection = self._connection_of(window) if window is not None else self._open()
        deadline = time.monotonic() + ANSWER_SECONDS
        marked, foretold = [], None
        if connection is not None:
            if steps:
                marked = [connection.ask("marks", part, hold=True) for part in _steps.parts("step", steps, anew)]
            if progress is not None:
                foretold = connection.ask("progress", dict(zip(("done", "total", "unit"), progress)), hold=True)
        result = self.read(window)
        # Answers come in the order of the questions.
        energies = _exchange.energies_of(connection, marked, deadline) if connection is not None else None
        prediction = _exchange.prediction_of(connection, foretold, deadline) if connection is not None and foretold is not None else None
        return Look(result, energies or [], prediction)

    @never_raises(nothing)
    def record(self) -> Optional[Dict[str, Any]]:
        """The whole run so far as `ecocode.run/1`, or None."""
        connection = self._open()
        if connection is None:
            return None
        self._steps.tell(connection)
        return _exchange.answer_of(connection, connection.ask("record", {}), time.monotonic() + ANSWER_SECONDS)

    # The end

    @never_raises(unknown)
    def finish(self) -> Result:
        """Ends the measuring of this process's tree that it started, and gives what the whole run amounts to.

        In any other process it gives what the run amounts to so far. A window that begins after it starts a new run.
        """
        connection = self._connection
        if connection is None:
            return unavailable("", self._missing or "nothing was measured")
        deadline = time.monotonic() + ANSWER_SECONDS
        self._steps.tell(connection)
        self._send_ends(ANSWER_SECONDS)
        if not self.is_owner or self._begun is None or self._begun.root != os.getpid():
            return _exchange.result_of("", connection, "read", {}, deadline)
        result = _exchange.result_of("", connection, "finish", {}, deadline)
        # Until it is gone, it has the name under which the next one is to be found; and when it is, the ledger has the run.
        connection.await_end(deadline - time.monotonic())
        self._begun.await_end(deadline)
        self._close(connection)
        return result

    @never_raises(nothing)
    def leave(self) -> None:
        """What is done as the process ends: what was not sent yet is sent, and a report written that was asked for."""
        connection = self._connection
        if connection is None or self.pid != os.getpid():
            return
        if self._is_anything_said and self.config.save_report and self.reports and not self.reported:
            self.save_report()
        self._steps.tell(connection)
        self._send_ends(ANSWER_SECONDS if self._to_end else 0.0)
        connection.flush(0.0)

    @property
    def reports(self) -> bool:
        """Whether it is for this process to report: one of those that share a measurement."""
        from ._start import distributed

        ranks = distributed()
        if ranks is not None and ranks.launch() is not None:
            return bool(ranks.rank() == 0)
        greeting = self.greeting
        # A run that can be finished is a sidecar's, which the process that started it reports of.
        return self.is_owner or (greeting is not None and "finish" not in greeting.get("capabilities", ()))

    @never_raises(nothing)
    def save_report(self) -> None:
        """Writes what the whole run amounts to so far to `report_path`."""
        from . import reports
        from .config import DEFAULT_REPORT

        config = self.config
        whole, record = self.read(), self.record()
        reports.Report(whole, (), record, config.project_name, config.run_name or "").save(config.report_path or DEFAULT_REPORT)


def _hook() -> None:
    """Asks to be told of forks and of the end. Once in a process, children included."""
    global _hooked
    if not _hooked:
        _hooked = True
        import atexit

        os.register_at_fork(after_in_child=_forked)
        atexit.register(_left)


def _forked() -> None:
    abandoned = list(_sessions.values())
    _sessions.clear()
    for parents in abandoned:
        parents.abandon()


def _left() -> None:
    found = _sessions.get(os.getpid())
    if found is not None:
        found.leave()
