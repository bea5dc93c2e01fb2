"""`CarbonConfig`: its checks, where values come from, and the options that they become."""

from __future__ import annotations

import os
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any, Dict

from program import PACKAGE

from ecotrack.config import CarbonConfig


class Checks(unittest.TestCase):
    def test_it_is_the_packages_own_source(self) -> None:
        self.assertEqual(PACKAGE / "ecotrack" / "config.py", Path(sys.modules[CarbonConfig.__module__].__file__ or ""))

    def test_wrong_values_name_their_field(self) -> None:
        wrong: Dict[str, Any] = {
            "project_name": "", "country": 5, "region": "CA", "gpu_ids": 1.5, "log_level": "loud", "export_prometheus": 1, "prometheus_port": 0,
            "save_report": "yes", "report_path": 5, "max_energy": "2", "max_co2": "-5g", "max_cost": "3", "max_time": "2 years", "provider": "nobody",
            "attribution": "mine", "pue": 0.5, "price": "0.31", "grid_intensity": 5000, "interval_seconds": 0, "keep_in_ledger": "no",
            "tags": {"a=b": "c"}, "run_name": " ", "currency": 1,
        }
        self.assertEqual(set(), set(CarbonConfig.__dataclass_fields__) - set(wrong), "a field without a check")
        for name, value in wrong.items():
            with self.subTest(name), self.assertRaisesRegex((TypeError, ValueError), f"^{name}: "):
                CarbonConfig(**{name: value})

    def test_a_boolean_is_no_number(self) -> None:
        for name in ("pue", "prometheus_port", "interval_seconds", "gpu_ids"):
            with self.subTest(name), self.assertRaises(TypeError):
                CarbonConfig(**{name: True})

    def test_right_values_are_taken(self) -> None:
        CarbonConfig(
            project_name="p", run_name="r", country="DE", gpu_ids=[0, "GPU-1"], log_level="DEBUG", export_prometheus=True, prometheus_port=9999, save_report=True,
            report_path="x.json", max_energy="2 kWh", max_co2="500g CO2e", max_cost="3EUR", max_time="2h", provider="static", grid_intensity=300,
            attribution="marginal", pue=1.2, price="0.31EUR", currency="EUR", interval_seconds=0.5, keep_in_ledger=False, tags={"a": "b"},
        )

    def test_zones(self) -> None:
        for country, region, zone in (
            (None, None, None), ("DE", None, "DE"), ("Germany", None, "Germany"), ("US", "CA", "US-CA"), ("USA", "California", "California"),
            (None, "US-CA", "US-CA"), (None, "aws:eu-central-1", "aws:eu-central-1"), ("FR", "aws:eu-west-3", "aws:eu-west-3"),
        ):
            self.assertEqual(zone, CarbonConfig(country=country, region=region).zone)

    def test_options(self) -> None:
        self.assertEqual([], CarbonConfig().options())
        config = CarbonConfig(
            project_name="-p", run_name="r", country="US", region="CA", gpu_ids=[0, 1], max_energy="2kWh", pue=1.5, interval_seconds=0.25, keep_in_ledger=False,
            tags={"team": "a=b"}, export_prometheus=True, prometheus_port=9000,
        )
        self.assertEqual(
            ["--name=r", "--project=-p", "--zone=US-CA", "--gpus=0,1", "--max-energy=2kWh", "--pue=1.5", "--interval=250ms", "--tag=team=a=b", "--no-ledger", "--prometheus=9000"],
            config.options(),
        )
        self.assertEqual(["--gpus=none"], CarbonConfig(gpu_ids=[]).options())
        self.assertEqual([], CarbonConfig(prometheus_port=9000).options())


class Places(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home, self.project = Path(folder.name, "home"), Path(folder.name, "project", "deep")
        (self.home / ".config/ecocode").mkdir(parents=True)
        self.project.mkdir(parents=True)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.project)

    def load(self, said: CarbonConfig = CarbonConfig(), **environment: str) -> CarbonConfig:
        return CarbonConfig.load(said, {"HOME": str(self.home), **environment})

    def write(self, own: str = "", projects: str = "") -> None:
        if own:
            (self.home / ".config/ecocode/ecocode.json").write_text(own)
        if projects:
            (self.project.parent / "ecocode.json").write_text(projects)

    def test_code_comes_before_environment_before_the_users_file_before_the_systems(self) -> None:
        self.write('{"ecotrack": {"report_path": "file", "prometheus_port": 1, "log_level": "info"}}')
        config = self.load(CarbonConfig(prometheus_port=3), ECOTRACK_REPORT_PATH="environment", ECOTRACK_PROMETHEUS_PORT="2")
        self.assertEqual((3, "environment", "info"), (config.prometheus_port, config.report_path, config.log_level))

    def test_the_nearest_file_counts(self) -> None:
        self.write('{"ecotrack": {"log_level": "info"}}', '{"zone": "DE", "ecotrack": {"log_level": "debug"}}')
        self.assertEqual("debug", self.load().log_level)

    def test_comments_and_last_commas_are_allowed(self) -> None:
        self.write('// one\n{"ecotrack": { /* two */ "report_path": "a//b/*c*/,}",}, // three\n}')
        self.assertEqual("a//b/*c*/,}", self.load().report_path)

    def test_what_the_program_reads_stands_beside(self) -> None:
        for name, place in (("country", "zone"), ("pue", "pue"), ("gpu_ids", "gpus")):
            self.write('{"ecotrack": {"' + name + '": 1}}')
            with self.subTest(name), self.assertRaisesRegex(ValueError, f"^{name}: .*`{place}`, beside"):
                self.load()

    def test_every_field_can_stand_in_the_environment(self) -> None:
        config = self.load(
            ECOTRACK_SAVE_REPORT="yes", ECOTRACK_PROMETHEUS_PORT="9000", ECOTRACK_PUE="1.5", ECOTRACK_TAGS="a=b, c=d=e", ECOTRACK_GPU_IDS="0,1", ECOTRACK_KEEP_IN_LEDGER="0"
        )
        self.assertEqual((True, 9000, 1.5, {"a": "b", "c": "d=e"}, "0,1", False), (config.save_report, config.prometheus_port, config.pue, config.tags, config.gpu_ids, config.keep_in_ledger))

    def test_mistakes_are_told_with_the_field(self) -> None:
        for environment, said in (({"ECOTRACK_CUONTRY": "DE"}, "cuontry.*ECOTRACK_COUNTRY"), ({"ECOTRACK_PUE": "much"}, "pue: `much`"), ({"ECOTRACK_SAVE_REPORT": "ja"}, "save_report: `ja`")):
            with self.subTest(said), self.assertRaisesRegex(ValueError, said):
                self.load(**environment)

    def test_unknown_keys_of_a_file_are_told_with_the_file(self) -> None:
        self.write('{"ecotrack": {"reportpath": "x"}}')
        with self.assertRaisesRegex(ValueError, "reportpath: .*ecocode.json.*did you mean `report_path`"):
            self.load()

    def test_a_projects_file_does_not_say_what_is_written(self) -> None:
        self.write(projects='{"ecotrack": {"report_path": "/etc/passwd"}}')
        with self.assertRaisesRegex(ValueError, "report_path: "):
            self.load()

    def test_no_config_reads_no_file(self) -> None:
        self.write('{"ecotrack": {"log_level": "info"}}')
        self.assertIsNone(self.load(ECOCODE_NO_CONFIG="1").log_level)

    def test_variables_of_the_package_itself_are_no_fields(self) -> None:
        self.assertEqual(CarbonConfig(), self.load(ECOTRACK_BINARY="/x", ECOTRACK_AUTO="1"))


if __name__ == "__main__":
    unittest.main()
