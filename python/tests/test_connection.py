"""The connection by itself, against a peer that does what it should not."""

from __future__ import annotations

import json
import socket
import threading
import time
import unittest
from typing import Any, List, Optional

from program import PACKAGE

from ecotrack import _connection
from ecotrack._connection import Connection


class Peer:
    """The other end, played by the test."""

    def __init__(self, again: Any = None) -> None:
        ours, self.sock = socket.socketpair()
        self.sock.settimeout(5)
        self.connection = Connection(ours, "test", again)
        self._unread = b""

    def hear(self) -> Any:
        while b"\n" not in self._unread:
            came = self.sock.recv(1 << 16)
            assert came, "the connection was closed"
            self._unread += came
        line, _, self._unread = self._unread.partition(b"\n")
        return json.loads(line)

    def say(self, message: Any) -> None:
        self.sock.sendall(json.dumps(message).encode() + b"\n")

    def greet(self) -> None:
        hello = self.hear()
        assert (hello["op"], hello["protocol"], hello["client"]) == ("hello", 1, "test"), hello
        self.say({"id": hello["id"], "result": {"role": "run"}})


class Answers(unittest.TestCase):
    def setUp(self) -> None:
        self.assertTrue((_connection.__file__ or "").startswith(str(PACKAGE)))
        self.peer = Peer()
        self.connection = self.peer.connection
        self.addCleanup(self.peer.sock.close)
        self.addCleanup(self.connection.close)

    def test_it_greets_first_and_is_ready_when_answered(self) -> None:
        self.assertFalse(self.connection.ready)
        self.peer.greet()
        self.assertTrue(self.connection.ready)

    def test_what_is_said_before_the_greeting_is_sent_in_order(self) -> None:
        self.connection.tell("log", {"metrics": {"a": 1}})
        self.connection.ask("begin", {"name": "x"})
        self.assertEqual(["hello", "log", "begin"], [self.peer.hear()["op"] for _ in range(3)])

    def test_answers_are_told_apart_by_their_number(self) -> None:
        self.peer.greet()
        first, second = self.connection.ask("a", {}), self.connection.ask("b", {})
        self.peer.say({"id": first, "result": 1})
        self.peer.say({"event": "read", "data": {}})
        self.peer.say({"id": 999, "result": 3})
        self.peer.say({"id": second, "error": {"message": "no"}})
        answer = self.connection.answer(second, 5)
        assert answer is not None
        self.assertEqual("no", answer["error"]["message"])
        self.assertEqual({"id": first, "result": 1}, self.connection.answer(first, 0))

    def test_an_answer_in_pieces_and_one_of_a_megabyte(self) -> None:
        self.peer.greet()
        number = self.connection.ask("a", {})
        line = json.dumps({"id": number, "result": "x" * 1_000_000}).encode() + b"\n"
        sender = threading.Thread(target=lambda: [self.peer.sock.sendall(line[i : i + 99_991]) for i in range(0, len(line), 99_991)])
        sender.start()
        answer = self.connection.answer(number, 5)
        sender.join()
        assert answer is not None
        self.assertEqual(1_000_000, len(answer["result"]))

    def test_garbage_ends_the_connection_with_its_reason(self) -> None:
        self.peer.greet()
        number = self.connection.ask("a", {})
        self.peer.sock.sendall(b"\xff\xfe nothing\n")
        self.assertIsNone(self.connection.answer(number, 5))
        self.assertTrue(self.connection.closed)
        self.assertIn("not JSON", self.connection.reason)

    def test_a_refused_greeting_ends_it_with_the_servers_words(self) -> None:
        hello = self.peer.hear()
        self.peer.say({"id": hello["id"], "error": {"code": "ECO7201", "message": "protocol 1 is not spoken here"}})
        self.assertFalse(self.connection.ready)
        self.assertEqual("protocol 1 is not spoken here", self.connection.reason)

    def test_who_did_not_answer_once_is_waited_for_again_only_when_it_speaks(self) -> None:
        self.peer.greet()
        first = self.connection.ask("a", {})
        self.assertIsNone(self.connection.answer(first, 0.05))
        begun = time.monotonic()
        later = self.connection.ask("b", {})
        self.assertIsNone(self.connection.answer(later, 60))
        self.assertLess(time.monotonic() - begun, 30)
        self.peer.say({"id": first, "result": 1})
        self.peer.say({"id": later, "result": 2})
        self.assertEqual({"id": later, "result": 2}, self.connection.answer(later, 5))
        self.assertEqual({"id": first, "result": 1}, self.connection.answer(first, 5))

    def test_threads_get_each_its_own_answer(self) -> None:
        self.peer.greet()

        def echo() -> None:
            for _ in range(400):
                heard = self.peer.hear()
                self.peer.say({"id": heard["id"], "result": heard["n"]})

        got: List[Optional[Any]] = []

        def ask(n: int) -> None:
            for i in range(50):
                answer = self.connection.answer(self.connection.ask("a", {"n": n * 100 + i}), 10)
                got.append(answer is not None and answer["result"] == n * 100 + i)

        threads = [threading.Thread(target=echo), *(threading.Thread(target=ask, args=(n,)) for n in range(8))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([True] * 400, got)

    def test_a_peer_that_does_not_read_blocks_nobody(self) -> None:
        for i in range(20_000):
            self.connection.tell("log", {"metrics": {"a": i, "filler": "x" * 400}})
        self.assertLess(len(self.connection._unsent), _connection.MOST_WAITING_BYTES + 1000)
        self.peer.greet()
        self.assertEqual([0, 1, 2], [self.peer.hear()["metrics"]["a"] for _ in range(3)])

    def test_what_is_not_sent_yet_goes_out_with_what_comes_later(self) -> None:
        self.peer.greet()
        for i in range(3000):
            self.connection.tell("log", {"metrics": {"a": i, "filler": "x" * 400}})
        heard: List[int] = []

        def listen() -> None:
            while (message := self.peer.hear())["op"] == "log":
                heard.append(message["metrics"]["a"])
            self.peer.say({"id": message["id"], "result": True})

        listener = threading.Thread(target=listen)
        listener.start()
        self.assertIsNotNone(self.connection.answer(self.connection.ask("end", {}), 10))
        listener.join()
        self.assertEqual(list(range(3000)), heard)


class Seconds(unittest.TestCase):
    def test_who_was_second_says_all_of_it_again_to_the_first(self) -> None:
        first, others = socket.socketpair()
        first.settimeout(5)
        peer = Peer(lambda: others)
        number = peer.connection.ask("begin", {"name": "x"})
        peer.say({"event": "refused", "error": {"code": "ECO7221", "message": "taken"}})
        peer.sock.close()
        self.assertFalse(peer.connection.ready)
        heard = b""
        while heard.count(b"\n") < 2:
            heard += first.recv(1 << 16)
        hello, begin = [json.loads(line) for line in heard.splitlines()]
        self.assertEqual(("hello", "begin", number), (hello["op"], begin["op"], begin["id"]))
        for request in (hello, begin):
            first.sendall(json.dumps({"id": request["id"], "result": {"window": 1}}).encode() + b"\n")
        self.assertIsNotNone(peer.connection.answer(number, 5))
        peer.connection.close()
        first.close()
        others.close()

    def test_a_sidecar_that_refuses_is_not_looked_for_again(self) -> None:
        peer = Peer(lambda: "should not be asked")
        peer.say({"event": "refused", "error": {"code": "ECO3001", "message": "unknown zone `XX`"}})
        self.assertFalse(peer.connection.ready)
        self.assertEqual((True, "unknown zone `XX`"), (peer.connection.closed, peer.connection.reason))
        peer.sock.close()

    def test_where_nobody_is_first_it_is_lost(self) -> None:
        peer = Peer(lambda: "there is no zone `XX`")
        peer.sock.close()
        self.assertFalse(peer.connection.ready)
        self.assertEqual((True, "there is no zone `XX`"), (peer.connection.closed, peer.connection.reason))


if __name__ == "__main__":
    unittest.main()
