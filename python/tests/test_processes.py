"""Programs of several processes share one measurement."""

from __future__ import annotations

import json
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


if __name__ == "__main__":
    unittest.main()
