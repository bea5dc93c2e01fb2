"""Questions and their answers, over a connection."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional, Sequence

from . import _log
from ._guard import unavailable

if TYPE_CHECKING:
    from ._connection import Connection
    from ._window import Window
    from .results import Prediction, Result

# The longest that a call waits for an answer. Answers of a program that runs come within a millisecond.
ANSWER_SECONDS = 2.0


def number_of(window: Window, connection: Connection, timeout: float) -> Optional[int]:
    """The number that the other side gave a window; None when it gave none yet, or refused (then the window has a reason)."""
    if window.number is None and window.request is not None:
        answer = connection.answer(window.request, timeout)
        if answer is not None:
            window.request = None
            result = answer.get("result")
            if isinstance(result, dict):
                window.number = result.get("window")
            else:
                window.reason = refusal_of(answer)
    return window.number


def answer_of(connection: Connection, number: int, deadline: float) -> Optional[Dict[str, Any]]:
    """What a request resulted in, or None when it was refused, or not answered in time."""
    answer = connection.answer(number, deadline - time.monotonic())
    if answer is None:
        connection.forget(number)
        return None
    result = answer.get("result")
    if isinstance(result, dict):
        return result
    if "error" in answer:
        _log.debug("%s", refusal_of(answer))
    return None


def result_of(name: str, connection: Connection, op: str, fields: Dict[str, Any], deadline: float) -> Result:
    """What a window, or the run, amounts to."""
    number = connection.ask(op, fields)
    from . import results

    answer = connection.answer(number, deadline - time.monotonic())
    if answer is None:
        connection.forget(number)
        return unavailable(name, silence_of(connection))
    result = answer.get("result")
    return results.from_wire(name, result) if isinstance(result, dict) else unavailable(name, refusal_of(answer))


def energies_of(connection: Connection, asked: Sequence[int], deadline: float) -> Optional[List[float]]:
    """The energies of all steps that were asked for, or None where some are not known."""
    energies: List[float] = []
    for number in asked:
        answer = answer_of(connection, number, deadline)
        if answer is None or not isinstance(answer.get("energy_j"), list):
            return None
        energies += answer["energy_j"]
    return energies


def prediction_of(connection: Connection, asked: int, deadline: float) -> Optional[Prediction]:
    answer = answer_of(connection, asked, deadline)
    from . import results

    # The answer is the prediction itself; a result that holds one under its key is read as well.
    return results.prediction_from_wire(answer.get("prediction", answer)) if answer else None


def refusal_of(answer: Mapping[str, Any]) -> str:
    error = answer.get("error")
    return str(error.get("message")) if isinstance(error, dict) else "an answer without a result"


def silence_of(connection: Connection) -> str:
    return connection.reason or f"whoever measures did not answer within {ANSWER_SECONDS:g} s"
