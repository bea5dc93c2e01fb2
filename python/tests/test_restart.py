"""A sidecar that is killed while its program goes on: another takes its place, once."""

from __future__ import annotations

import unittest

from program import KILL, ProgramTest


class Restart(ProgramTest):
    def test_what_began_before_says_what_it_misses_and_what_begins_after_is_whole(self) -> None:
        outcome = self.run_program(
            KILL
            + """
from ecotrack._session import session
around = ecotrack.monitor("around"); around.start(); around.result
with ecotrack.monitor("before") as before: before.result
kill_sidecar()
with ecotrack.monitor("first after"): pass
while session().greeting is None: time.sleep(0.01)
with ecotrack.monitor("after") as after: time.sleep(0.05)
around.stop()
print(json.dumps([[m.status, m.result.unmeasured_seconds, m.duration_seconds] for m in (before, around, after)]))
"""
        )
        before, around, after = outcome.told
        self.assertEqual(["measured"] * 3, [before[0], around[0], after[0]])
        self.assertEqual(0, after[1])
        self.assertGreater(around[1], before[2])
        self.assertGreaterEqual(around[2], after[2])
        self.assertIn("--resumes=r-0057a4d1", outcome.record["options"])
        self.assertEqual({"after", "around", "first after"}, set(outcome.names))
        self.assertEqual(1, outcome.err.count("another was started"))
        self.assertNotIn("no longer measured", outcome.err)

    def test_what_only_tells_starts_it_again_too(self) -> None:
        record = self.run_program(
            KILL
            + """
with ecotrack.monitor("m") as m: m.result
kill_sidecar()
ecotrack.log(loss=0.5)
for i in range(5): ecotrack.step()
from ecotrack._session import session
while not session().greeting: time.sleep(0.01)
"""
        ).record
        self.assertEqual(0.5, record["metrics"]["loss"]["last"])
        self.assertEqual({"step": 4}, record["steps"])

    def test_it_is_started_again_once(self) -> None:
        outcome = self.run_program(
            KILL
            + """
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
around = ecotrack.monitor("around"); around.start(); around.result
kill_sidecar()
with ecotrack.monitor("m") as m: pass
around.result
kill_sidecar()
for i in range(100): ecotrack.log(a=1); ecotrack.step()
with ecotrack.monitor("o") as o: pass
print(json.dumps([o.status, o.energy_joules, around.stop().reason]))
"""
        )
        status, energy, reason = outcome.told
        self.assertEqual(["unavailable", None], [status, energy])
        self.assertIn("the measuring program is gone", reason)
        self.assertEqual(1, outcome.err.count("no longer measured"))

    def test_processes_of_one_tree_share_the_second_as_well(self) -> None:
        outcome = self.run_program(
            KILL
            + """
import multiprocessing
from ecotrack._session import session

def child(killed, begun, told):
    with ecotrack.monitor("child before") as m: m.result
    begun.set(); killed.wait()
    with ecotrack.monitor("child after") as m:
        while not session().greeting: time.sleep(0.01)
    told.put([m.status, session().is_owner, sidecar()])

if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    with ecotrack.monitor("before") as m: m.result
    killed, begun, told = context.Event(), context.Event(), context.Queue()
    process = context.Process(target=child, args=(killed, begun, told)); process.start()
    begun.wait(); kill_sidecar(); killed.set()
    # The child is the first to miss it, or this is: either starts it for both.
    after = told.get(); process.join()
    with ecotrack.monitor("after") as m: m.result
    print(json.dumps([after, [m.status, session().is_owner, sidecar()]]))
    assert ecotrack.finish().status == "measured"
"""
        )
        child, parent = outcome.told
        self.assertEqual(["measured", False], child[:2])
        self.assertEqual(["measured", True], parent[:2])
        self.assertEqual(child[2], parent[2])
        self.assertEqual(["child after", "after"], outcome.names)

    def test_a_training_goes_on_from_what_it_was_told_last(self) -> None:
        outcome = self.run_program(
            KILL
            + """
from ecotrack._session import session
from ecotrack.integrations.pytorch import EnergyLoop
while session().read().energy_joules is None: time.sleep(0.01)
told = []
with EnergyLoop(ecotrack.CarbonConfig(report_path="report.json")) as loop:
    for epoch in loop.epochs(3):
        if epoch: told.append(loop.figures.copy())
        for step in loop.steps(range(5)):
            time.sleep(0.05)
            if epoch == 1 and step == 2: kill_sidecar()
        if epoch == 1: session().read()  # The first that misses it.
told.append(loop.figures)
report = json.load(open("report.json"))
print(json.dumps([[figures["energy_joules"] for figures in told], loop.result.energy_joules, loop.result.unmeasured_seconds, loop.state_dict()["kept"], report["training"], [row["status"] for row in report["rows"]]]))
"""
        )
        told, energy, unmeasured, kept, training, rows = outcome.told
        self.assertEqual(sorted(told), told)
        self.assertGreater(unmeasured, 0.3)
        self.assertEqual(["r-0057a4d1", "r-0057a4d2"], kept["runs"])
        # What the first told last, and what the second measured: nothing of the time between them.
        self.assertAlmostEqual(told[0] + energy, kept["energy_joules"], delta=0.1)
        self.assertEqual(kept, training["over_all_checkpoints"])
        self.assertEqual(15, training["steps"])
        # The epochs are of both runs, and the result is of the second: no difference of theirs is a figure.
        self.assertIsNone(training["outside_epochs_j"])
        self.assertEqual(["measured", "measured"], [rows[0], rows[2]])

    def test_a_run_after_a_run_may_miss_its_sidecar_again_and_leaves_no_descriptor(self) -> None:
        told = self.run_program(
            KILL
            + """
def descriptors(): return len(os.listdir("/proc/self/fd"))
counts = []
for i in range(3):
    with ecotrack.monitor("m") as m: m.result
    kill_sidecar()
    with ecotrack.monitor("n") as n: n.result
    counts.append([n.status, ecotrack.finish().status, descriptors()])
print(json.dumps(counts))
"""
        ).told
        self.assertEqual([["measured", "measured", told[0][2]]] * 3, told)

    def test_nothing_is_started_for_a_tree_whose_root_has_ended(self) -> None:
        # A child that outlives the program: the run is over with the program, and is not begun anew for what is left of it.
        outcome = self.run_program(
            """
            read, write = os.pipe()
            with ecotrack.monitor("m") as m: m.result
            if os.fork() == 0:
                with ecotrack.monitor("child") as m: m.result
                print(m.status, flush=True)
                os.write(write, b"x")
                from ecotrack._session import session
                session()._connection.await_end(10)
                with ecotrack.monitor("late") as late: pass
                print(late.status, late.result.reason)
                sys.exit()
            os.read(read, 1)
            """
        )
        self.assertEqual("measured", outcome.out.splitlines()[0])
        self.assertIn("unavailable", outcome.out.splitlines()[1])
        self.assertIn("the process that it watched has ended", outcome.out.splitlines()[1])


if __name__ == "__main__":
    unittest.main()
