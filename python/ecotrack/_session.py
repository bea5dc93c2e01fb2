"""The session: what one process has to do with whoever measures it.

There is one for each process, made on first use. It starts no thread and installs no signal handler. A forked child gets a session of its own,
which finds the same measuring program by the token in the environment. Nothing here raises: what can't be measured is `unavailable`.
"""

from __future__ import annotations

import collections
import os
import threading
import time
from typing import TYPE_CHECKING, Any, Deque, Dict, List, Mapping, Optional, Sequence, Tuple

from . import _exchange, _log
from ._exchange import ANSWER_SECONDS
from ._guard import never_raises, nothing, unavailable, unknown
from ._window import Window as Window

if TYPE_CHECKING:
    from ._connection import Connection
    from ._start import Start
    from .config import CarbonConfig
    from .results import Prediction, Result

# As many moments as fit a line of 65,536 bytes, with 20 digits each.
MOST_MARKS = 3000
MOST_STEPS = 1000

_sessions: Dict[int, Session] = {}
_hooked = False


def session() -> Session:
    """The session of this process."""
    pid = os.getpid()
    found = _sessions.get(pid)
    # Two threads may both make one; the first that is kept counts. A lock might be held by nobody after a fork.
    return found if found is not None else _sessions.setdefault(pid, Session(pid))


class Session:
    """What this process asks of whoever measures it. Take it from `session()`, anew each time: a fork makes it another."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._opening = threading.Lock()
        self._connection: Optional[Connection] = None
        self._missing = ""
        self._said: Optional[CarbonConfig] = None
        self._config: Optional[CarbonConfig] = None
        self._begun: Optional[Start] = None
        self._steps: List[int] = []
        self._to_end: Deque[Tuple[Window, int]] = collections.deque()
        self.reported = False  # A report that tells more than one of the whole run does was written.

    # What is known of it

    @property
    def role(self) -> Optional[str]:
        """Who measures: "run" (a sidecar, or an enclosing `ecocode run`) or "agent"; None while nobody has answered."""
        greeting = self.greeting
        return greeting.get("role") if greeting else None

    @property
    def greeting(self) -> Optional[Mapping[str, Any]]:
        """The answer to `hello` (docs/api.md), or None while there is none. Does not wait."""
        connection = self._connection
        return connection.greeting if connection is not None and connection.ready else None

    @property
    def is_owner(self) -> bool:
        """Whether this process started the measuring, and so has to end it and to report."""
        connection = self._connection
        if connection is not None and connection.greeting is None:
            _ = connection.ready  # Another process may have been first.
        return self._begun is not None and self._begun.owner

    @property
    def reason(self) -> str:
        """Why nothing is measured, or ""."""
        return self._missing

    @property
    def config(self) -> CarbonConfig:
        """What holds for this session: of code, environment and files together."""
        if self._config is None:
            from . import _settings

            self._config = _settings.load(self._said)
        return self._config

    def configure(self, config: Optional[CarbonConfig]) -> None:
        """Says what holds. Comes before the first window: what is measured already goes on as it began."""
        if config is None or config == self._said:
            return
        before, self._said, self._config = self._config, config, None
        if self._connection is not None and self.config.judging() != (before.judging() if before is not None else []):
            _log.warn_once("configured", "this process is measured already, as it was said first: a place, price or budget said later does not count")

    @never_raises(nothing)
    def open(self) -> None:
        """Has the measuring started before the first window asks for it. Never waits."""
        self._open()

    # Windows

    @never_raises(lambda broken: Window("", time.monotonic_ns(), os.getpid()))
    def begin(self, name: str, at_ns: Optional[int] = None) -> Window:
        """Begins a window, now or at a moment of `time.monotonic_ns()`. Never waits, not even for a program that is starting."""
        window = Window(name[:200], time.monotonic_ns() if at_ns is None else at_ns, os.getpid())
        connection = self._open()
        if connection is None:
            window.reason = self._missing
            return window
        fields: Dict[str, Any] = {"name": window.name}
        window.dated = at_ns is not None or not connection.ready
        if window.dated:
            fields["at_ns"] = window.begin_ns
        window.connection = connection
        window.request = connection.ask("begin", fields)
        return window

    @never_raises(unknown)
    def end(self, window: Window, at_ns: Optional[int] = None) -> Result:
        """Ends a window, and gives what it amounts to. The second time, it gives the same again."""
        moment = time.monotonic_ns() if at_ns is None else at_ns
        if window.result is not None:
            return window.result
        connection = self._connection_of(window)
        if connection is None:
            return unavailable(window.name, self._why_not(window))
        deadline = time.monotonic() + ANSWER_SECONDS
        self._send_steps(connection)
        number = _exchange.number_of(window, connection, deadline - time.monotonic())
        if number is None:
            if not window.reason:
                self._to_end.append((window, moment))
            return unavailable(window.name, self._why_not(window) or _exchange.silence_of(connection))
        # Without a moment it is measured up to now; a moment is what counts where the answer to the begin was long in coming.
        fields: Dict[str, Any] = {"window": number}
        if at_ns is not None or (window.dated and time.monotonic_ns() - moment > 1_000_000):
            fields["at_ns"] = max(moment, window.begin_ns)
        window.result = _exchange.result_of(window.name, connection, "end", fields, deadline)
        return window.result

    @never_raises(nothing)
    def end_unread(self, window: Window, at_ns: Optional[int] = None) -> None:
        """Ends a window whose result nobody wants. Never waits."""
        moment = time.monotonic_ns() if at_ns is None else at_ns
        connection = self._connection_of(window)
        if connection is None or window.result is not None:
            return
        window.result = unavailable(window.name, "nobody asked for its result")
        self._to_end.append((window, moment))
        self._send_ends(0.0)

    @never_raises(unknown)
    def read(self, window: Optional[Window] = None) -> Result:
        """What a window that goes on, or the whole run, amounts to so far."""
        name = window.name if window is not None else ""
        if window is not None and window.result is not None:
            return window.result
        connection = self._connection_of(window) if window is not None else self._open()
        if connection is None:
            return unavailable(name, self._why_not(window))
        deadline = time.monotonic() + ANSWER_SECONDS
        fields: Dict[str, Any] = {}
        self._send_steps(connection)
        if window is not None:
            number = _exchange.number_of(window, connection, ANSWER_SECONDS)
            if number is None:
                return unavailable(name, self._why_not(window) or _exchange.silence_of(connection))
            fields["window"] = number
        return _exchange.result_of(name, connection, "read", fields, deadline)

    # Steps and figures of the program

    @never_raises(nothing)
    def step(self) -> None:
        """Notes that a step ended. Costs a clock read; the moments are sent in batches."""
        self._steps.append(time.monotonic_ns())
        if len(self._steps) >= MOST_STEPS:
            connection = self._open()
            if connection is not None:
                self._send_steps(connection)
            else:
                self._steps.clear()

    @never_raises(nothing)
    def marks(self, name: str, at_ns: Sequence[int], wait: bool = True, anew: bool = False) -> Optional[List[float]]:
        """Joules between each moment and the next, from the last one told before; None when they can't be known (yet).

        With `anew` the first moment continues nothing: what lies before it is no step. While the measuring program is starting, or with
        `wait=False`, the moments are told, and counted, but not waited for.
        """
        connection = self._open()
        if connection is None or not at_ns:
            return None
        parts: List[Dict[str, Any]] = [{"name": name, "at_ns": list(at_ns[i : i + MOST_MARKS])} for i in range(0, len(at_ns), MOST_MARKS)]
        if anew:
            parts[0]["anew"] = True
        if not wait or not connection.ready:
            for part in parts:
                connection.tell("marks", part)
            return None
        deadline = time.monotonic() + ANSWER_SECONDS
        asked = [connection.ask("marks", part) for part in parts]
        energies: List[float] = []
        for number in asked:
            answer = _exchange.answer_of(connection, number, deadline)
            if answer is None or not isinstance(answer.get("energy_j"), list):
                return None
            energies += answer["energy_j"]
        return energies

    @never_raises(nothing)
    def log(self, metrics: Mapping[str, float], step: Optional[int] = None, epoch: Optional[float] = None) -> None:
        """Keeps figures of the program's own with the run. Never waits. What is not finite (a loss that blew up) is left out."""
        connection = self._open()
        kept = {name: value for name, value in ((str(key), float(given)) for key, given in metrics.items()) if abs(value) < float("inf")}
        if connection is None or not kept:
            return
        fields: Dict[str, Any] = {"metrics": kept, "at_ns": time.monotonic_ns()}
        if step is not None:
            fields["step"] = int(step)
        if epoch is not None:
            fields["epoch"] = float(epoch)
        connection.tell("log", fields)

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
        deadline = time.monotonic() + ANSWER_SECONDS
        answer = _exchange.answer_of(connection, connection.ask("progress", fields), deadline)
        from . import results

        # The answer is the prediction itself; a result that holds one under its key is read as well.
        return results.prediction_from_wire(answer.get("prediction", answer)) if answer else None

    @never_raises(nothing)
    def record(self) -> Optional[Dict[str, Any]]:
        """The whole run so far as `ecocode.run/1`, or None."""
        connection = self._open()
        if connection is None:
            return None
        self._send_steps(connection)
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
        self._send_steps(connection)
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
        self._send_steps(connection)
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

    def abandon(self) -> None:
        """Lets go of what a forked child has of its parent's session."""
        if self._connection is not None:
            self._connection.close()

    # How it is done

    def _open(self) -> Optional[Connection]:
        if self.pid != os.getpid():
            return None  # Somebody kept it over a fork.
        connection = self._connection
        if connection is None and not self._missing:
            with self._opening:
                if self._connection is None and not self._missing:
                    self._start()
                connection = self._connection
        if connection is not None and connection.closed:
            if not self._missing and connection.greeting is None:
                self._missing = f"the measuring program did not start: {connection.reason}"
                _log.warn_once("lost", "energy is not measured: %s", self._missing)
            elif not self._missing:
                self._missing = f"the measuring program is gone: {connection.reason}"
                _log.warn_once("lost", "energy is no longer measured: %s", self._missing)
            return None
        if connection is not None and self._to_end:
            self._send_ends(0.0)
        return connection

    def _start(self) -> None:
        from ._start import Start

        _hook()
        self._begun = Start(lambda: self.config.options() if self._is_anything_said else [])
        self._connection, self._missing = self._begun.connection, self._begun.reason

    @property
    def _is_anything_said(self) -> bool:
        """Nearly always there is nothing, and then nothing to load for it: that takes 15 ms."""
        from . import _files

        return self._said is not None or _files.anything(os.environ)

    def _close(self, connection: Connection) -> None:
        connection.close()
        if self._begun is not None:
            self._begun.forget()
        self._begun = self._connection = None
        self._missing = ""
        self._to_end.clear()

    def _connection_of(self, window: Window) -> Optional[Connection]:
        if window.pid != os.getpid() or window.connection is not self._connection:
            return None
        return self._open()

    def _why_not(self, window: Optional[Window]) -> str:
        if window is not None and window.pid != os.getpid():
            return "it was begun in another process"
        if window is not None and window.reason:
            return window.reason
        if window is not None and window.connection is not self._connection:
            return "the run that it belongs to has ended"
        return self._missing

    def _send_steps(self, connection: Connection) -> None:
        if self._steps:
            steps, self._steps = self._steps, []
            steps.sort()  # Those of several threads may have been noted out of order.
            for i in range(0, len(steps), MOST_MARKS):
                connection.tell("marks", {"name": "step", "at_ns": steps[i : i + MOST_MARKS]})

    def _send_ends(self, timeout: float) -> None:
        """Ends windows that were ended before it was known how the other side numbers them."""
        connection = self._connection
        if connection is None:
            return
        deadline = time.monotonic() + timeout
        while self._to_end:
            try:
                window, moment = self._to_end.popleft()
            except IndexError:
                return  # Another thread took the last.
            number = _exchange.number_of(window, connection, deadline - time.monotonic())
            if number is not None:
                connection.tell("end", {"window": number, "at_ns": moment})
            elif not window.reason and not connection.closed:
                # Answers come in order: who came later has none either.
                self._to_end.appendleft((window, moment))
                return


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
