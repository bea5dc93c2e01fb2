"""What a measurement amounts to. Every figure is the program `ecocode`'s; nothing is calculated here.

Units are in the names. What is not known is None, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Optional, Tuple


@dataclass(frozen=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: float
    currency: str

    def __str__(self) -> str:
        from . import _text

        return f"{_text.amount(self.amount)} {self.currency}"

    def __float__(self) -> float:
        return self.amount


@dataclass(frozen=True)
class Provenance:
    """How an energy was got: the shares, which sum to 1, that were measured, apportioned from a measured whole, and modelled."""

    measured: float = 0.0
    apportioned: float = 0.0
    modelled: float = 0.0

    def __str__(self) -> str:
        parts = [("measured", self.measured), ("apportioned", self.apportioned), ("modelled", self.modelled)]
        return ", ".join(f"{share * 100:.0f} % {name}" for name, share in parts if share > 0)


@dataclass(frozen=True)
class Component:
    """The energy of one device, or of one kind of them."""

    component: str  # "cpu", "dram", "gpu", …
    device: Optional[str]
    energy_joules: Optional[float]
    band_joules: Optional[float]
    provenance: Optional[str]  # "measured", "apportioned" or "modelled"
    source: Optional[str]


@dataclass(frozen=True)
class Grid:
    """Where the carbon figure is from."""

    zone: Optional[str]
    grams_per_kwh: Optional[float]
    basis: Optional[str]
    source: Optional[str]
    year: Optional[int]


@dataclass(frozen=True)
class Impact:
    """What the energy means. IT energy and that of the building stay apart: the latter is `facility_energy_joules`."""

    co2e_grams: Optional[float] = None
    co2e_embodied_grams: Optional[float] = None
    water_litres: Optional[float] = None
    cost: Optional[Money] = None
    facility_energy_joules: Optional[float] = None
    pue: Optional[float] = None
    grid: Optional[Grid] = None


@dataclass(frozen=True)
class Prediction:
    """What the whole is foretold to amount to. `low_joules` and `high_joules` are the ends of the interval."""

    energy_joules: Optional[float]
    low_joules: Optional[float]
    high_joules: Optional[float]
    co2e_grams: Optional[float]
    cost: Optional[Money]
    duration_seconds: Optional[float]
    left_seconds: Optional[float]
    done: Optional[float]
    total: Optional[float]
    unit: Optional[str]


@dataclass(frozen=True)
class Budget:
    """How much of a budget is used."""

    spec: str  # what was allowed, such as "2.00 kWh"
    unit: Optional[str]
    used: Optional[float]
    limit: Optional[float]
    share: Optional[float]
    state: Optional[str]  # "within", "near" or "reached"
    kind: Optional[str] = None  # "energy", "co2e", "cost" or "time"

    @property
    def exceeded(self) -> bool:
        return self.state == "reached"


@dataclass(frozen=True)
class Metric:
    """A figure of the program's own, over all that was logged of it so far."""

    last: Optional[float]
    sum: Optional[float]
    min: Optional[float]
    max: Optional[float]
    count: Optional[int]
    energy_joules_per_unit: Optional[float]


@dataclass(frozen=True)
class Caution:
    """What the reader of the figures has to know."""

    code: str
    message: str
    hint: Optional[str]


@dataclass(frozen=True)
class Result:
    """What a window, or the whole run, amounts to."""

    name: str
    status: str  # "measured", or "unavailable": then every figure is None, and `reason` says why
    reason: str = ""
    energy_joules: Optional[float] = None
    band_joules: Optional[float] = None
    mean_power_watts: Optional[float] = None
    own_energy_joules: Optional[float] = None  # the part of this process and of what descends from it
    duration_seconds: Optional[float] = None
    unmeasured_seconds: Optional[float] = None
    begin_ns: Optional[int] = None
    end_ns: Optional[int] = None
    provenance: Optional[Provenance] = None
    components: Tuple[Component, ...] = ()
    impact: Impact = field(default_factory=Impact)
    prediction: Optional[Prediction] = None
    budgets: Tuple[Budget, ...] = ()
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    warnings: Tuple[Caution, ...] = ()
    run_id: Optional[str] = None

    @property
    def available(self) -> bool:
        return self.status == "measured"

    @property
    def co2e_grams(self) -> Optional[float]:
        return self.impact.co2e_grams

    @property
    def co2e_embodied_grams(self) -> Optional[float]:
        return self.impact.co2e_embodied_grams

    @property
    def water_litres(self) -> Optional[float]:
        return self.impact.water_litres

    @property
    def cost(self) -> Optional[Money]:
        return self.impact.cost

    def report(self, path: Optional[str] = None) -> str:
        """This result as Markdown; with `path` it is written there as well."""
        from . import reports

        return reports.of_result(self, path)

    def _repr_html_(self) -> str:
        from . import notebook

        return notebook.html_of(self)


def unavailable(name: str, reason: str) -> Result:
    """The result of what could not be measured."""
    return Result(name=name, status="unavailable", reason=reason)


def from_wire(name: str, answer: Mapping[str, Any]) -> Result:
    """A result as the program told it (docs/api.md). Keys that are unknown here are left alone."""
    name = answer.get("name") or name
    if answer.get("energy_j") is None:
        return unavailable(name, "its energy is not known")
    if not answer.get("duration_s") and answer.get("unmeasured_s"):
        return unavailable(name, "it ended before measuring began")  # No energy is known of it, which is not 0.
    provenance = answer.get("provenance")
    return Result(
        name=name,
        status="measured",
        energy_joules=answer.get("energy_j"),
        band_joules=answer.get("band_j"),
        mean_power_watts=answer.get("mean_power_w"),
        own_energy_joules=answer.get("own_energy_j"),
        duration_seconds=answer.get("duration_s"),
        unmeasured_seconds=answer.get("unmeasured_s"),
        begin_ns=answer.get("begin_ns"),
        end_ns=answer.get("end_ns"),
        provenance=_provenance(provenance) if provenance else None,
        components=tuple(_component(part) for part in answer.get("components") or ()),
        impact=_impact(answer.get("impact") or {}),
        prediction=prediction_from_wire(answer.get("prediction")),
        budgets=tuple(_budget(budget) for budget in answer.get("budgets") or ()),
        metrics={key: _metric(value) for key, value in (answer.get("metrics") or {}).items()},
        warnings=tuple(Caution(w.get("code", ""), w.get("message", ""), w.get("hint")) for w in answer.get("warnings") or ()),
        run_id=answer.get("run_id"),
    )


def prediction_from_wire(answer: Optional[Mapping[str, Any]]) -> Optional[Prediction]:
    if not answer:
        return None
    return Prediction(
        energy_joules=answer.get("energy_j"),
        low_joules=answer.get("low_j"),
        high_joules=answer.get("high_j"),
        co2e_grams=answer.get("co2e_g"),
        cost=_money(answer.get("cost")),
        duration_seconds=answer.get("duration_s"),
        left_seconds=answer.get("left_s"),
        done=answer.get("done"),
        total=answer.get("total"),
        unit=answer.get("unit"),
    )


def _provenance(shares: Mapping[str, Any]) -> Provenance:
    return Provenance(shares.get("measured", 0.0), shares.get("apportioned", 0.0), shares.get("modelled", 0.0))


def _component(part: Mapping[str, Any]) -> Component:
    return Component(
        component=part.get("component", ""),
        device=part.get("device"),
        energy_joules=part.get("energy_j"),
        band_joules=part.get("band_j"),
        provenance=part.get("provenance"),
        source=part.get("source"),
    )


def _impact(impact: Mapping[str, Any]) -> Impact:
    grid = impact.get("grid")
    return Impact(
        co2e_grams=impact.get("co2e_g"),
        co2e_embodied_grams=impact.get("co2e_embodied_g"),
        water_litres=impact.get("water_l"),
        cost=_money(impact.get("cost")),
        facility_energy_joules=impact.get("facility_energy_j"),
        pue=impact.get("pue"),
        grid=Grid(grid.get("zone"), grid.get("g_per_kwh"), grid.get("basis"), grid.get("source"), grid.get("year")) if grid else None,
    )


def _budget(budget: Mapping[str, Any]) -> Budget:
    return Budget(
        spec=budget.get("spec") or "",
        unit=budget.get("unit"),
        used=budget.get("used"),
        limit=budget.get("limit"),
        share=budget.get("share"),
        state=budget.get("state"),
        kind=budget.get("kind"),
    )


def _metric(metric: Mapping[str, Any]) -> Metric:
    return Metric(
        metric.get("last"),
        metric.get("sum"),
        metric.get("min"),
        metric.get("max"),
        metric.get("count"),
        metric.get("energy_j_per_unit"),
    )


def _money(cost: Optional[Mapping[str, Any]]) -> Optional[Money]:
    return Money(cost["amount"], cost["currency"]) if cost and cost.get("amount") is not None else None


__all__ = [
    "Budget", "Caution", "Component", "Grid", "Impact", "Metric", "Money", "Prediction", "Provenance", "Result",
]
