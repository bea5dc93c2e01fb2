"""How a session comes by whoever measures it: one that is there already, else a sidecar of its own, else the agent."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, Callable, List, Optional, Tuple, Union

from . import __version__, _binary, _log, _sidecar
from ._connection import Connection

if TYPE_CHECKING:
    import socket


class Start:
    """What came of it: a connection, or a reason why there is none."""

    def __init__(self, options: Callable[[], List[str]]) -> None:
        """`options` gives those of a sidecar, if one has to be started."""
        self.connection: Optional[Connection] = None
        self.reason = ""
        self.owner = False  # whether it started a sidecar, and the one that measures is that
        self.root = os.getpid()
        self._token: Optional[Tuple[str, Optional[str]]] = None
        client = f"ecotrack {__version__}"
        pid, key = job()
        sock = _sidecar.find(key)
        if sock is None:
            sock = self._sidecar(_binary.find(), pid, key, options)
        if sock is None:
            sock = _sidecar.find_agent()
        if sock is None:
            _log.warn_once("missing", "energy is not measured: %s (`python -m ecotrack doctor` tells more)", self.reason)
            return
        self.reason = ""
        self.connection = Connection(sock, client, self._second if self.owner else None)

    def await_end(self, deadline: float) -> None:
        """Waits until nobody has the name of the sidecar any more, which is a moment after its last connection was closed."""
        while time.monotonic() < deadline and (found := _sidecar.connect(self._name)) is not None:
            found.close()
            time.sleep(0.001)

    def forget(self) -> None:
        """Takes the token out of the environment, for children of what comes after the end."""
        if self._token is not None and os.environ.get(_sidecar.TOKEN) == self._token[0]:
            if self._token[1] is None:
                del os.environ[_sidecar.TOKEN]
            else:
                os.environ[_sidecar.TOKEN] = self._token[1]

    def _sidecar(self, binary: _binary.Binary, pid: int, key: str, options: Callable[[], List[str]]) -> Optional[socket.socket]:
        root = _sidecar.root_of(pid) or _sidecar.root_of(os.getpid())
        if binary.path is None or root is None:
            self.reason = binary.reason or "this process is not in /proc"
            return None
        self._name = _sidecar.name_of(root, key)
        try:
            # By this the ledger finds the runs of a job on its other nodes.
            tag = [f"--tag=job={key}"] if key else []
            sock, self._complaints = _sidecar.start(binary.path, root, self._name, [*options(), *tag])
        except OSError as broken:
            self.reason = f"`{binary.path}` could not be started: {broken}"
            return None
        self.owner, self.root = True, root.pid
        # By this, children find the same sidecar, whatever becomes of their kinship.
        self._token = (f"1:{self._name}", os.environ.get(_sidecar.TOKEN))
        os.environ[_sidecar.TOKEN] = self._token[0]
        return sock

    def _second(self) -> Union[socket.socket, str]:
        """A connection to what another process started, which was first to measure the same tree; or why the sidecar ended."""
        found = _sidecar.connect(self._name)
        reason = _sidecar.complaint(self._complaints)
        if found is not None:
            self.owner = False
        return reason if found is None else found


def job() -> Tuple[int, str]:
    """The process whose tree is measured, and what keeps jobs of one such process apart."""
    found = distributed()
    return (os.getpid(), "") if found is None else (found.root_pid(), found.job_key())


def distributed() -> Any:
    """The module that knows launchers of several processes."""
    import importlib

    try:
        return importlib.import_module("ecotrack.distributed")
    except ImportError:
        return None
