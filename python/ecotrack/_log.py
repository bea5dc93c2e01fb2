"""The one logger of the package, `ecotrack`: silent, but for a single warning when nothing can be measured."""

from __future__ import annotations

_warned: set[str] = set()


def warn_once(key: str, message: str, *values: object) -> None:
    """Warns, once in the life of a process for each key: training loops call often."""
    if key in _warned:
        debug(message, *values)
        return
    _warned.add(key)
    import logging

    logging.getLogger("ecotrack").warning(message, *values)


def debug(message: str, *values: object) -> None:
    import logging

    logging.getLogger("ecotrack").debug(message, *values)


def set_level(level: str) -> None:
    """Sets the level of the logger, by its name (`debug`, `warning`, …)."""
    import logging

    logging.getLogger("ecotrack").setLevel(level.upper())
