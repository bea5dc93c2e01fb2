"""The package with the program itself: what the stand-in can't tell."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import unittest
from typing import Any, List, Optional

from program import KILL, PATIENCE_SECONDS, ProgramTest

PROGRAM: Optional[str] = os.environ.get("ECOCODE_PROGRAM")
BURN = """
def burn(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end: sum(i * i for i in range(1000))
"""


@unittest.skipUnless(PROGRAM, "needs the program: ECOCODE_PROGRAM")
class RealTest(ProgramTest):
    binary = PROGRAM

    def runs(self) -> List[Any]:
        """The runs of this test's ledger, once all of them have ended."""
        assert PROGRAM is not None
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            listed = self.ask("runs", "--json")
            if listed and all(run["state"] == "finished" for run in listed):
                return list(self.ask("export", "--all", "--format", "json"))
            if time.monotonic() > deadline:
                raise AssertionError(f"no run was kept, or one has not ended: {listed}")
            time.sleep(0.05)

    def settled(self) -> List[Any]:
        """The runs of this test's ledger, once none of them goes on."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            listed = self.ask("runs", "--json")
            if all(run["state"] != "running" for run in listed):
                return list(listed)
            if time.monotonic() > deadline:
                raise AssertionError(f"a run has not ended: {listed}")
            time.sleep(0.05)

    def ask(self, *words: str) -> Any:
        assert PROGRAM is not None
        done = subprocess.run([PROGRAM, *words], env=self.environment(), capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)
        return json.loads(done.stdout) if done.returncode == 0 and done.stdout else []


class Figures(RealTest):
    def test_a_block_is_measured_with_how_and_how_sure(self) -> None:
        told = self.run_program(
            BURN
            + """
with ecotrack.monitor("warm up") as m: m.result
with ecotrack.monitor("block") as m: burn(0.3)
r = m.result
shares = r.provenance
print(json.dumps([r.status, r.energy_joules, r.band_joules, r.duration_seconds, r.mean_power_watts, shares.measured + shares.apportioned + shares.modelled,
    sum(c.energy_joules for c in r.components), r.own_energy_joules, r.co2e_grams, r.impact.pue, r.impact.facility_energy_joules]))
"""
        ).told
        status, energy, band, seconds, watts, shares, parts, own, grams, pue, facility = told
        self.assertEqual("measured", status)
        self.assertGreater(energy, 0)
        self.assertGreater(band, 0)
        self.assertTrue(0.29 < seconds < 3, seconds)
        self.assertAlmostEqual(energy / seconds, watts, delta=watts / 100)
        self.assertAlmostEqual(1, shares, places=6)
        self.assertAlmostEqual(energy, parts, places=6)
        self.assertTrue(0 < own <= energy * 1.000001, (own, energy))
        self.assertGreater(grams, 0)
        self.assertAlmostEqual(energy * pue, facility, places=5)

    def test_windows_without_a_gap_sum_to_the_one_around_them(self) -> None:
        whole, parts = self.run_program(
            BURN
            + """
from ecotrack._session import session
here = session(); here.read()
now = time.monotonic_ns()
whole = here.begin("whole", now)
parts = []
for i in range(5):
    window = here.begin(f"part {i}", now)
    burn(0.05)
    now = time.monotonic_ns()
    parts.append(here.end(window, now).energy_joules)
print(json.dumps([here.end(whole, now).energy_joules, parts]))
"""
        ).told
        self.assertEqual(round(whole * 1e6), sum(round(part * 1e6) for part in parts))

    def test_steps_sum_to_their_window(self) -> None:
        energies, whole = self.run_program(
            BURN
            + """
from ecotrack._session import session
here = session(); here.read()
moments = [time.monotonic_ns()]
window = here.begin("steps", moments[0])
for i in range(20):
    burn(0.01); moments.append(time.monotonic_ns())
energies = here.marks("step", moments)
print(json.dumps([energies, here.end(window, moments[-1]).energy_joules]))
"""
        ).told
        self.assertEqual(20, len(energies))
        self.assertEqual(round(whole * 1e6), sum(round(energy * 1e6) for energy in energies))

    def test_two_equal_halves_use_the_same(self) -> None:
        # Equal CPU time is equal work, however busy the machine is with others.
        halves = self.run_program(
            """
            def work():
                end = time.process_time() + 0.6
                while time.process_time() < end: sum(i * i for i in range(1000))
            with ecotrack.monitor("warm up") as m: m.result; work()
            halves = []
            for half in range(2):
                with ecotrack.monitor(f"half {half}") as m: work()
                halves.append(m.own_energy_joules)
            print(json.dumps(halves))
            """
        ).told
        self.assertAlmostEqual(halves[0], halves[1], delta=0.2 * max(halves))

    def test_metrics_progress_and_budgets(self) -> None:
        told = self.run_program(
            BURN
            + """
ecotrack.configure(ecotrack.CarbonConfig(project_name="p", run_name="mine", country="DE", price="0.30EUR", pue=1.5, max_energy="1kWh", tags={"team": "vision"}))
with ecotrack.monitor("warm up") as m: m.result
with ecotrack.monitor("train") as m:
    for i in range(20):
        burn(0.02); ecotrack.log(loss=1 / (i + 1), tokens=100, step=i); p = ecotrack.progress(i + 1, 40, "steps")
r = m.result
print(json.dumps([r.metrics["tokens"].sum, r.metrics["tokens"].energy_joules_per_unit, r.cost.currency, r.impact.grid.zone, r.impact.pue, [b.state for b in r.budgets],
    p and [p.low_joules <= p.energy_joules <= p.high_joules, p.done, p.total, p.unit]]))
"""
        ).told
        self.assertEqual([2000, "EUR", "DE", 1.5, ["within"]], [told[0], *told[2:6]])
        self.assertGreater(told[1], 0)
        if told[6] is not None:
            self.assertEqual([True, 20, 40, "steps"], told[6])

    def test_the_part_of_a_child_is_its_own(self) -> None:
        childs, whole = self.run_program(
            BURN
            + """
with ecotrack.monitor("warm up") as m: m.result
r, w = os.pipe()
with ecotrack.monitor("whole") as whole:
    pid = os.fork()
    if pid == 0:
        with ecotrack.monitor("child") as m: burn(0.5)
        os.write(w, json.dumps(m.own_energy_joules).encode()); os._exit(0)
    os.waitpid(pid, 0)
print(json.dumps([json.loads(os.read(r, 100)), whole.energy_joules]))
"""
        ).told
        self.assertTrue(whole * 0.5 < childs <= whole * 1.001, (childs, whole))


class Records(RealTest):
    def test_a_run_is_in_the_ledger_however_its_process_ends(self) -> None:
        ends = {"sys.exit(3)": 3, "os._exit(4)": 4, "raise ValueError": 1, "os.kill(os.getpid(), 9)": -signal.SIGKILL, "os.kill(os.getpid(), 15)": -signal.SIGTERM, "ecotrack.finish()": 0}
        for end, code in ends.items():
            with self.subTest(end):
                for path in self.folder.glob("ledger.db*"):
                    path.unlink()
                self.run_program(
                    f"""
                    with ecotrack.monitor("done") as m: m.result
                    ecotrack.start("open"); ecotrack.log(tokens=5)
                    {end}
                    """,
                    expect=code,
                )
                (run,) = self.runs()
                self.assertGreaterEqual(run["total"]["energy_j"], 0)
                self.assertEqual("sidecar", run["run"]["kind"])
                self.assertIn("done", [phase["name"] for phase in run["phases"]])

    def test_a_run_after_a_run_is_another(self) -> None:
        told = self.run_program(
            """
            runs = []
            for i in range(4):
                with ecotrack.monitor(f"run {i}") as m: m.result; time.sleep(0.01)
                runs.append([m.status, ecotrack.finish().run_id])
            print(json.dumps(runs))
            """
        ).told
        self.assertEqual(["measured"] * 4, [status for status, _ in told])
        self.assertEqual(4, len({run for _, run in told}))
        self.assertEqual({run for _, run in told}, {run["run"]["id"] for run in self.runs()})

    def test_the_record_so_far_is_the_ledgers_form(self) -> None:
        told = self.run_program(
            """
            from ecotrack._session import session
            with ecotrack.monitor("epoch") as m: m.result
            record = session().record()
            print(json.dumps([record["schema"], record["run"]["id"], session().greeting["run"]["id"], [p["name"] for p in record["phases"]]]))
            """
        ).told
        self.assertEqual(["ecocode.run/1", told[2], told[2], ["epoch"]], told)

    def test_a_report_tells_the_whole_run(self) -> None:
        self.run_program(
            BURN
            + """
ecotrack.configure(ecotrack.CarbonConfig(save_report=True, report_path="report", country="DE"))
with ecotrack.monitor("warm up") as m: m.result
with ecotrack.monitor("epoch") as m: burn(0.2)
"""
        )
        report = json.loads((self.folder / "report.json").read_text())
        self.assertEqual("measured", report["total"]["status"])
        self.assertGreater(report["total"]["energy_j"], 0)
        self.assertIn("co2_eq_emissions:", (self.folder / "report.yaml").read_text())


class Company(RealTest):
    def test_within_a_run_of_the_command_line_its_run_is_used(self) -> None:
        assert PROGRAM is not None
        outcome = self.run_program(
            """
            from ecotrack._session import session
            with ecotrack.monitor("inside") as m: m.result
            print(json.dumps([m.status, session().is_owner, session().role]))
            """,
            prefix=(PROGRAM, "run", "--name", "outer", "-q", "--"),
        )
        self.assertEqual(["measured", False, "run"], outcome.told)
        (run,) = self.runs()
        self.assertEqual(("outer", "run", ["inside"]), (run["run"]["name"], run["run"]["kind"], [phase["name"] for phase in run["phases"]]))

    def test_four_processes_share_one_run(self) -> None:
        self.run_program(
            """
            from ecotrack import _session, _start
            root = os.getpid()
            pids = []
            for rank in range(4):
                pid = os.fork()
                if pid == 0:
                    _start.job = lambda: (root, "job")
                    with ecotrack.monitor(f"rank {rank}") as m: m.result; time.sleep(0.2)
                    os._exit(0 if m.status == "measured" else 1)
                pids.append(pid)
            assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids] == [0] * 4
            """
        )
        (run,) = self.runs()
        self.assertEqual([f"rank {rank}" for rank in range(4)], sorted(phase["name"] for phase in run["phases"]))

    def test_after_a_kill_a_second_run_goes_on_and_says_what_it_misses(self) -> None:
        told = self.run_program(
            BURN
            + KILL
            + """
from ecotrack._session import session
with ecotrack.monitor("around") as around:
    with ecotrack.monitor("before") as before: burn(0.2)
    first = session().run_id
    open_one = ecotrack.monitor("open"); open_one.start(); open_one.result
    import subprocess
    while first not in subprocess.run([os.environ["ECOTRACK_BINARY"], "runs", "--json"], capture_output=True, text=True).stdout: time.sleep(0.1)
    kill_sidecar()
    with ecotrack.monitor("lost"): pass
    while not session().run_id: time.sleep(0.01)
    with ecotrack.monitor("after") as after: burn(0.2)
open_one.stop()
whole = session().read()
print(json.dumps([first, session().run_id, [
    [m.name, m.status, m.unmeasured_seconds, m.energy_joules, [c.code for c in m.warnings]] for m in (before.result, open_one.result, after.result, around.result, whole)]]))
"""
        )
        first, second, rows = told.told
        self.assertNotEqual(first, second)
        before, spanning, after, around, whole = rows
        for row in rows:
            self.assertEqual("measured", row[1])
        # What began before is of the part since, and says so; what began after it is whole.
        self.assertGreater(spanning[2], 0.2)
        self.assertGreater(around[2], spanning[2])
        self.assertEqual(0, after[2])
        self.assertEqual([False, True, False, True, True], ["ECO7229" in row[4] for row in rows])
        self.assertLess(after[3], around[3] + 1e-6)
        self.assertEqual(1, told.err.count("another was started"))
        listed = {run["id"]: run["state"] for run in self.settled()}
        self.assertEqual({first, second}, set(listed))
        self.assertNotEqual("finished", listed[first])
        self.assertEqual("finished", listed[second])
        (record,) = [run for run in self.ask("export", "--all", "--format", "json") if run["run"]["id"] == second]
        (warning,) = [warning for warning in record["warnings"] if warning["code"] == "ECO7229"]
        self.assertIn(first, warning["message"])

    def test_the_terminals_interrupt_does_not_end_the_sidecar_before_its_program(self) -> None:
        self.run_program(
            """
            import signal
            with ecotrack.monitor("done") as m: m.result
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            os.killpg(0, signal.SIGINT)
            with ecotrack.monitor("after") as m: pass
            assert m.status == "measured"
            """,
            prefix=(shutil.which("setsid") or "setsid", "-w"),
        )
        (run,) = self.runs()
        self.assertEqual(["done", "after"], [phase["name"] for phase in run["phases"]])

    def test_a_run_is_served_to_prometheus_on_loopback(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        page = self.run_program(
            f"""
            import urllib.request
            ecotrack.configure(ecotrack.CarbonConfig(project_name="translate", country="DE", export_prometheus=True, prometheus_port={port}))
            with ecotrack.monitor("epoch 1") as m: m.result; ecotrack.log(tokens=5)
            with ecotrack.monitor("epoch 2") as m: m.result
            print(json.dumps(urllib.request.urlopen("http://127.0.0.1:{port}/metrics", timeout=10).read().decode()))
            """
        ).told
        self.assertTrue(page.endswith("# EOF\n"), page[-200:])
        for part in ('project="translate"', 'phase="epoch 1"', "energy_joules"):
            self.assertIn(part, page)

    def test_a_wrong_place_is_told_and_ends_nothing(self) -> None:
        outcome = self.run_program(
            """
            ecotrack.configure(ecotrack.CarbonConfig(country="Nowhereland"))
            with ecotrack.monitor("m") as m: m.result
            print(json.dumps([m.status, m.result.reason, [w.message for w in m.result.warnings]]))
            """
        )
        status, reason, warnings = outcome.told
        self.assertIn("Nowhereland", reason + " ".join(warnings) + outcome.err)

    def test_the_doctor_says_that_all_is_well(self) -> None:
        outcome = self.run_program("from ecotrack import doctor\nsys.exit(doctor.run())\n")
        self.assertIn("a sidecar of this process (role run)", outcome.out)
        self.assertRegex(outcome.out, r"energy of +cpu by ")


if __name__ == "__main__":
    unittest.main()
