"""Figures as people read them. Layout only: the value is the program's, and its unit is scaled."""

from __future__ import annotations

from typing import Optional, Tuple

UNKNOWN = "unknown"


def energy(joules: Optional[float]) -> str:
    """`469 mJ`, and from a kilojoule on in watt hours as well: `36 kJ (10 Wh)`."""
    if joules is None:
        return UNKNOWN
    text = scaled(joules, "J")
    return f"{text} ({scaled(joules / 3600, 'Wh')})" if abs(joules) >= 1000 else text


def mass(grams: Optional[float]) -> str:
    if grams is None:
        return UNKNOWN
    return f"{grams / 1000:.3g} kg" if 1000 <= abs(grams) < 1e6 else f"{grams / 1e6:.3g} t" if abs(grams) >= 1e6 else scaled(grams, "g")


def volume(litres: Optional[float]) -> str:
    return UNKNOWN if litres is None else scaled(litres, "L")


def power(watts: Optional[float]) -> str:
    return UNKNOWN if watts is None else scaled(watts, "W")


def duration(seconds: Optional[float]) -> str:
    """`12.4 s`, `3 min 20 s`, `2 h 05 min`."""
    if seconds is None:
        return UNKNOWN
    if seconds < 59.95:
        return scaled(seconds, "s")
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s"
    return f"{minutes // 60} h {minutes % 60:02} min"


def amount(money: float) -> str:
    """`12.50`, `0.0441`, and `<0.000001` for what is less than anybody bills."""
    if 0 < abs(money) < 1e-6:
        return "<0.000001" if money > 0 else ">-0.000001"
    if money == 0 or abs(money) >= 0.1:
        return f"{money:.2f}"
    return f"{float(f'{money:.3g}'):.8f}".rstrip("0")


def band(joules: Optional[float], around: Optional[float]) -> str:
    """`± 11 %`, or nothing where it is not known."""
    return f"± {joules / around:.0%}".replace("%", " %") if joules is not None and around else ""


_PREFIXES: Tuple[Tuple[float, str], ...] = ((1e9, "G"), (1e6, "M"), (1e3, "k"), (1.0, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n"))


def scaled(value: float, unit: str) -> str:
    """Three digits that count, and the prefix that suits."""
    if value == 0:
        return f"0 {unit}"
    for factor, prefix in _PREFIXES:
        # What rounds up to a thousand has the next prefix.
        if abs(value) >= factor * 0.9995 and not (prefix in "kMG" and prefix and unit in ("g", "L", "s")):
            return f"{_three_digits(value / factor)} {prefix}{unit}"
    return f"{value / 1e-9:.3g} n{unit}"


def _three_digits(value: float) -> str:
    size = abs(value)
    decimals = 0 if size >= 99.95 else 1 if size >= 9.995 else 2
    return f"{value:.{decimals}f}"
