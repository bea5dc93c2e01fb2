"""Measuring a function, a block, or what lies between two calls."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Mapping, Optional, Tuple, TypeVar, Union, cast, overload

# Not on use: a finaliser may be the first to use it, when Python no longer imports anything.
from ._session import session

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Type

    from ._session import Session
    from ._window import Window
    from .config import CarbonConfig
    from .results import Component, Money, Prediction, Provenance, Result

F = TypeVar("F", bound=Callable[..., Any])
OnResult = Callable[["Result"], object]


class monitor:
    """Measures a block: `with ecotrack.monitor("name") as m:`, and then `m.energy_joules`, `m.result`, …

    Blocks nest and overlap as they like, in threads and asyncio tasks too. All of them measure the whole tree of processes, so that what two
    of them do at the same time is in both. While a block goes on, its figures are those so far; each reading asks anew.
    """

    def __init__(self, name: str = "monitor", config: Optional[CarbonConfig] = None) -> None:
        self._name = _checked(name)
        self._config = config
        self._window: Optional[Window] = None
        self._result: Optional[Result] = None

    def __enter__(self) -> monitor:
        self.start()
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self.stop()

    async def __aenter__(self) -> monitor:
        return self.__enter__()

    async def __aexit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self.stop()

    def start(self) -> None:
        """Begins it, for where there is no block; ends first what it measured before."""
        if self._window is not None and self._result is None:
            self.stop()
        here = session()
        here.configure(self._config)
        self._result = None
        self._window = here.begin(self._name)

    def stop(self) -> Result:
        """Ends it, and gives its result."""
        if self._result is None:
                self._result = session().end(self._window) if self._window is not None else self._not_begun()
        return self._result

    @property
    def name(self) -> str:
        return self._name

    @property
    def result(self) -> Result:
        """What it amounts to, or does so far."""
        if self._result is not None:
            return self._result
        return session().read(self._window) if self._window is not None else self._not_begun()

    @property
    def status(self) -> str:
        return self.result.status

    @property
    def energy_joules(self) -> Optional[float]:
        return self.result.energy_joules

    @property
    def band_joules(self) -> Optional[float]:
        return self.result.band_joules

    @property
    def own_energy_joules(self) -> Optional[float]:
        return self.result.own_energy_joules

    @property
    def co2e_grams(self) -> Optional[float]:
        return self.result.co2e_grams

    @property
    def cost(self) -> Optional[Money]:
        return self.result.cost

    @property
    def water_litres(self) -> Optional[float]:
        return self.result.water_litres

    @property
    def duration_seconds(self) -> Optional[float]:
        return self.result.duration_seconds

    @property
    def provenance(self) -> Optional[Provenance]:
        return self.result.provenance

    @property
    def components(self) -> Tuple[Component, ...]:
        return self.result.components

    def log(self, metrics: Optional[Mapping[str, float]] = None, *, step: Optional[int] = None, epoch: Optional[float] = None, **more: float) -> None:
        """Keeps figures of the program's own with the run: `m.log(loss=0.3, tokens=2048)`."""
        log(metrics, step=step, epoch=epoch, **more)

    def report(self, path: Optional[str] = None) -> str:
        """The result as Markdown; with `path` it is written there as well."""
        return self.result.report(path)

    def _repr_html_(self) -> str:
        return self.result._repr_html_()

    def _not_begun(self) -> Result:
        from .results import unavailable

        return unavailable(self._name, "it has not begun")

    def __repr__(self) -> str:
        return f"monitor({self._name!r})"


def phase(name: str) -> monitor:
    """Marks a phase of the run: `with ecotrack.phase("epoch 1"):`. It is in the record, and can be read like any block."""
    return monitor(name)


@overload
def track(function: F) -> F: ...


@overload
def track(
    function: Optional[str] = None, *, name: Optional[str] = None, config: Optional[CarbonConfig] = None, on_result: Optional[OnResult] = None
) -> Callable[[F], F]: ...


def track(
    function: Union[F, str, None] = None,
    *,
    name: Optional[str] = None,
    config: Optional[CarbonConfig] = None,
    on_result: Optional[OnResult] = None,
) -> Union[F, Callable[[F], F]]:
    """Measures each call of a function: `@ecotrack.track`, `@ecotrack.track()` or `@ecotrack.track("name")`.

    A coroutine is measured from its first step to its end, a generator from its first value to its end, what the others do meanwhile included.
    `on_result` is called with each result; without it, nobody waits for one, and it is found in the run's record.
    """
    if isinstance(function, str):
        name, function = function, None
    if name is not None:
        _checked(name)
    if on_result is not None and not callable(on_result):
        raise TypeError("on_result: expected something that can be called")
    if function is None:
        return lambda wrapped: _tracked(wrapped, name, config, on_result)
    return _tracked(function, name, config, on_result)


class _Call:
    """The window of one call."""

    def __init__(self, name: str, config: Optional[CarbonConfig], on_result: Optional[OnResult]) -> None:
        self._name, self._config, self._on_result = name, config, on_result

    def __enter__(self) -> None:
        here = session()
        here.configure(self._config)
        self._window = here.begin(self._name)

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        if self._on_result is None:
            session().end_unread(self._window)
        else:
            self._on_result(session().end(self._window))


def _tracked(function: F, name: Optional[str], config: Optional[CarbonConfig], on_result: Optional[OnResult]) -> F:
    import inspect

    if not callable(function) or isinstance(function, type):
        raise TypeError(f"track: expected a function, not {'a class' if isinstance(function, type) else type(function).__name__}")
    called = _checked(name if name is not None else getattr(function, "__qualname__", type(function).__name__))

    def window() -> _Call:
        return _Call(called, config, on_result)

    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def tracked(*args: Any, **kwargs: Any) -> Any:
            with window():
                return await function(*args, **kwargs)

    elif inspect.isasyncgenfunction(function):

        @functools.wraps(function)
        async def tracked(*args: Any, **kwargs: Any) -> Any:
            with window():
                inner = function(*args, **kwargs)
                try:
                    value = await inner.__anext__()
                    while True:
                        try:
                            sent = yield value
                        except GeneratorExit:
                            await inner.aclose()
                            raise
                        except BaseException as thrown:
                            value = await inner.athrow(thrown)
                        else:
                            value = await inner.asend(sent)
                except StopAsyncIteration:
                    return

    elif inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def tracked(*args: Any, **kwargs: Any) -> Any:
            with window():
                return (yield from function(*args, **kwargs))

    else:

        @functools.wraps(function)
        def tracked(*args: Any, **kwargs: Any) -> Any:
            with window():
                return function(*args, **kwargs)

    return cast(F, tracked)


_started: Dict[int, List[Window]] = {}


def start(name: str = "run", config: Optional[CarbonConfig] = None) -> None:
    """Begins to measure until `stop()`. Never waits: the measuring program starts meanwhile. Pairs of them nest."""
    here = _here()
    here.configure(config)
    _started.setdefault(here.pid, []).append(here.begin(_checked(name)))


def stop() -> Result:
    """Ends what the last `start()` began, and gives what it amounts to."""
    here = _here()
    begun = _started.get(here.pid)
    if not begun:
        from .results import unavailable

        return unavailable("run", "`ecotrack.start()` was not called before in this process")
    return here.end(begun.pop())


def finish() -> Result:
    """Ends the run that this process began to have measured, keeps it in the ledger, and gives what it amounts to.

    It need not be called: the run ends with the process, however that ends. What begins after it is a new run.
    """
    here = _here()
    _started.pop(here.pid, None)
    return here.finish()


def configure(config: CarbonConfig) -> None:
    """Says what holds for this process, and has the measuring program started. Comes before anything is measured; never waits."""
    from .config import CarbonConfig as Kind

    if not isinstance(config, Kind):
        raise TypeError(f"config: expected a CarbonConfig, not {type(config).__name__}")
    here = _here()
    here.configure(config)
    here.open()


def step() -> None:
    """Notes that a step of a training ended, for the energy of each. Costs a microsecond or two."""
    _here().step()


def log(metrics: Optional[Mapping[str, float]] = None, *, step: Optional[int] = None, epoch: Optional[float] = None, **more: float) -> None:
    """Keeps figures of the program's own with the run, such as loss and tokens; results then tell joules for each unit of them."""
    given: Dict[str, float] = {}
    for name, value in {**(metrics or {}), **more}.items():
        try:
            given[str(name)] = float(value)
        except (TypeError, ValueError):
            raise TypeError(f"{name}: expected a number, not {type(value).__name__}") from None
    _here().log(given, step, epoch)


def progress(done: float, total: float, unit: str = "steps") -> Optional[Prediction]:
    """Says how far the program is; gives what the whole is foretold to amount to, or None while too little is known."""
    for name, value in (("done", done), ("total", total)):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise TypeError(f"{name}: expected a number, not {type(value).__name__}")
    if not 0 <= done or not 0 < total:
        raise ValueError(f"total: {done} of {total} is no progress")
    return _here().progress(done, total, unit)


def _here() -> Session:
    return session()


def _checked(name: str) -> str:
    if not isinstance(name, str):
        raise TypeError(f"name: expected text, not {type(name).__name__}")
    if not name.strip():
        raise ValueError("name: it is empty")
    return name
