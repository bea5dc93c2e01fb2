"""The windows of one process, asked of whoever measures it."""

from __future__ import annotations

import collections
import os
import time
from typing import TYPE_CHECKING, Any, Deque, Dict, Optional, Tuple

from . import _exchange
from ._access import Access
from ._exchange import ANSWER_SECONDS
from ._guard import never_raises, nothing, unavailable, unknown
from ._steps import Steps
from ._window import Window

if TYPE_CHECKING:
    from ._connection import Connection
    from .results import Result


class Windows(Access):
    """Begins and ends them, and tells what they amount to."""

    def __init__(self, pid: int) -> None:
        super().__init__(pid)
        self._steps = Steps()
        self._to_end: Deque[Tuple[Window, int]] = collections.deque()

    @never_raises(lambda broken: Window("", time.monotonic_ns(), os.getpid()))
    def begin(self, name: str, at_ns: Optional[int] = None) -> Window:
        """Begins a window, now or at a moment of `time.monotonic_ns()`. Never waits, not even for a program that is starting."""
        window = Window(name[:200], time.monotonic_ns() if at_ns is None else at_ns, os.getpid())
        connection = self._open()
        if connection is None:
            window.reason = self._missing
        else:
            self._send_ends(0.0)
            window.ask(connection, dated=at_ns is not None or not connection.ready)
        return window

    @never_raises(unknown)
    def end(self, window: Window, at_ns: Optional[int] = None) -> Result:
        """Ends a window, and gives what it amounts to. The second time, it gives the same again."""
        moment = time.monotonic_ns() if at_ns is None else at_ns
        if window.result is not None:
            return window.result

        def fields() -> Dict[str, Any]:
            # Without a moment it is measured up to now; a moment is what counts where the answer to the begin was long in coming.
            dated = at_ns is not None or (window.dated and time.monotonic_ns() - moment > 1_000_000)
            return {"at_ns": max(moment, window.begin_ns)} if dated else {}

        result = self._told_of(window, "end", fields)
        if window.number is not None:
            window.result = result
        elif window.request is not None and not window.reason:
            self._to_end.append((window, moment))
        return result

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
        if window is not None and window.result is not None:
            return window.result
        return self._told_of(window, "read", dict)

    def _told_of(self, window: Optional[Window], op: str, fields: Any) -> Result:
        """What a window, or the whole run, amounts to. Asks again where whoever measured is gone before it has answered."""
        name = window.name if window is not None else ""
        deadline = time.monotonic() + ANSWER_SECONDS
        while True:
            connection = self._connection_of(window) if window is not None else self._open()
            if connection is None:
                return unavailable(name, self._why_not(window))
            self._send_ends(0.0)
            self._steps.tell(connection)
            told: Dict[str, Any] = fields()
            if window is not None:
                told["window"] = _exchange.number_of(window, connection, deadline - time.monotonic())
            if window is None or told["window"] is not None:
                result = _exchange.result_of(name, connection, op, told, deadline)
            else:
                result = unavailable(name, self._why_not(window) or _exchange.silence_of(connection))
            if result.available or connection.lives:
                return result

    def _connection_of(self, window: Window) -> Optional[Connection]:
        """Whom to ask of a window. One that began before whoever measured was gone begins anew with the next, which tells how much it missed."""
        if window.pid != os.getpid() or window.connection is None or window.connection not in (self._connection, self._lost):
            return None
        connection = self._open()
        if connection is not None and window.connection is not connection:
            window.ask(connection, dated=True)
        return connection

    def _why_not(self, window: Optional[Window]) -> str:
        if window is not None and window.pid != os.getpid():
            return "it was begun in another process"
        if window is not None and window.reason:
            return window.reason
        if window is not None and (window.connection is None or window.connection not in (self._connection, self._lost)):
            return "the run that it belongs to has ended"
        return self._missing

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
            if window.connection is not connection:
                continue  # It was open where nobody is any more.
            number = _exchange.number_of(window, connection, deadline - time.monotonic())
            if number is not None:
                connection.tell("end", {"window": number, "at_ns": moment})
            elif not window.reason and not connection.closed:
                # Answers come in order: who came later has none either.
                self._to_end.appendleft((window, moment))
                return
