"""A window: a stretch of time whose energy is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Optional, Tuple

if TYPE_CHECKING:
    from ._connection import Connection
    from .results import Result


class Window:
    """A stretch of time whose energy is asked for. Opaque: `Session.end` takes it."""

    __slots__ = ("name", "begin_ns", "pid", "dated", "connection", "request", "number", "result", "reason")

    def __init__(self, name: str, begin_ns: int, pid: int) -> None:
        self.name = name
        self.begin_ns = begin_ns
        self.pid = pid
        self.dated = False  # whether its begin was told with a moment
        self.connection: Optional[Connection] = None
        self.request: Optional[int] = None
        self.number: Optional[int] = None
        self.result: Optional[Result] = None
        self.reason = ""

    def ask(self, connection: Connection, dated: bool) -> None:
        """Asks for its begin, of another than before where that one is gone."""
        self.connection, self.number, self.dated, self.reason = connection, None, dated, ""
        fields: Dict[str, Any] = {"name": self.name}
        if dated:
            fields["at_ns"] = self.begin_ns
        self.request = connection.ask("begin", fields)

    def __getstate__(self) -> Tuple[None, Dict[str, Any]]:
        # What is unpickled elsewhere belongs to no connection, and ends as unavailable.
        return None, {name: None if name in ("connection", "request", "number") else getattr(self, name) for name in self.__slots__}
