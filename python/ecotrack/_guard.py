"""What keeps errors of this package out of the program that it measures."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any, Callable, TypeVar, cast

from . import _log

if TYPE_CHECKING:
    from .results import Result

F = TypeVar("F", bound=Callable[..., Any])


def never_raises(fallback: Callable[[BaseException], Any]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        @functools.wraps(function)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except Exception as broken:
                try:
                    if not sys.is_finalizing():
                        _log.warn_once("broken", "energy is no longer measured: %s: %s", type(broken).__name__, broken)
                    return fallback(broken)
                except ImportError:
                    return None  # Python is ending, and loads nothing any more.

        return cast(F, guarded)

    return decorate


def nothing(broken: BaseException) -> None:
    return None


def unavailable(name: str, reason: str) -> Result:
    # What results are made of takes 15 ms to load: not before there is one.
    from . import results

    return results.unavailable(name, reason)


def unknown(broken: BaseException) -> Result:
    return unavailable("", f"{type(broken).__name__}: {broken}")
