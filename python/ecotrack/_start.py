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

    def __init__(self, options: Callable[[], List[str]], after: Optional[Start] = None, resumes: str = "") -> None:
        """`options` gives those of a sidecar, if one has to be started. `after` is who measured before, and is gone, in the run `resumes`."""
        self.connection: Optional[Connection] = None
        self.reason = ""
        # Whether it started a sidecar, and the one that measures is that, or came after it: whoever started the first reports.
        self.owner: bool = after is not None and after.owner
        self._name = ""
        self._after = after
        self._resumes = resumes
        self._complaints: Optional[int] = None
        self._token: Optional[Tuple[str, Optional[str]]] = after._token if after is not None else None
        pid, key = job()
        root = _sidecar.root_of(pid) or _sidecar.root_of(os.getpid())
        if after is not None and after.measured_tree:
            root = _sidecar.root_in(after._name)
            if root is None:
                self.reason = "the process that it watched has ended"
                return
        self.root = root.pid if root is not None else os.getpid()
        sock = None
        found = _sidecar.find(key)
        if found is not None:
            sock, self._name = found
        if sock is None:
            sock = self._sidecar(_binary.find(), root, key, options)
        if sock is None:
            sock = _sidecar.find_agent()
        if sock is None:
            if after is None:
                _log.warn_once("missing", "energy is not measured: %s (`python -m ecotrack doctor` tells more)", self.reason)
            return
        self.reason = ""
        self.connection = Connection(sock, f"ecotrack {__version__}", self._second if self._complaints is not None else None)

    @property
    def measured_tree(self) -> bool:
        """Whether who measures is a sidecar, of whoever's tree."""
        return self._name.startswith(_sidecar.PREFIX)

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

    def close(self) -> None:
        """Closes what it holds beside the connection."""
        complaints, self._complaints = self._complaints, None
        if complaints is not None:
            os.close(complaints)

    def _sidecar(self, binary: _binary.Binary, root: Optional[_sidecar.Root], key: str, options: Callable[[], List[str]]) -> Optional[socket.socket]:
        if binary.path is None or root is None:
            self.reason = binary.reason or "this process is not in /proc"
            return None
        self._name = _sidecar.name_of(root, key)
        # By the tag the ledger finds the runs of a job on its other nodes.
        more = ([f"--tag=job={key}"] if key else []) + ([f"--resumes={self._resumes}"] if self._resumes else [])
        try:
            sock, self._complaints = _sidecar.start(binary.path, root, self._name, [*options(), *more])
        except OSError as broken:
            self.reason = f"`{binary.path}` could not be started: {broken}"
            return None
        self.owner = self.owner or self._after is None
        if self._token is None or self._token[0] != f"1:{self._name}":
            # By this, children find the same sidecar, whatever becomes of their kinship.
            self._token = (f"1:{self._name}", os.environ.get(_sidecar.TOKEN))
            os.environ[_sidecar.TOKEN] = self._token[0]
        return sock

    def _second(self) -> Union[socket.socket, str]:
        """A connection to what another process started, which was first to measure the same tree; or why the sidecar ended."""
        found = _sidecar.connect(self._name)
        if found is not None:
            self.owner = self._after is not None and self._after.owner
            return found
        return _sidecar.complaint(self._complaints) if self._complaints is not None else "it has ended"


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
