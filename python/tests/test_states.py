"""Whatever state a program is in, it is measured and notices nothing."""

from __future__ import annotations

import unittest

from program import ProgramTest

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


if __name__ == "__main__":
    unittest.main()
