"""Results, reports and what a notebook shows: figures as they were told, laid out."""

from __future__ import annotations

import importlib.util
import json
import unittest
import xml.etree.ElementTree as ElementTree
from typing import Any

from program import ProgramTest

from ecotrack import _text
from ecotrack.notebook import html_of
from ecotrack.reports import Report
from ecotrack.results import Result, from_wire, unavailable

TOLD: Any = {
    "window": 7, "name": "epoch | 1", "begin_ns": 5, "end_ns": 12_400_000_005, "duration_s": 12.4, "unmeasured_s": 0.0,
    "energy_j": 1734.2, "band_j": 52.0, "mean_power_w": 139.9, "own_energy_j": 1699.8,
    "provenance": {"measured": 0.77, "apportioned": 0.14, "modelled": 0.09},
    "components": [
        {"component": "gpu", "device": "0", "energy_j": 1340.1, "provenance": "measured", "source": "nvml", "band_j": 26.8},
        {"component": "cpu", "device": None, "energy_j": 394.1, "provenance": "apportioned", "source": "rapl", "band_j": None},
    ],
    "impact": {
        "co2e_g": 0.16, "co2e_embodied_g": 0.02, "water_l": 0.001, "cost": {"amount": 0.0001, "currency": "EUR"}, "facility_energy_j": 1734.2, "pue": 1.0,
        "grid": {"zone": "DE", "g_per_kwh": 344, "basis": "lifecycle", "source": "ember", "year": 2024},
    },
    "budgets": [{"kind": "energy", "spec": "2.00 kWh", "unit": "J", "used": 1728.0, "limit": 7200000.0, "share": 0.00024, "state": "within", "action": None}],
    "prediction": None, "warnings": [{"code": "ECO3001", "message": "<no> & such zone", "hint": "say one"}],
    "metrics": {"tokens": {"last": 1, "sum": 10, "min": 1, "max": 4, "count": 5, "energy_j_per_unit": 173.42}},
}


class Results(unittest.TestCase):
    def test_a_result_is_as_it_was_told(self) -> None:
        result = from_wire("asked", TOLD)
        self.assertEqual(("epoch | 1", "measured", 1734.2, 52.0, 0.16, 0.02, 0.001), (result.name, result.status, result.energy_joules, result.band_joules, result.co2e_grams, result.co2e_embodied_grams, result.water_litres))
        assert result.cost is not None and result.impact.grid is not None and result.provenance is not None
        self.assertEqual((0.0001, "EUR", "0.0001 EUR"), (result.cost.amount, result.cost.currency, str(result.cost)))
        self.assertEqual(("DE", 344), (result.impact.grid.zone, result.impact.grid.grams_per_kwh))
        self.assertEqual("77 % measured, 14 % apportioned, 9 % modelled", str(result.provenance))
        self.assertEqual(173.42, result.metrics["tokens"].energy_joules_per_unit)
        self.assertFalse(result.budgets[0].exceeded)

    def test_what_is_missing_is_none_and_not_zero(self) -> None:
        result = from_wire("x", {"window": 1, "energy_j": 5.0})
        self.assertEqual("measured", result.status)
        for value in (result.band_joules, result.co2e_grams, result.water_litres, result.cost, result.duration_seconds, result.provenance, result.prediction):
            self.assertIsNone(value)
        self.assertEqual("unavailable", from_wire("x", {"energy_j": None}).status)
        too_early = from_wire("x", {"energy_j": 0.0, "duration_s": 0.0, "unmeasured_s": 0.05})
        self.assertEqual(("unavailable", None, "it ended before measuring began"), (too_early.status, too_early.energy_joules, too_early.reason))

    def test_a_result_is_frozen(self) -> None:
        with self.assertRaises(AttributeError):
            from_wire("x", TOLD).energy_joules = 5  # type: ignore[misc]


class Texts(unittest.TestCase):
    def test_units_are_scaled(self) -> None:
        for value, unit, text in (
            (0.469, "J", "469 mJ"), (0, "J", "0 J"), (1.5e-6, "J", "1.50 µJ"), (12.34, "J", "12.3 J"), (999.96, "W", "1.00 kW"), (123456.0, "J", "123 kJ"), (5e9, "J", "5.00 GJ"),
            (1500, "L", "1500 L"), (-0.5, "J", "-500 mJ"), (2e-12, "J", "0.002 nJ"),
        ):
            self.assertEqual(text, _text.scaled(value, unit))
        self.assertEqual("36.0 kJ (10.0 Wh)", _text.energy(36000))
        self.assertEqual(("1.5 kg", "2 t", "160 mg"), (_text.mass(1500), _text.mass(2e6), _text.mass(0.16)))
        self.assertEqual(("1 min 00 s", "2 h 05 min", "500 ms"), (_text.duration(59.9999999), _text.duration(7500), _text.duration(0.5)))
        self.assertEqual("unknown", _text.energy(None))
        self.assertEqual(["12.50", "0.0441", "0.00000123", "<0.000001", "0.00", "0.12", "-0.05"], [_text.amount(money) for money in (12.5, 0.0441, 1.234e-6, 3.7e-8, 0, 0.1234, -0.05)])


class Reports(ProgramTest):
    def result(self, **more: Any) -> Result:
        return from_wire("x", {**TOLD, **more})

    def test_json_holds_every_figure_in_base_units(self) -> None:
        report = json.loads(json.dumps(Report(self.result(window=None), [self.result(), unavailable("epoch 2", "gone")], {"schema": "ecocode.run/1"}, "p").json()))
        self.assertEqual(("ecotrack.report/1", "p"), (report["schema"], report["project"]))
        self.assertEqual((1734.2, 0.16, 344), (report["total"]["energy_j"], report["total"]["co2e_g"], report["total"]["grid"]["grams_per_kwh"]))
        self.assertEqual([1734.2, None], [row["energy_j"] for row in report["rows"]])
        self.assertEqual("gone", report["rows"][1]["reason"])

    def test_markdown_has_a_row_for_each_epoch(self) -> None:
        text = Report(self.result(), [self.result(), unavailable("epoch 2", "gone")]).markdown()
        self.assertIn("| Energy | 1.73 kJ (482 mWh) ± 3 % |", text)
        self.assertIn("| epoch \\| 1 | 12.4 s | 1.73 kJ (482 mWh) | 140 W | 160 mg | 0.0001 EUR |", text)
        self.assertIn("| epoch 2 | unknown | unknown | unknown | unknown | unknown |", text)
        self.assertIn("- <no> & such zone (ECO3001)", text)
        for row in (line for line in text.splitlines() if line.startswith("| epoch")):
            self.assertEqual(7, row.replace("\\|", "").count("|"))

    def test_without_rows_the_windows_of_the_record_are_told(self) -> None:
        record = {"phases": [{"name": "epoch 1", "start_s": 0.5, "end_s": 62.0, "energy_j": 313.4}]}
        self.assertIn("| epoch 1 | 500 ms | 1 min 02 s | 313 J |", Report(self.result(), record=record).markdown())

    def test_what_was_not_measured_says_why(self) -> None:
        self.assertIn("Nothing was measured: no sensor.", Report(unavailable("x", "no sensor")).markdown())
        self.assertEqual("", Report(unavailable("x", "no sensor")).model_card())

    def test_a_model_card_tells_grams_and_how(self) -> None:
        record = {"components": [{"component": "gpu", "gpu": {"name": 'NVIDIA "A100"'}}] * 2}
        card = Report(self.result(), record=record).model_card(training_type="fine-tuning")
        self.assertEqual(
            'co2_eq_emissions:\n  emissions: 0.16\n  source: "EcoCode 0.1.0 (ecotrack); energy 77 % measured, 14 % apportioned, 9 % modelled"\n'
            '  training_type: "fine-tuning"\n  geographical_location: "DE"\n  hardware_used: "2 x NVIDIA \\"A100\\""\n',
            card,
        )

    def test_files_go_by_their_ending(self) -> None:
        report = Report(self.result())
        one = str(self.folder / "deep" / "r.md")
        self.assertEqual([one], report.save(one))
        stem = str(self.folder / "r")
        self.assertEqual([stem + ".json", stem + ".md", stem + ".yaml"], report.save(stem))
        self.assertEqual(4, len([path for path in self.folder.rglob("*") if path.is_file()]))

    def test_a_report_is_written_at_the_end_where_it_was_asked_for(self) -> None:
        self.run_program(
            """
            ecotrack.configure(ecotrack.CarbonConfig(project_name="p", run_name="my run", save_report=True, report_path="out"))
            with ecotrack.monitor("m"): pass
            if os.fork() == 0: sys.exit(0)
            os.wait()
            """
        )
        told = json.loads((self.folder / "out.json").read_text())
        self.assertEqual(("p", "my run", "measured", "ecocode.run/1"), (told["project"], told["title"], told["total"]["status"], told["record"]["schema"]))
        self.assertTrue((self.folder / "out.md").read_text().startswith("# my run\n"))

    def test_nothing_is_written_where_nothing_was_asked_for(self) -> None:
        self.run_program("with ecotrack.monitor('m'): pass\n")
        self.assertLessEqual({path.name for path in self.folder.iterdir()}, {"program.py", "kept.json", "kept.json.part"})


class Notebooks(ProgramTest):
    def test_html_is_well_formed_and_escaped(self) -> None:
        html = html_of(from_wire("x", {**TOLD, "name": "<b>&"}))
        root = ElementTree.fromstring(f"<div>{html}</div>")
        self.assertEqual("<b>&", root.findtext("table/caption"))
        svg = root.find("{http://www.w3.org/2000/svg}svg")
        assert svg is not None
        widths = [float(rect.get("width", "")) for rect in svg.iter("{http://www.w3.org/2000/svg}rect")]
        self.assertEqual(2, len(widths))
        self.assertAlmostEqual(320, sum(widths), delta=0.2)
        self.assertAlmostEqual(1340.1 / 1734.2, widths[0] / 320, delta=0.001)
        self.assertEqual("gpu 0 1.34 kJ (372 mWh), cpu 394 J", svg.get("aria-label"))

    def test_html_of_what_was_not_measured(self) -> None:
        self.assertIn("nothing was measured: &lt;why&gt;", html_of(unavailable("x", "<why>")))

    def test_a_cell_of_ipython_is_measured_and_shows_its_result(self) -> None:
        if importlib.util.find_spec("IPython") is None:
            self.skipTest("needs IPython")
        shown, value, error = self.run_program(
            """
            from IPython.core.interactiveshell import InteractiveShell
            from IPython.utils.capture import capture_output
            from ecotrack._session import session
            shell = InteractiveShell.instance(colors="NoColor")
            with capture_output() as out:
                shell.run_line_magic("load_ext", "ecotrack")
                session().read()
                shell.run_cell("%%ecotrack my cell\\nx = 5\\nx + 1")
                shell.run_cell("%%ecotrack\\nraise KeyError('mine')")
            print(json.dumps([[o.data["text/html"] for o in out.outputs], shell.user_ns["x"], "KeyError: 'mine'" in out.stdout]))
            """
        ).told
        self.assertEqual([5, True, 2], [value, error, len(shown)])
        self.assertIn("<caption>my cell</caption>", shown[0])
        self.assertIn("<caption>cell</caption>", shown[1])


if __name__ == "__main__":
    unittest.main()
