"""CSV files that several processes add rows to."""

from __future__ import annotations

import csv
import fcntl
import io
import os
from typing import List, Mapping, Optional, Sequence


def add(path: str, header: Sequence[str], row: Mapping[str, object], replace: Optional[str] = None) -> None:
    """Adds a row, with a cell for each column: None is an empty one. With `replace`, a row that has the same in that column goes first.

    A file with other columns is kept beside, as `<path>_<n>.bak`. Writers wait for each other, across processes too.
    """
    with open(path, "a+", encoding="utf-8", newline="") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        rows = list(csv.reader(file))
        if rows and rows[0] != list(header):
            _set_aside(path, rows)
            rows = []
        cells = [_cell(row.get(name)) for name in header]
        kept = rows[1:]
        if replace is not None:
            column = list(header).index(replace)
            kept = [old for old in kept if len(old) <= column or old[column] != cells[column]]
        if rows and len(kept) == len(rows) - 1:
            file.write(_lines([cells]))
        else:
            file.truncate(0)
            file.write(_lines([list(header), *kept, cells]))


def read(path: str) -> List[Mapping[str, str]]:
    """The rows of a file by column; none where there is no file."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _set_aside(path: str, rows: Sequence[Sequence[str]]) -> None:
    number = 0
    while os.path.exists(f"{path}_{number}.bak"):
        number += 1
    with open(f"{path}_{number}.bak", "w", encoding="utf-8", newline="") as other:
        other.write(_lines(rows))


def _lines(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _cell(value: object) -> str:
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)
