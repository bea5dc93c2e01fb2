"""However a program ends, its run is kept and nothing keeps it from ending."""

from __future__ import annotations

import signal
import subprocess
import sys
import unittest

from program import ProgramTest

class Ends(ProgramTest):
    def test_a_run_is_kept_however_its_process_ends(self) -> None:
        ends = {
            "return": ("pass", 0),
            "sys.exit": ("sys.exit(3)", 3),
            "os._exit": ("os._exit(4)", 4),
            "exception": ("raise ValueError('mine')", 1),
            "SIGKILL": ("os.kill(os.getpid(), 9)", -signal.SIGKILL),
            "SIGTERM": ("os.kill(os.getpid(), 15)", -signal.SIGTERM),
            "abort": ("os.abort()", -signal.SIGABRT),
            "exec": ("os.execv('/bin/true', ['true'])", 0),
        }
        for name, (end, code) in ends.items():
            with self.subTest(name):
                (self.folder / "kept.json").unlink(missing_ok=True)
                outcome = self.run_program(
                    f"""
                    with ecotrack.monitor("done") as m: m.result
                    ecotrack.start("open")
                    {end}
                    """,
                    expect=code,
                )
                self.assertEqual(["done"], outcome.names)
                self.assertEqual([], [name for name, _ in outcome.record["open"] if name != "open"])

    def test_an_interrupt_is_the_programs_own(self) -> None:
        outcome = self.run_program(
            """
            import signal
            assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
            try:
                with ecotrack.monitor("interrupted"):
                    os.kill(os.getpid(), signal.SIGINT); time.sleep(5)
            except KeyboardInterrupt: pass
            assert all(signal.getsignal(s) in (signal.SIG_DFL, signal.SIG_IGN) for s in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD, signal.SIGPIPE))
            """
        )
        self.assertEqual(["interrupted"], outcome.names)

    def test_a_program_ends_at_once_although_its_sidecar_goes_on(self) -> None:
        # A reader of the program's output sees its end only when nobody else holds it.
        script = "import ecotrack, os\necotrack.start('x')\nprint(os.getpid(), flush=True)\nos._exit(0)"
        done = subprocess.run(
            f"exec 7>&1; {sys.executable} -c \"$CODE\" | cat",
            shell=True, env={**self.environment(STANDIN_MUTE="1"), "CODE": script}, capture_output=True, text=True, timeout=15,
        )
        self.assertEqual(0, done.returncode)
        self.assertTrue(done.stdout.strip().isdigit())

    def test_windows_in_finalisers_and_at_exit(self) -> None:
        outcome = self.run_program(
            """
            import atexit
            class Late:
                def __del__(self):
                    with ecotrack.monitor("finaliser"): pass
            def at_exit():
                with ecotrack.monitor("at exit"): pass
            atexit.register(at_exit)
            late = Late()
            with ecotrack.monitor("m"): pass
            """
        )
        self.assertEqual("", outcome.err)
        self.assertIn("m", outcome.names)

    def test_a_short_program_is_measured_all_the_same(self) -> None:
        outcome = self.run_program(
            """
            @ecotrack.track
            def f(): pass
            f()
            """,
            STANDIN_DELAY="0.3",
        )
        self.assertEqual(["f"], outcome.names)


if __name__ == "__main__":
    unittest.main()
