"""What processes do to a session: forks, ends of every kind, and programs that are in an unusual state."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import unittest

from program import ProgramTest


class Children(ProgramTest):
    def test_a_forked_child_uses_the_sidecar_of_its_parent(self) -> None:
        outcome = self.run_program(
            """
            with ecotrack.monitor("parent") as m: m.result
            from ecotrack._session import session
            parents = session()
            pid = os.fork()
            if pid == 0:
                with ecotrack.monitor("child") as m: pass
                here = session()
                ok = m.status == "measured" and not here.is_owner and here is not parents and parents.begin("x").connection is None
                os._exit(0 if ok else 1)
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
            with ecotrack.monitor("parent again") as m: pass
            print(json.dumps(m.status))
            """
        )
        self.assertEqual("measured", outcome.told)
        self.assertEqual(["parent", "child", "parent again"], outcome.names)

    def test_a_window_that_was_open_at_a_fork_is_the_parents(self) -> None:
        outcome = self.run_program(
            """
            m = ecotrack.monitor("over the fork"); m.start(); m.result
            pid = os.fork()
            if pid == 0:
                r = m.stop()
                os._exit(0 if (r.status, r.reason) == ("unavailable", "it was begun in another process") else 1)
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            print(json.dumps([code, m.stop().status]))
            """
        )
        self.assertEqual([0, "measured"], outcome.told)

    def test_forks_in_threads_while_others_measure(self) -> None:
        outcome = self.run_program(
            """
            import threading
            codes = []
            def measure():
                for i in range(50):
                    with ecotrack.monitor("t") as m: pass
            def fork():
                for i in range(10):
                    pid = os.fork()
                    if pid == 0:
                        with ecotrack.monitor("c") as m: pass
                        os._exit(0 if m.status == "measured" else 1)
                    codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            with ecotrack.monitor("warm up") as m: m.result
            threads = [threading.Thread(target=measure) for _ in range(3)] + [threading.Thread(target=fork) for _ in range(3)]
            [t.start() for t in threads]; [t.join() for t in threads]
            print(json.dumps(codes))
            """
        )
        self.assertEqual([0] * 30, outcome.told)
        self.assertEqual(180, outcome.names.count("t") + outcome.names.count("c"))

    def test_multiprocessing_by_fork_and_by_spawn(self) -> None:
        for method in ("fork", "spawn", "forkserver"):
            with self.subTest(method):
                (self.folder / "kept.json").unlink(missing_ok=True)
                outcome = self.run_program(
                    f"""
                    import multiprocessing
                    def work(n):
                        import ecotrack
                        with ecotrack.monitor(f"w{{n}}") as m: pass
                        return m.status, os.environ["ECOCODE_SOCKET"]
                    if __name__ == "__main__":
                        with ecotrack.monitor("parent") as m: m.result
                        with multiprocessing.get_context("{method}").Pool(2) as pool:
                            print(json.dumps([pool.map(work, range(4)), os.environ["ECOCODE_SOCKET"]]))
                    """
                )
                results, token = outcome.told
                self.assertEqual([["measured", token]] * 4, results)
                self.assertEqual({"parent", "w0", "w1", "w2", "w3"}, set(outcome.names))

    def test_a_child_with_another_environment_is_found_by_its_ancestors(self) -> None:
        outcome = self.run_program(
            """
            import subprocess
            with ecotrack.monitor("parent") as m: m.result
            code = "import ecotrack\\nwith ecotrack.monitor('child') as m: pass\\nprint(m.status)"
            bare = {"PYTHONPATH": os.environ["PYTHONPATH"], "ECOTRACK_BINARY": "/nowhere"}
            print(json.dumps(subprocess.run([sys.executable, "-c", code], env=bare, capture_output=True, text=True).stdout.strip()))
            """
        )
        self.assertEqual("measured", outcome.told)
        self.assertEqual(["parent", "child"], outcome.names)

    def test_eight_processes_that_begin_at_once_share_one_sidecar(self) -> None:
        outcome = self.run_program(
            """
            # Each begins as if it measured its parent, as the ranks of one node do.
            from ecotrack import _session, _start
            root = os.getpid()
            pids = []
            for rank in range(8):
                pid = os.fork()
                if pid == 0:
                    _start.job = lambda: (root, "job")
                    here = _session.session()
                    with ecotrack.monitor(f"rank {rank}") as m:
                        while here.greeting is None: time.sleep(0.01)
                        time.sleep(0.05)
                    told = json.dumps([rank, m.status, here.is_owner, here.greeting["run"]["root_pid"] == root])
                    os.write(1, told.encode() + b"\\n")
                    os._exit(0)
                pids.append(pid)
            [os.waitpid(pid, 0) for pid in pids]
            """,
            STANDIN_DELAY="0.1",
        )
        told = [json.loads(line) for line in outcome.out.splitlines()]
        self.assertEqual({(rank, "measured", True) for rank in range(8)}, {(rank, status, root) for rank, status, _, root in told})
        self.assertEqual(1, sum(owner for _, _, owner, _ in told))
        self.assertEqual({f"rank {rank}" for rank in range(8)}, set(outcome.names))

    def test_who_waits_for_any_child_does_not_wait_for_the_sidecar(self) -> None:
        told = self.run_program(
            """
            with ecotrack.monitor("m") as m: m.result
            try: os.wait(); print(json.dumps("a child"))
            except ChildProcessError: print(json.dumps("no child"))
            """
        ).told
        self.assertEqual("no child", told)


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


class States(ProgramTest):
    def test_standard_descriptors_are_closed(self) -> None:
        outcome = self.run_program(
            """
            os.close(0); os.close(1); os.close(2)
            with ecotrack.monitor("m") as m: m.result
            ours = [s.fileno() for s in (m._window.connection._sock,)]
            os.open(os.devnull, os.O_RDWR); os.dup(0)
            open("out", "w").write(json.dumps([m.status, min(ours) > 2]))
            """
        )
        self.assertEqual("", outcome.out)
        self.assertEqual('["measured", true]', (self.folder / "out").read_text())

    def test_the_working_directory_was_removed(self) -> None:
        told = self.run_program(
            """
            os.mkdir("gone"); os.chdir("gone"); os.rmdir("../gone")
            with ecotrack.monitor("m") as m: m.result
            print(json.dumps(m.status))
            """
        ).told
        self.assertEqual("measured", told)

    def test_the_environment_was_cleared(self) -> None:
        told = self.run_program(
            """
            binary = os.environ["ECOTRACK_BINARY"]
            os.environ.clear()
            os.environ["ECOTRACK_BINARY"] = binary
            with ecotrack.monitor("m") as m: m.result
            os.environ.clear()
            with ecotrack.monitor("n") as n: pass
            ecotrack.finish()
            print(json.dumps([m.status, n.status, dict(os.environ)]))
            """
        ).told
        self.assertEqual(["measured", "measured", {}], told)

    def test_many_descriptors_are_open(self) -> None:
        told = self.run_program(
            """
            import resource
            most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 2048), most))
            held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1500)]
            [os.set_inheritable(fd, True) for fd in held[::3]]
            with ecotrack.monitor("m") as m: m.result
            print(json.dumps([m.status, m._window.connection._sock.fileno() > 1024]))
            """
        ).told
        self.assertEqual(["measured", True], told)

    def test_children_are_reaped_by_the_kernel(self) -> None:
        told = self.run_program(
            """
            import signal
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            with ecotrack.monitor("m") as m: m.result
            print(json.dumps(m.status))
            """
        ).told
        self.assertEqual("measured", told)

    def test_signals_that_the_program_ignores_or_blocks_are_its_own(self) -> None:
        pending, ignored = self.run_program(
            """
            import signal, socket, struct
            signal.signal(signal.SIGCHLD, signal.SIG_IGN); signal.signal(signal.SIGHUP, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGUSR1})
            with ecotrack.monitor("m") as m: m.result
            other = socket.socket(socket.AF_UNIX); other.connect("\\0" + os.environ["ECOCODE_SOCKET"][3:])
            pid = struct.unpack("3i", other.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
            fields = dict(line.split(":", 1) for line in open(f"/proc/{pid}/status"))
            print(json.dumps([int(fields["SigBlk"], 16), int(fields["SigIgn"], 16) & (1 << 16 | 1 << 0)]))
            """
        ).told
        self.assertEqual([0, 0], [pending, ignored])

    def test_a_killed_sidecar_does_not_take_the_program_with_it(self) -> None:
        told = self.run_program(
            """
            import signal
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            with ecotrack.monitor("m") as m: m.result
            import socket, struct
            sock = m._window.connection._sock
            other = socket.socket(socket.AF_UNIX); other.connect("\\0" + os.environ["ECOCODE_SOCKET"][3:])
            pid = struct.unpack("3i", other.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
            os.kill(pid, 9)
            n = ecotrack.monitor("n"); n.start()
            first = n.stop()
            for i in range(100): ecotrack.log(a=1); ecotrack.step()
            with ecotrack.monitor("o") as o: pass
            print(json.dumps([first.status, o.status, o.energy_joules, o.result.reason]))
            """
        )
        self.assertEqual(["unavailable", "unavailable", None], told.told[:3])
        self.assertEqual(1, told.err.count("no longer measured"))


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
        self.assertEqual(["unavailable", "unknown zone `Nowhereland`"], outcome.told)
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


class Copies(ProgramTest):
    def test_a_window_that_was_pickled_or_copied_ends_as_unavailable(self) -> None:
        told = self.run_program(
            """
            import copy, pickle
            from ecotrack._session import session
            here = session(); here.read()
            window = here.begin("w")
            copies = [pickle.loads(pickle.dumps(window)), copy.deepcopy(window)]
            print(json.dumps([[here.end(one).status for one in copies], here.end(window).status, [one.name for one in copies]]))
            """
        ).told
        self.assertEqual([["unavailable"] * 2, "measured", ["w", "w"]], told)


class Agents(ProgramTest):
    def test_without_the_program_the_machines_agent_measures(self) -> None:
        told = self.run_program(
            """
            import socket, threading
            listening = socket.socket(socket.AF_UNIX); listening.bind("agent.sock"); listening.listen()
            heard = []
            def serve():
                client = listening.accept()[0]
                for line in client.makefile():
                    request = json.loads(line); heard.append(request["op"])
                    result = {"hello": {"role": "agent", "capabilities": ["begin", "end"]}, "begin": {"window": 1}, "end": {"name": "m", "energy_j": 5.0, "duration_s": 1}}.get(request["op"])
                    if "id" in request:
                        answer = {"result": result} if result else {"error": {"code": "ECO7203", "message": "`read` is not answered here"}}
                        client.sendall(json.dumps({"id": request["id"], **answer}).encode() + b"\\n")
            threading.Thread(target=serve, daemon=True).start()
            with ecotrack.monitor("m") as m:
                soon = m.result
            from ecotrack._session import session
            print(json.dumps([soon.status, soon.reason, m.status, m.energy_joules, session().role, session().is_owner, heard]))
            """,
            ECOTRACK_BINARY="/nowhere",
            ECOCODE_AGENT="agent.sock",
        ).told
        self.assertEqual(["unavailable", "`read` is not answered here", "measured", 5.0, "agent", False, ["hello", "begin", "read", "end"]], told)


class Enclosing(ProgramTest):
    def test_an_enclosing_run_is_used_and_no_sidecar_started(self) -> None:
        # The stand-in is what `ecocode run` is to the program: it answers at the token's address.
        outer = self.run_program(
            """
            import subprocess
            with ecotrack.monitor("outer") as m: m.result
            code = ("import ecotrack, os\\nfrom ecotrack._session import session\\n"
                    "with ecotrack.monitor('inner') as m: m.result\\nprint(m.status, session().role, session().is_owner)\\necotrack.finish()")
            environment = {**os.environ, "ECOTRACK_BINARY": "/nowhere"}
            print(json.dumps(subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True).stdout.strip()))
            with ecotrack.monitor("still there") as m: pass
            assert m.status == "measured"
            """
        )
        self.assertEqual("measured run False", outer.told)
        self.assertEqual(["outer", "inner", "still there"], outer.names)

    def test_a_token_of_who_is_gone_is_passed_over(self) -> None:
        told = self.run_program(
            """
            with ecotrack.monitor("m") as m: m.result
            print(json.dumps(m.status))
            """,
            ECOCODE_SOCKET="1:@nobody-is-here",
        ).told
        self.assertEqual("measured", told)


if __name__ == "__main__":
    unittest.main()
