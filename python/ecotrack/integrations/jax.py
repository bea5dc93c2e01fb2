"""JAX: functions return before their work is done, and compile what they run for the first time. Both are told apart here.

    step = wrap_step(jax.jit(step))              # waits for what it gives, and notes that a step ended
    with Compilation() as compiling:             # what is compiled in it
        with window("epoch 1") as epoch:
            for batch in data:
                state = step(state, batch)
            epoch.wait_for(state)
    epoch.result.energy_joules, compiling.energy_joules
"""

from __future__ import annotations

import functools
import time
from types import TracebackType
from typing import Any, Callable, List, Optional, Type, TypeVar

from .._session import session
from ..results import Result
from ._events import guarded

F = TypeVar("F", bound=Callable[..., Any])

# Of jax/_src/dispatch.py. Tracing is left out: traces of functions within functions lie within each other.
_COMPILING = ("/jax/core/compile/jaxpr_to_mlir_module_duration", "/jax/core/compile/backend_compile_duration")
# What takes less is not told apart: programs compile thousands of small functions.
_LEAST_SECONDS = 0.01

_listening = False
_compilations: List[Compilation] = []


def wrap_step(function: F) -> F:
    """The same function, which returns when its work is done, and each call of which is a step."""

    @functools.wraps(function)
    def step(*args: Any, **kwargs: Any) -> Any:
        given = function(*args, **kwargs)
        _block_until_ready(given)
        session().step()
        return given

    return step  # type: ignore[return-value]


class window:
    """A stretch of the program that ends when the work is done that was given to `wait_for`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.result: Optional[Result] = None
        self._given: Any = None

    def wait_for(self, given: Any) -> Any:
        """Has the end wait for these arrays, or trees of them; gives them back."""
        self._given = given
        return given

    def __enter__(self) -> window:
        self._window = session().begin(self.name)
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        try:
            if kind is None and self._given is not None:
                _block_until_ready(self._given)
        finally:
            self._given = None
            self.result = session().end(self._window)


class Compilation:
    """What was lowered and compiled while this is open, if it took 10 ms or more. It is in the energy of the windows around it as well."""

    def __init__(self) -> None:
        self.results: List[Result] = []

    @property
    def energy_joules(self) -> Optional[float]:
        """None when one of them could not be measured."""
        energies = [result.energy_joules for result in self.results]
        return sum(energy for energy in energies if energy is not None) if None not in energies else None

    def __enter__(self) -> Compilation:
        _listen()
        _compilations.append(self)
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        _compilations.remove(self)


def _listen() -> None:
    """Once in a process: JAX has no way to take a listener back."""
    global _listening
    if not _listening:
        try:
            from jax import monitoring
        except ImportError as missing:
            raise ImportError(f"Compilation needs jax: {missing}") from missing
        monitoring.register_event_duration_secs_listener(_compiled)
        _listening = True


@guarded
def _compiled(event: str, duration: float, **kwargs: Any) -> None:
    now = time.monotonic_ns()
    if not _compilations or event not in _COMPILING or duration < _LEAST_SECONDS:
        return
    compiled = session().begin("jax compile", now - int(duration * 1e9))
    result = session().end(compiled, now)
    for compilation in _compilations:
        compilation.results.append(result)


def _block_until_ready(given: Any) -> None:
    import jax

    jax.block_until_ready(given)


__all__ = ["Compilation", "window", "wrap_step"]
