"""The moments at which steps of the program ended, told in batches: a step costs a clock read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Dict, List, Sequence

if TYPE_CHECKING:
    from ._connection import Connection

# As many moments as fit a line of 65,536 bytes, with 20 digits each.
_MOST_IN_A_LINE = 3000
_MOST_KEPT = 1000


class Steps:
    """Steps that were not told yet. For any thread."""

    def __init__(self) -> None:
        self._moments: List[int] = []

    def add(self) -> bool:
        """A step ended now. Whether it is time to tell of them."""
        self._moments.append(time.monotonic_ns())
        return len(self._moments) >= _MOST_KEPT

    def drop(self) -> None:
        self._moments.clear()

    def tell(self, connection: Connection) -> None:
        """Tells of all, without waiting for an answer."""
        if self._moments:
            moments, self._moments = self._moments, []
            moments.sort()  # Those of several threads may have been noted out of order.
            for part in parts("step", moments):
                connection.tell("marks", part)


def parts(name: str, moments: Sequence[int], anew: bool = False) -> List[Dict[str, Any]]:
    """The requests that tell of moments. With `anew` the first continues nothing."""
    found: List[Dict[str, Any]] = [{"name": name, "at_ns": list(moments[i : i + _MOST_IN_A_LINE])} for i in range(0, len(moments), _MOST_IN_A_LINE)]
    if anew:
        found[0]["anew"] = True
    return found
