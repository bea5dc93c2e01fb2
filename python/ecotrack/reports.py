"""Reports: JSON, Markdown, and the block of a model card. They lay out figures of the program `ecocode`, and calculate none."""

from __future__ import annotations

import dataclasses
import json
import os
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Mapping, Optional, Sequence

from . import _text

if TYPE_CHECKING:
    from .results import Result

SCHEMA = "ecotrack.report/1"


class Report:
    """What a run amounts to, with a row for each epoch, or whatever else the caller has measured one by one."""

    def __init__(
        self, whole: Result, rows: Sequence[Result] = (), record: Optional[Mapping[str, Any]] = None, project: Optional[str] = None, title: str = ""
    ) -> None:
        """`record` is the run as `ecocode.run/1`, as `Session.record()` gives it."""
        self.whole, self.rows, self.record, self.project = whole, tuple(rows), record, project
        self.title = title or whole.name or "run"

    def json(self) -> Dict[str, Any]:
        """Figures in base units, with the unit in the key. What is not known is null."""
        from . import __version__

        return {
            "schema": SCHEMA,
            "ecotrack": __version__,
            "title": self.title,
            "project": self.project,
            "total": _as_json(self.whole),
            "rows": [_as_json(row) for row in self.rows],
            "record": dict(self.record) if self.record is not None else None,
        }

    def markdown(self) -> str:
        lines = [f"# {self.title}", "", *_summary(self.whole)]
        if self.rows:
            lines += ["", "| | time | energy | power | CO2e | cost |", "|---|--:|--:|--:|--:|--:|"]
            lines += [_row(row) for row in (*self.rows, dataclasses.replace(self.whole, name="**whole run**"))]
        else:
            lines += _parts(self.record)
        lines += _logged(self.whole)
        lines += _cautions(self.whole)
        return "\n".join(lines) + "\n"

    def model_card(self, training_type: Optional[str] = None, hardware_used: Optional[str] = None, location: Optional[str] = None) -> str:
        """The `co2_eq_emissions` block of a model card's YAML; empty where no emissions are known. Emissions are grams of CO2e."""
        grams = self.whole.co2e_grams
        if grams is None:
            return ""
        grid = self.whole.impact.grid
        lines = ["co2_eq_emissions:", f"  emissions: {grams:.9g}", f"  source: {_quoted(_source(self.whole))}"]
        for key, value in (
            ("training_type", training_type),
            ("geographical_location", location or (grid.zone if grid else None)),
            ("hardware_used", hardware_used or self._hardware()),
        ):
            if value:
                lines.append(f"  {key}: {_quoted(value)}")
        return "\n".join(lines) + "\n"

    def save(self, path: str) -> List[str]:
        """Writes what the ending says (`.json`, `.md`, `.yaml`), or all three beside each other where it says nothing; gives the paths."""
        stem, ending = os.path.splitext(path)
        writers: Dict[str, Callable[[], str]] = {".json": lambda: json.dumps(self.json(), indent=2, ensure_ascii=False) + "\n", ".md": self.markdown, ".yaml": self.model_card}
        ending = ".yaml" if ending == ".yml" else ending
        written = []
        for kind, text in writers.items():
            if ending == kind or ending not in writers:
                target = path if ending == kind else path + kind
                content = text()
                if content:
                    write(target, content)
                    written.append(target)
        return written

    def _hardware(self) -> str:
        found: Dict[str, int] = {}
        for part in (self.record or {}).get("components") or ():
            name = (part.get("gpu") or {}).get("name")
            if name:
                found[name] = found.get(name, 0) + 1
        return ", ".join(f"{count} x {name}" for name, count in found.items())


def of_result(result: Result, path: Optional[str] = None) -> str:
    """A result as Markdown; with `path` it is written there as well."""
    text = Report(result).markdown()
    if path is not None:
        write(os.fspath(path), text)
    return text


def write(path: str, text: str) -> None:
    """Writes a file whole or not at all."""
    part = f"{path}.{os.getpid()}.part"
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    try:
        with open(part, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(part, path)
    except BaseException:
        if os.path.exists(part):
            os.unlink(part)
        raise


def _as_json(result: Result) -> Dict[str, Any]:
    impact = result.impact
    return {
        "name": result.name,
        "status": result.status,
        "reason": result.reason or None,
        "run_id": result.run_id,
        "duration_s": result.duration_seconds,
        "unmeasured_s": result.unmeasured_seconds,
        "energy_j": result.energy_joules,
        "band_j": result.band_joules,
        "mean_power_w": result.mean_power_watts,
        "own_energy_j": result.own_energy_joules,
        "provenance": dataclasses.asdict(result.provenance) if result.provenance else None,
        "components": [
            {
                "component": part.component,
                "device": part.device,
                "energy_j": part.energy_joules,
                "band_j": part.band_joules,
                "provenance": part.provenance,
                "source": part.source,
            }
            for part in result.components
        ],
        "co2e_g": impact.co2e_grams,
        "co2e_embodied_g": impact.co2e_embodied_grams,
        "water_l": impact.water_litres,
        "cost": dataclasses.asdict(impact.cost) if impact.cost else None,
        "facility_energy_j": impact.facility_energy_joules,
        "pue": impact.pue,
        "grid": dataclasses.asdict(impact.grid) if impact.grid else None,
        "budgets": [dataclasses.asdict(budget) for budget in result.budgets],
        "metrics": {name: dataclasses.asdict(metric) for name, metric in result.metrics.items()},
        "warnings": [dataclasses.asdict(warning) for warning in result.warnings],
    }


def _summary(result: Result) -> List[str]:
    if not result.available:
        return [f"Nothing was measured: {result.reason}."]
    impact = result.impact
    rows = [("Energy", " ".join(filter(None, (_text.energy(result.energy_joules), _text.band(result.band_joules, result.energy_joules)))))]
    if result.provenance is not None:
        rows.append(("Got by", str(result.provenance) or _text.UNKNOWN))
    rows.append(("Time", _text.duration(result.duration_seconds)))
    if result.unmeasured_seconds:
        rows.append(("Not measured", f"the first {_text.duration(result.unmeasured_seconds)}"))
    rows.append(("Mean power", _text.power(result.mean_power_watts)))
    grid = impact.grid
    at = f" ({grid.zone} {grid.grams_per_kwh:g} g/kWh, {grid.basis}, {grid.source})" if grid and grid.grams_per_kwh is not None else ""
    rows.append(("CO2e", _text.mass(impact.co2e_grams) + at))
    if impact.co2e_embodied_grams is not None:
        rows.append(("CO2e of making the hardware", _text.mass(impact.co2e_embodied_grams)))
    rows.append(("Water", _text.volume(impact.water_litres)))
    rows.append(("Cost", str(impact.cost) if impact.cost else _text.UNKNOWN))
    if impact.pue is not None and impact.pue != 1:
        rows.append(("Energy of the building", f"{_text.energy(impact.facility_energy_joules)} (PUE {impact.pue:g})"))
    for part in result.components:
        name = f"{part.component} {part.device}".strip() if part.device else part.component
        told = f" {part.provenance} by {part.source}" if part.provenance and part.source else ""
        rows.append((name, f"{_text.energy(part.energy_joules)}{told}"))
    for budget in result.budgets:
        rows.append((f"Budget {budget.spec}", f"{budget.share:.0%} used" if budget.share is not None else budget.state or _text.UNKNOWN))
    return ["| | |", "|---|---|"] + [f"| {_cell(name)} | {_cell(value)} |" for name, value in rows]


def _row(result: Result) -> str:
    cells = (
        result.name if result.name.startswith("**") else _cell(result.name),
        _text.duration(result.duration_seconds) + (f" (+ {_text.duration(result.unmeasured_seconds)} not measured)" if result.unmeasured_seconds else ""),
        _text.energy(result.energy_joules),
        _text.power(result.mean_power_watts),
        _text.mass(result.co2e_grams),
        str(result.cost) if result.cost else _text.UNKNOWN,
    )
    return "| " + " | ".join(cells) + " |"


def _parts(record: Optional[Mapping[str, Any]]) -> List[str]:
    """The windows that the record knows, for a report without rows of its own."""
    phases = (record or {}).get("phases") or []
    if not phases:
        return []
    lines = ["", "| | from | to | energy |", "|---|--:|--:|--:|"]
    for phase in phases:
        times = [_text.duration(phase.get(key)) for key in ("start_s", "end_s")]
        lines.append("| " + " | ".join([_cell(str(phase.get("name"))), *times, _text.energy(phase.get("energy_j"))]) + " |")
    return lines


def _logged(result: Result) -> List[str]:
    if not result.metrics:
        return []
    lines = ["", "| logged | last | sum | least | most | count | energy for one |", "|---|--:|--:|--:|--:|--:|--:|"]
    for name, metric in result.metrics.items():
        figures = (metric.last, metric.sum, metric.min, metric.max, metric.count)
        told = [_text.UNKNOWN if figure is None else f"{figure:.6g}" for figure in figures]
        lines.append("| " + " | ".join([_cell(name), *told, _text.energy(metric.energy_joules_per_unit)]) + " |")
    return lines


def _cautions(result: Result) -> List[str]:
    if not result.warnings:
        return []
    return [""] + [f"- {caution.message} ({caution.code})" for caution in result.warnings]


def _source(result: Result) -> str:
    from . import __version__

    how = f"; energy {result.provenance}" if result.provenance else ""
    return f"EcoCode {__version__} (ecotrack){how}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _quoted(text: str) -> str:
    """A string that YAML reads as one: its double-quoted form takes JSON's escapes."""
    return json.dumps(text, ensure_ascii=False)
