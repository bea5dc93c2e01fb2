"""A connection to whoever measures: JSON lines over a Unix socket (docs/api.md), with hard time-outs, and without a thread.

Nothing here raises but for programming errors: a connection that is lost is `closed`, and an answer that does not come is None.
"""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from typing import Any, Callable, Dict, List, Optional, Union

Json = Dict[str, Any]

# Made once: json.dumps makes one for each call with such options.
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode

# What may wait for a measuring program that is still starting, or is stopped; beyond it, requests are dropped.
MOST_WAITING_BYTES = 4 << 20

# Nothing is waited for where the other side has hung up, but what it still said may be being read by another thread.
_LAST_WORDS_SECONDS = 0.1

_HELLO = 1
# What a sidecar says when another has the name: whoever asked is to talk to that one.
_TAKEN = "ECO7221"


class Connection:
    """Requests go out in their order and are not waited for; answers are read when somebody asks for one."""

    def __init__(self, sock: socket.socket, client: str, again: Optional[Callable[[], Union[socket.socket, str]]] = None) -> None:
        """`again` gives another socket for when this one ends before it greeted, since another process was first to measure; or says why it ended."""
        sock.setblocking(False)
        self._sock = sock
        self._again = again
        self._sending = threading.Lock()
        self._receiving = threading.Lock()
        self._last = 0
        self._unsent = bytearray()
        self._unread = bytearray()
        # Until somebody greets, all that was said is kept, since it may have to be said to another.
        self._said: Optional[List[bytes]] = []
        self._awaited: set[int] = set()
        self._answers: Dict[int, Json] = {}
        self._stalled = False
        self.greeting: Optional[Json] = None
        self.closed = False
        self.reason = ""
        self.ask("hello", {"protocol": 1, "client": client})

    @property
    def ready(self) -> bool:
        """Whether the other side has greeted. Reads what has come, without waiting."""
        if self.greeting is None and not self.closed:
            self._receive(0.0)
        return self.greeting is not None and not self.closed

    @property
    def lives(self) -> bool:
        """Whether the other side is still there, as far as can be known without waiting. Who only tells would never learn of its end."""
        if self.greeting is not None and not self.closed:
            hung_up = select.poll()
            hung_up.register(self._sock, 0)
            if hung_up.poll(0):
                self.await_end(_LAST_WORDS_SECONDS)
        return not self.closed

    def tell(self, op: str, fields: Json, hold: bool = False) -> None:
        """Sends what needs no answer; with `hold` not before what comes next."""
        self._send({"op": op, **fields}, hold)

    def ask(self, op: str, fields: Json, hold: bool = False) -> int:
        """Sends a request, with `hold` not before what comes next, and gives the number by which `answer` finds what comes back."""
        with self._sending:
            self._last += 1
            number = self._last
            self._awaited.add(number)
        self._send({"id": number, "op": op, **fields}, hold)
        return number

    def answer(self, number: int, timeout: float) -> Optional[Json]:
        """The whole answer (with `result` or `error`), or None if it did not come in time.

        Who did not answer once is not waited for again until it speaks: a stopped sidecar costs one time-out, not one for each call.
        """
        deadline = time.monotonic() + (0.0 if self._stalled else timeout)
        while True:
            found = self._answers.pop(number, None)
            if found is not None:
                return found
            left = deadline - time.monotonic()
            if self.closed:
                return None
            if not self._receiving.acquire(timeout=max(left, 0.0)):
                return None
            try:
                if number in self._answers:
                    continue
                came = self._pump(max(left, 0.0))
            finally:
                self._receiving.release()
            if not came and left <= 0:
                self._stalled = self._stalled or timeout > 0
                return self._answers.pop(number, None)

    def forget(self, number: int) -> None:
        """Says that nobody will come for an answer."""
        self._awaited.discard(number)
        self._answers.pop(number, None)

    def await_end(self, timeout: float) -> None:
        """Waits until the other side has closed the connection."""
        deadline = time.monotonic() + timeout
        while not self.closed and (left := deadline - time.monotonic()) > 0:
            self._receive(left)

    def flush(self, timeout: float) -> None:
        """Sends what could not be sent yet."""
        deadline = time.monotonic() + timeout
        while not self.closed:
            with self._sending:
                self._push()
                if not self._unsent:
                    return
            left = deadline - time.monotonic()
            if left <= 0:
                return
            poll = select.poll()
            poll.register(self._sock, select.POLLOUT)
            poll.poll(left * 1000)

    def close(self) -> None:
        """Closes this process's end only; who shares the socket after a fork keeps it."""
        self.closed = True
        try:
            self._sock.close()
        except OSError:
            pass

    def _send(self, message: Json, hold: bool) -> None:
        line = _encode(message).encode() + b"\n"
        with self._sending:
            if self.closed or len(self._unsent) > MOST_WAITING_BYTES:
                return
            if self._said is not None:
                self._said.append(line)
            self._unsent += line
            if not hold:
                self._push()

    def _push(self) -> None:
        while self._unsent and not self.closed:
            try:
                # A program that has SIGPIPE end it must not be ended by a measuring program that is gone.
                sent = self._sock.send(self._unsent, socket.MSG_NOSIGNAL)
            except (BlockingIOError, InterruptedError):
                return
            except OSError:
                return  # The reading side finds out why, and whether there is another to talk to.
            del self._unsent[:sent]

    def _receive(self, timeout: float) -> None:
        if self._receiving.acquire(timeout=timeout):
            try:
                self._pump(timeout)
            finally:
                self._receiving.release()

    def _pump(self, timeout: float) -> bool:
        """Reads what there is, waiting for the first of it. Whether anything came."""
        with self._sending:
            self._push()
            waiting = bool(self._unsent)
        try:
            poll = select.poll()
            poll.register(self._sock, select.POLLIN | (select.POLLOUT if waiting else 0))
            if not poll.poll(timeout * 1000):
                return False
            data = self._sock.recv(1 << 15)
        except (BlockingIOError, InterruptedError):
            return True
        except (OSError, ValueError):
            data = b""
        if not data:
            self._ended("it has ended")
            return True
        self._stalled = False
        self._unread += data
        *lines, rest = self._unread.split(b"\n")
        self._unread = bytearray(rest)
        for line in lines:
            self._take(bytes(line))
        return True

    def _take(self, line: bytes) -> None:
        try:
            message = json.loads(line)
        except ValueError:
            self._lose("it answered something that is not JSON")
            return
        if not isinstance(message, dict):
            return
        number = message.get("id")
        if number == _HELLO:
            self._greeted(message)
        elif number is None and self.greeting is None and "error" in message:
            if (message["error"] or {}).get("code") == _TAKEN:
                self._ended(_said_of(message))
            else:
                self._lose(_said_of(message))
        elif number in self._awaited:
            self._awaited.discard(number)
            self._answers[number] = message

    def _greeted(self, message: Json) -> None:
        result = message.get("result")
        if isinstance(result, dict):
            self.greeting = result
            with self._sending:
                self._said = None
        else:
            self._lose(_said_of(message))

    def _ended(self, reason: str) -> None:
        again, self._again = self._again, None
        said = self._said
        if self.greeting is None and again is not None and said is not None:
            other = again()
            if isinstance(other, str):
                reason = other
            else:
                other.setblocking(False)
                with self._sending:
                    self._sock.close()
                    self._sock = other
                    self._unread.clear()
                    self._unsent = bytearray(b"".join(said))
                    self._push()
                return
        self._lose(reason)

    def _lose(self, reason: str) -> None:
        self.reason = reason
        self.close()


def _said_of(message: Json) -> str:
    error = message.get("error")
    return str(error.get("message")) if isinstance(error, dict) else "it did not greet"
