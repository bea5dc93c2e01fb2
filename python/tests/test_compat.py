"""The interfaces of other trackers: programs that were written for them, with one import changed."""

from __future__ import annotations

import csv
import unittest
from typing import Dict, List

from program import ProgramTest

from ecotrack.compat.codecarbon import OfflineEmissionsTracker

# The header of CodeCarbon's own tests (emissions_valid_headers.csv), and that of Eco2AI's reports.
CODECARBON = (
    "timestamp,project_name,run_id,experiment_id,duration,emissions,emissions_rate,cpu_power,gpu_power,ram_power,cpu_energy,gpu_energy,ram_energy,"
    "energy_consumed,water_consumed,country_name,country_iso_code,region,cloud_provider,cloud_region,os,python_version,codecarbon_version,cpu_count,"
    "cpu_model,gpu_count,gpu_model,longitude,latitude,ram_total_size,tracking_mode,cpu_utilization_percent,gpu_utilization_percent,"
    "ram_utilization_percent,ram_used_gb,on_cloud,pue,wue"
)
ECO2AI = "id,project_name,experiment_description,epoch,start_time,duration(s),power_consumption(kWh),CO2_emissions(kg),CPU_name,GPU_name,OS,region/country,cost"


class CompatTest(ProgramTest):
    def table(self, name: str) -> List[Dict[str, str]]:
        with open(self.folder / name, newline="") as file:
            return list(csv.DictReader(file))


class CodeCarbon(CompatTest):
    def test_a_tracker_gives_kilograms_and_writes_the_same_columns(self) -> None:
        kilograms, final, energy = self.run_program(
            """
            from ecotrack.compat.codecarbon import EmissionsTracker
            with ecotrack.monitor("warm up") as m: m.result
            tracker = EmissionsTracker("mine", 15, output_dir=".", api_key="secret", save_to_api=False)
            tracker.start(); time.sleep(0.1)
            kg = tracker.stop()
            print(json.dumps([kg, tracker.final_emissions, tracker._total_energy.kWh]))
            """
        ).told
        self.assertEqual(kilograms, final)
        self.assertEqual(CODECARBON, (self.folder / "emissions.csv").read_text().splitlines()[0])
        (row,) = self.table("emissions.csv")
        seconds = float(row["duration"])
        self.assertEqual(("mine", str(kilograms)), (row["project_name"], row["emissions"]))
        # 10 W with a PUE of 1.2: powers are without it, energies with.
        self.assertAlmostEqual(7, float(row["cpu_power"]), delta=0.001)
        self.assertAlmostEqual(3, float(row["gpu_power"]), delta=0.001)
        self.assertAlmostEqual(seconds * 12 / 3.6e6, float(row["energy_consumed"]), delta=1e-11)
        self.assertAlmostEqual(energy, float(row["energy_consumed"]))
        self.assertAlmostEqual(seconds * 12 / 3.6e6 * 0.36, kilograms, delta=1e-11)
        self.assertAlmostEqual(float(row["cpu_energy"]) + float(row["gpu_energy"]), float(row["energy_consumed"]))
        self.assertEqual(("", ""), (row["ram_energy"], row["wue"]))

    def test_a_decorator_writes_a_row_for_each_call(self) -> None:
        outcome = self.run_program(
            """
            from ecotrack.compat.codecarbon import track_emissions
            @track_emissions(project_name="a", country_iso_code="DEU", offline=True)
            def f(x): return x
            @track_emissions
            def g(): raise KeyError("mine")
            f(1); f(2)
            try: g()
            except KeyError: print(json.dumps(f.__name__))
            """
        )
        self.assertEqual("f", outcome.told)
        self.assertEqual(["a", "a", "codecarbon"], [row["project_name"] for row in self.table("emissions.csv")])
        self.assertIn("--zone=DEU", outcome.record["options"])

    def test_tasks_have_a_file_of_their_own(self) -> None:
        run, first, second = self.run_program(
            """
            from ecotrack.compat.codecarbon import EmissionsTracker, TaskEmissionsTracker
            with ecotrack.monitor("warm up") as m: m.result
            t = EmissionsTracker(experiment_name="ex")
            t.start_task("load"); a = t.stop_task("load")
            with TaskEmissionsTracker("train", t): time.sleep(0.01)
            t.start_task("open"); t.stop()
            print(json.dumps([t.run_id, a.energy_consumed, t.final_emissions]))
            """
        ).told
        rows = self.table(f"emissions_ex_{run}.csv")
        self.assertEqual(["load", "train", "open"], [row["task_name"] for row in rows])
        self.assertEqual(36, len(rows[0]))
        self.assertAlmostEqual(second, sum(float(row["emissions"]) for row in rows))
        self.assertGreaterEqual(first, 0)

    def test_update_replaces_and_another_layout_is_set_aside(self) -> None:
        (self.folder / "emissions.csv").write_text("timestamp,duration\n1,2\n")
        self.run_program(
            """
            from ecotrack.compat.codecarbon import EmissionsTracker
            t = EmissionsTracker(on_csv_write="update"); t.start()
            t.flush(); t.flush(); t.stop()
            u = EmissionsTracker(); u.start(); u.flush(); u.stop()
            """
        )
        self.assertEqual(3, len(self.table("emissions.csv")))
        self.assertEqual("timestamp,duration\n1,2\n", (self.folder / "emissions.csv_0.bak").read_text())

    def test_places_are_told_as_the_program_knows_them(self) -> None:
        for arguments, zone in (
            ({"country_iso_code": "USA", "region": "california"}, "california"), ({"country_iso_code": "USA", "region": "georgia"}, "US-GA"),
            ({"country_iso_code": "USA", "region": "CA"}, "USA"), ({"country_iso_code": "USA", "country_2letter_iso_code": "US", "region": "CA"}, "US-CA"),
            ({"cloud_provider": "aws", "cloud_region": "eu-west-1", "country_iso_code": "IRL"}, "aws:eu-west-1"), ({}, None),
        ):
            self.assertEqual(zone, OfflineEmissionsTracker(**arguments)._config.zone)

    def test_files_and_environment_are_its_own(self) -> None:
        (self.folder / ".codecarbon.config").write_text("[codecarbon]\nproject_name = file\noutput_file = other.csv\n")
        self.run_program(
            """
            from ecotrack.compat.codecarbon import EmissionsTracker
            with EmissionsTracker(): pass
            """,
            CODECARBON_PROJECT_NAME="environment",
        )
        self.assertEqual(["environment"], [row["project_name"] for row in self.table("other.csv")])

    def test_without_the_program_there_are_empty_cells_and_no_zeros(self) -> None:
        outcome = self.run_program(
            """
            from ecotrack.compat.codecarbon import EmissionsTracker
            with EmissionsTracker() as t: pass
            print(json.dumps(t.final_emissions))
            """,
            ECOTRACK_BINARY="/nowhere",
        )
        self.assertIsNone(outcome.told)
        (row,) = self.table("emissions.csv")
        self.assertEqual({""}, {row[name] for name in ("emissions", "energy_consumed", "cpu_energy", "duration", "pue")})

    def test_a_folder_that_is_not_there_does_not_end_a_training(self) -> None:
        outcome = self.run_program(
            """
            from ecotrack.compat.codecarbon import EmissionsTracker
            with ecotrack.monitor("warm up") as m: m.result
            with EmissionsTracker(output_dir="/nowhere/at/all") as t: pass
            print(json.dumps(t.final_emissions > 0))
            """
        )
        self.assertTrue(outcome.told)
        self.assertEqual(1, outcome.err.count("could not be written"))

    def test_processes_that_write_at_once_lose_no_row(self) -> None:
        self.run_program(
            """
            from ecotrack.compat.codecarbon import EmissionsTracker
            with ecotrack.monitor("warm up") as m: m.result
            pids = []
            for n in range(6):
                pid = os.fork()
                if pid == 0:
                    for i in range(10):
                        with EmissionsTracker(f"{n}.{i}"): pass
                    os._exit(0)
                pids.append(pid)
            for pid in pids: os.waitpid(pid, 0)
            """
        )
        self.assertEqual({f"{n}.{i}" for n in range(6) for i in range(10)}, {row["project_name"] for row in self.table("emissions.csv")})


class Eco2AI(CompatTest):
    def test_a_tracker_writes_the_same_columns(self) -> None:
        told = self.run_program(
            """
            from ecotrack.compat import eco2ai
            eco2ai.set_params(measure_period=5)
            ecotrack.configure(ecotrack.CarbonConfig(country="DE", provider="static", grid_intensity=400, pue=1.2))
            with ecotrack.monitor("warm up") as m: m.result
            eco2ai.set_params(project_name="set")
            t = eco2ai.Tracker(alpha_2_code="DE", emission_level=400, pue=1.2, ignore_warnings=True)
            t.start(); time.sleep(0.02); t.stop()
            print(json.dumps([t.consumption(), t.price(), t.id(), eco2ai.get_params()["file_name"], list(eco2ai.summary())]))
            """
        )
        consumption, price, number, file, projects = told.told
        self.assertEqual(ECO2AI, (self.folder / "emission.csv").read_text().splitlines()[0])
        (row,) = self.table("emission.csv")
        self.assertEqual((str(consumption), str(price), number, "N/A", "DE", "set"), (row["power_consumption(kWh)"], row["cost"], row["id"], row["epoch"], row["region/country"], row["project_name"]))
        self.assertEqual(("emission.csv", ["set"]), (file, projects))
        self.assertLessEqual({"--zone=DE", "--grid-provider=static", "--grid-intensity=400", "--pue=1.2"}, set(told.record["options"]))

    def test_epochs_follow_each_other_without_a_gap(self) -> None:
        outcome = self.run_program(
            """
            from ecotrack.compat.eco2ai import Tracker
            t = Tracker(); t.start_training(start_epoch=3)
            for loss in (0.5, 0.4): t.new_epoch({"loss": loss})
            t.stop_training()
            """
        )
        rows = self.table("emission.csv")
        self.assertEqual(["epoch: 3, loss: 0.5, ", "epoch: 4, loss: 0.4, "], [row["epoch"] for row in rows])
        self.assertEqual(1, len({row["id"] for row in rows}))
        self.assertEqual(3, len(outcome.names))

    def test_an_error_of_the_function_is_not_replaced(self) -> None:
        told = self.run_program(
            """
            from ecotrack.compat.eco2ai import track
            @track
            def f(): raise KeyError("mine")
            try: f()
            except KeyError as error: print(json.dumps(error.args))
            """
        ).told
        self.assertEqual(["mine"], told)
        self.assertEqual(1, len(self.table("emission.csv")))

    def test_methods_in_a_wrong_order_raise(self) -> None:
        told = self.run_program(
            """
            from ecotrack.compat.eco2ai import IncorrectMethodSequenceError, Tracker
            count = 0
            for wrong in (lambda: Tracker().stop(), lambda: Tracker().new_epoch({}), lambda: Tracker().stop_training()):
                try: wrong()
                except IncorrectMethodSequenceError: count += 1
            print(json.dumps(count))
            """
        ).told
        self.assertEqual(3, told)


if __name__ == "__main__":
    unittest.main()
