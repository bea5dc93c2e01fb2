"""The events of frameworks: they never break a training off, and what is open is ended when the interpreter ends."""

from __future__ import annotations

import atexit
import functools
import os
import sys
import weakref
from typing import Any, Callable

from .. import _log


def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    """A framework's event that never breaks the training off: what goes wrong here is warned of once."""
    @functools.wraps(function)
    def event(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Exception as broken:
            _log.warn_once("event", "the training is no longer followed: %s: %s", type(broken).__name__, broken)
            return None

    return event


def leave_at_exit(callback: Any) -> None:
    """Ends what a callback still measures when the interpreter ends: frameworks don't tell it of what breaks a training off.

    `callback` has a method `_leave(ended)`. This is asked for after the session has, so that its own end comes later.
    """
    global _hooked_pid
    _to_leave.add(callback)
    if _hooked_pid != os.getpid():
        _hooked_pid = os.getpid()
        atexit.register(_leave_all)


_to_leave: weakref.WeakSet[Any] = weakref.WeakSet()
_hooked_pid = 0


@guarded
def _leave_all() -> None:
    if os.getpid() != _hooked_pid:
        return  # A fork has inherited it.
    # What the interpreter printed the traceback of, if anything.
    error = getattr(sys, "last_value", None)
    for callback in list(_to_leave):
        callback._leave(type(error).__name__ if error is not None else "exit")
