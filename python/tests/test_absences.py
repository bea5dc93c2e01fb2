"""Where nothing can be measured, programs go on, and are told once."""

from __future__ import annotations

import os
import unittest

from program import ProgramTest

class Absences(ProgramTest):
    def test_without_the_program_there_is_one_warning_and_no_figure(self) -> None:
        outcome = self.run_program(
            """
            for i in range(3):
                with ecotrack.monitor("m") as m: ecotrack.step(); m.log(loss=1.0)
            @ecotrack.track
            def f(): return 5
            print(json.dumps([f(), m.status, m.energy_joules, m.co2e_grams, m.cost, m.water_litres, m.components, ecotrack.progress(1, 2), ecotrack.finish().status]))
            """,
            ECOTRACK_BINARY="/nowhere/ecocode",
        )
        self.assertEqual([5, "unavailable", None, None, None, None, [], None, "unavailable"], outcome.told)
        self.assertEqual(1, outcome.err.count("energy is not measured"))
        self.assertIn("ECOTRACK_BINARY", outcome.err)

    def test_a_program_that_cannot_run_is_an_absence(self) -> None:
        broken = self.folder / "broken"
        broken.write_text("#!/nowhere/python\n")
        broken.chmod(0o755)
        outcome = self.run_program(
            """
            with ecotrack.monitor("m") as m: pass
            with ecotrack.monitor("n") as n: pass
            print(json.dumps([m.status, n.status]))
            """,
            ECOTRACK_BINARY=str(broken),
        )
        self.assertEqual(["unavailable", "unavailable"], outcome.told)

    def test_a_mute_sidecar_costs_one_time_out(self) -> None:
        begun, ended, later, statuses = self.run_program(
            """
            at = time.monotonic
            t = at(); m = ecotrack.monitor("m"); m.start(); begun = at() - t
            t = at(); r = m.stop(); ended = at() - t
            t = at()
            for i in range(100):
                with ecotrack.monitor("n") as n: pass
                ecotrack.progress(i + 1, 100)
            later = at() - t
            print(json.dumps([begun, ended, later, [r.status, n.status]]))
            """,
            STANDIN_MUTE="1",
        ).told
        self.assertLess(begun, 1.0)
        self.assertLess(ended, 2.5)
        self.assertLess(later, 1.0)
        self.assertEqual(["unavailable", "unavailable"], statuses)

    def test_a_refusal_is_told_with_its_reason(self) -> None:
        outcome = self.run_program(
            """
            with ecotrack.monitor("m") as m: pass
            print(json.dumps([m.status, m.result.reason]))
            """,
            STANDIN_REFUSE="1",
        )
        status, reason = outcome.told
        self.assertEqual("unavailable", status)
        self.assertIn("there is no zone `XX`", reason)

    def test_a_sidecar_that_does_not_start_says_why(self) -> None:
        outcome = self.run_program(
            """
            ecotrack.configure(ecotrack.CarbonConfig(country="Nowhereland"))
            with ecotrack.monitor("m") as m: pass
            print(json.dumps([m.status, m.result.reason]))
            """
        )
        self.assertEqual(["unavailable", "the measuring program did not start: unknown zone `Nowhereland`"], outcome.told)
        self.assertIn("energy is not measured", self.run_program("ecotrack.start(); ecotrack.stop(); ecotrack.start()\n", ECOTRACK_COUNTRY="Nowhereland").err)

    def test_a_slow_sidecar_never_keeps_the_caller_at_the_begin(self) -> None:
        begun, seconds, unmeasured = self.run_program(
            """
            t = time.monotonic(); ecotrack.start("x"); begun = time.monotonic() - t
            time.sleep(0.8)
            r = ecotrack.stop()
            print(json.dumps([begun, r.duration_seconds, r.unmeasured_seconds]))
            """,
            STANDIN_DELAY="0.5",
        ).told
        self.assertLess(begun, 0.4)
        self.assertGreater(unmeasured, 0.4)
        self.assertAlmostEqual(0.8, seconds + unmeasured, delta=0.2)

    def test_another_users_socket_is_not_trusted(self) -> None:
        if os.geteuid() != 0:
            self.skipTest("needs root, to be somebody else")
        told = self.run_program(
            """
            import socket
            pid = os.fork()
            if pid == 0:
                os.setuid(65534)
                trap = socket.socket(socket.AF_UNIX); trap.bind("\\0ecotrack-trap"); trap.listen()
                open_ = trap.accept(); time.sleep(30); os._exit(0)
            while True:
                probe = socket.socket(socket.AF_UNIX)
                try: probe.connect("\\0ecotrack-trap"); break
                except OSError: time.sleep(0.01)
            os.environ["ECOCODE_SOCKET"] = "1:@ecotrack-trap"
            with ecotrack.monitor("m") as m: m.result
            from ecotrack._session import session
            os.kill(pid, 9)
            print(json.dumps([m.status, session().is_owner]))
            """
        ).told
        self.assertEqual(["measured", True], told)


if __name__ == "__main__":
    unittest.main()
