"""How one process comes by whoever measures it, and by another where that one is gone."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, List, Mapping, Optional

from . import _log

if TYPE_CHECKING:
    from ._connection import Connection
    from ._start import Start
    from .config import CarbonConfig


class Access:
    """What is known of who measures. The first that asks has it found or started; where it is gone, the next has it started again, once in a run:
    what kills each of them is not to be helped along."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._opening = threading.Lock()
        self._connection: Optional[Connection] = None
        self._lost: Optional[Connection] = None  # the one before, which whoever measured is gone from
        self._missing = ""
        self._said: Optional[CarbonConfig] = None
        self._config: Optional[CarbonConfig] = None
        self._begun: Optional[Start] = None

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
    def run_id(self) -> str:
        """The run that is measured, or "" while it is not known, or there is none."""
        return _run_of(self.greeting)

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

    def abandon(self) -> None:
        """Lets go of what a forked child has of its parent's session."""
        if self._connection is not None:
            self._connection.close()
        if self._begun is not None:
            self._begun.close()

    def _open(self) -> Optional[Connection]:
        if self.pid != os.getpid():
            return None  # Somebody kept it over a fork.
        connection = self._connection
        if connection is not None and connection.lives:
            return connection
        if not self._missing:
            with self._opening:
                connection = self._connection
                if not self._missing and (connection is None or not connection.lives):
                    self._start(connection)
        return self._connection if not self._missing else None

    def _start(self, gone: Optional[Connection]) -> None:
        from ._start import Start

        def options() -> List[str]:
            return self.config.options() if self._is_anything_said else []

        if gone is None:
            self._begun = Start(options)
            self._connection, self._missing = self._begun.connection, self._begun.reason
            return
        if gone.greeting is None:
            self._miss(f"the measuring program did not start: {gone.reason}", "energy is not measured: %s")
            return
        self._miss(f"the measuring program is gone: {gone.reason}", "")
        if self._lost is None and self._begun is not None:
            again = Start(options, self._begun, _run_of(gone.greeting))
            if again.connection is not None:
                self._begun.close()
                self._lost, self._connection, self._begun, self._missing = gone, again.connection, again, ""
                _log.warn_once("again", "the measuring program is gone, and another was started: what is used in between is in no figure")
                return
            self._missing = f"{self._missing}; {again.reason}"
        self._miss(self._missing, "energy is no longer measured: %s")

    def _miss(self, reason: str, warning: str) -> None:
        self._missing = reason
        if warning:
            _log.warn_once("lost", warning, reason)

    @property
    def _is_anything_said(self) -> bool:
        """Nearly always there is nothing, and then nothing to load for it: that takes 15 ms."""
        from . import _files

        return self._said is not None or _files.anything(os.environ)

    def _close(self, connection: Connection) -> None:
        """The run is over: what is asked from here on belongs to the next."""
        connection.close()
        if self._begun is not None:
            self._begun.forget()
            self._begun.close()
        self._begun = self._connection = self._lost = None
        self._missing = ""


def _run_of(greeting: Optional[Mapping[str, Any]]) -> str:
    return str((greeting.get("run") or {}).get("id") or "") if greeting else ""
