"""Starting `ecocode sidecar`, and finding one that is there already.

One sidecar measures the whole tree of a root process, however many processes of it ask: it holds the abstract socket name of the root, and
whoever comes second connects to that name. Abstract names vanish with their holder, so nothing is left behind to clean up.
"""

from __future__ import annotations

import fcntl
import os
import re
import signal
import socket
import struct
from typing import List, NamedTuple, Optional, Sequence, Tuple

TOKEN = "ECOCODE_SOCKET"
AGENT = "/run/ecocode/agent.sock"
PREFIX = "@ecotrack-"
_PROTOCOL = "1:"
_SIDECAR_FD = 3
# What the program ignores or blocks is no business of the sidecar's.
_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE, signal.SIGTERM, signal.SIGCHLD)


class Root(NamedTuple):
    """The process whose tree is measured. A pid alone may be another process's later; with the start it can't."""

    pid: int
    start: int  # clock ticks after the boot

    def __str__(self) -> str:
        return f"{self.pid}:{self.start}"


def root_of(pid: int) -> Optional[Root]:
    """The process of a pid, or None when there is none."""
    fields = _stat(pid)
    return Root(pid, int(fields[19])) if fields is not None else None


def name_of(root: Root, key: str = "") -> str:
    """The abstract socket name under which the tree of `root` is measured; `key` keeps jobs of one root apart."""
    try:
        namespace = os.stat("/proc/self/ns/pid").st_ino
    except OSError:
        namespace = 0
    return f"{PREFIX}{os.geteuid()}-{namespace}-{root.pid}-{root.start}" + (f"-{key}" if key else "")


def connect(address: str, by_anyone: bool = False) -> Optional[socket.socket]:
    """A connection to an address (`@name` is abstract), if somebody answers there whom this user may trust: themselves, or root.

    With `by_anyone`, whoever answers is trusted: where files say who may be there.
    """
    sock = socket.socket(fileno=_above_standard(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).detach()))
    try:
        sock.setblocking(False)
        sock.connect("\0" + address[1:] if address.startswith("@") else address)
        peer = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        if by_anyone or struct.unpack("3i", peer)[1] in (0, os.geteuid()):
            return sock
    except (OSError, ValueError):
        pass
    sock.close()
    return None


def root_in(name: str) -> Optional[Root]:
    """The root that a name is of, as `name_of` makes them; None of any other name, and where that process has ended."""
    found = re.match(PREFIX + r"\d+-\d+-(\d+)-(\d+)", name)
    root = Root(int(found[1]), int(found[2])) if found else None
    fields = _stat(root.pid) if root is not None else None
    # One that has ended stays in /proc until its parent asks for its end.
    return root if root is not None and fields is not None and int(fields[19]) == root.start and fields[0] not in "ZX" else None


def find(key: str = "") -> Optional[Tuple[socket.socket, str]]:
    """A connection to who measures this process already, and its name: by the token in the environment, else by the name of a process above it."""
    token = os.environ.get(TOKEN, "")
    if token.startswith(_PROTOCOL):
        name = token[len(_PROTOCOL) :]
        found = connect(name)
        if found is not None:
            return found, name
    pid = os.getpid()
    while pid > 1:
        fields = _stat(pid)
        if fields is None:
            break
        name = name_of(Root(pid, int(fields[19])), key)
        found = connect(name)
        if found is not None:
            return found, name
        pid = int(fields[1])
    return None


def find_agent() -> Optional[socket.socket]:
    """A connection to the agent of this machine, which may run as a user of its own: only root can put a socket where it is."""
    return connect(os.environ.get("ECOCODE_AGENT") or AGENT, by_anyone=True)


def start(binary: str, root: Root, name: str, options: Sequence[str]) -> Tuple[socket.socket, int]:
    """Starts a sidecar, and gives a connection to it that can be written to at once: what is said waits until it reads; and a descriptor
    from which it can be read what it complained of, if it has ended.

    It is nobody's child here, so that a program that waits for all of its children does not wait for it, and it holds none of the program's
    descriptors: whoever reads the program's output must see its end. Raises OSError when nothing could be started.
    """
    ours, its = (socket.socket(fileno=_above_standard(end.detach())) for end in socket.socketpair())
    complaints = _above_standard(os.memfd_create("ecotrack"))
    with its:
        try:
            arguments = [binary, "sidecar", "--root", str(root), "--fd", str(_SIDECAR_FD), "--socket", name, *options]
            null = os.devnull
            actions: List[tuple[object, ...]] = [
                (os.POSIX_SPAWN_OPEN, 0, null, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, null, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_DUP2, complaints, 2),
                (os.POSIX_SPAWN_DUP2, its.fileno(), _SIDECAR_FD),
            ]
            actions += [(os.POSIX_SPAWN_CLOSE, fd) for fd in _inheritable()]
            # posix_spawn does not copy the pages of a large program, as fork does; the shell ends at once, and with it the kinship.
            shell = os.posix_spawn(
                "/bin/sh", ["sh", "-c", '"$@" &', "sh", *arguments], _environment(), file_actions=actions, setsid=True, setsigmask=(), setsigdef=_SIGNALS
            )
        except BaseException:
            ours.close()
            os.close(complaints)
            raise
    try:
        os.waitpid(shell, 0)
    except ChildProcessError:
        pass  # The program has its children reaped by the kernel, or did it itself.
    return ours, complaints


def complaint(descriptor: int) -> str:
    """What a sidecar that ended complained of, without its code; else that it ended."""
    lines = [line.strip() for line in os.pread(descriptor, 4096, 0).decode("utf-8", "replace").splitlines() if line.strip()]
    for line in lines:
        if line.startswith("error["):
            return line.partition("]: ")[2]
    return lines[-1] if lines else "it has ended"


def _above_standard(fd: int) -> int:
    """The same at a descriptor of 10 or more. A program that closed its output must not print into what we say, and the
    descriptors that a sidecar is given must not overlap those that they are made of."""
    other = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(fd)
    return other


def _environment() -> dict[str, str]:
    """The program's environment, without what was meant for the program alone: what it preloads, and who measures it."""
    return {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", TOKEN)}


def _inheritable() -> List[int]:
    found = []
    for entry in os.listdir("/proc/self/fd"):
        fd = int(entry)
        try:
            if fd > _SIDECAR_FD and os.get_inheritable(fd):
                found.append(fd)
        except OSError:
            pass  # It was that of the listing.
    return found


def _stat(pid: int) -> Optional[List[str]]:
    """The fields of /proc/<pid>/stat from the state on: [1] is the parent, [19] the start."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            text = file.read()
        # The program's name stands in parentheses and may itself hold parentheses and spaces.
        return text[text.rindex(b")") + 2 :].decode("ascii").split()
    except (OSError, ValueError):
        return None
