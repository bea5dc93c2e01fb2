"""In a notebook: `%load_ext ecotrack`, then `%%ecotrack [name]` at the top of a cell; and results that show themselves as a table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, List

from . import _text

if TYPE_CHECKING:
    from .results import Component, Result

_WIDTH, _HEIGHT = 320, 14
_COLOURS = {"cpu": "#4c78a8", "gpu": "#f58518", "dram": "#54a24b", "platform": "#9d755d"}
_OTHER = "#8c8c8c"


def load_ipython_extension(ipython: Any) -> None:
    """What `%load_ext ecotrack` calls. Measuring starts now, so that the first cell is measured from its begin."""
    from ._session import session

    def ecotrack(line: str, cell: str) -> None:
        """Measures a cell: `%%ecotrack [name]`."""
        from .tracking import monitor

        with monitor(line.strip() or "cell") as measured:
            # A cell that fails shows its error itself, and is measured up to it.
            ipython.run_cell(cell)
        _display(measured.result)

    ipython.register_magic_function(ecotrack, "cell", "ecotrack")
    session().open()


def _display(result: Result) -> None:
    from importlib import import_module

    import_module("IPython.display").display(result)


def html_of(result: Result) -> str:
    """A result as a table, with its components as a bar."""
    if not result.available:
        return f"<p><b>{escape(result.name)}</b>: nothing was measured: {escape(result.reason)}</p>"
    band = _text.band(result.band_joules, result.energy_joules)
    rows = [
        ("Energy", f"{_text.energy(result.energy_joules)} {band}".strip()),
        ("Got by", str(result.provenance) if result.provenance else _text.UNKNOWN),
        ("CO2e", _text.mass(result.co2e_grams)),
        ("Water", _text.volume(result.water_litres)),
        ("Cost", str(result.cost) if result.cost else _text.UNKNOWN),
        ("Time", f"{_text.duration(result.duration_seconds)}, mean {_text.power(result.mean_power_watts)}"),
    ]
    body = "".join(f"<tr><th style='text-align:left'>{escape(name)}</th><td style='text-align:left'>{escape(value)}</td></tr>" for name, value in rows)
    notes = "".join(f"<p style='margin:0'>{escape(caution.message)}</p>" for caution in result.warnings)
    return f"<table><caption>{escape(result.name)}</caption>{body}</table>{_bar(result)}{notes}"


def _bar(result: Result) -> str:
    """The components' energies side by side, each as wide as its share. Each names itself, so that colour is not all that tells them apart."""
    parts = [part for part in result.components if part.energy_joules]
    whole = sum(part.energy_joules or 0.0 for part in parts)
    if whole <= 0:
        return ""
    shapes: List[str] = []
    left = 0.0
    for part in parts:
        width = _WIDTH * (part.energy_joules or 0.0) / whole
        label = escape(f"{_name(part)}: {_text.energy(part.energy_joules)}, {part.provenance or _text.UNKNOWN}")
        colour = _COLOURS.get(part.component, _OTHER)
        shapes.append(f"<rect x='{left:.1f}' y='0' width='{width:.1f}' height='{_HEIGHT}' fill='{colour}'><title>{label}</title></rect>")
        if width > 8 * len(_name(part)):
            shapes.append(f"<text x='{left + 4:.1f}' y='{_HEIGHT - 3}' font-size='10' fill='white'>{escape(_name(part))}</text>")
        left += width
    said = escape(", ".join(f"{_name(part)} {_text.energy(part.energy_joules)}" for part in parts))
    return f"<svg xmlns='http://www.w3.org/2000/svg' role='img' aria-label='{said}' width='{_WIDTH}' height='{_HEIGHT}'>{''.join(shapes)}</svg>"


def _name(part: Component) -> str:
    return f"{part.component} {part.device}" if part.device else part.component
