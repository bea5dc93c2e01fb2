"""Functions, blocks and pairs of calls, held against the stand-in, which draws exactly 10 W."""

from __future__ import annotations

import unittest

from program import ProgramTest


class Blocks(ProgramTest):
    def test_a_block_tells_the_energy_of_its_time(self) -> None:
        told = self.run_program(
            """
            with ecotrack.monitor("warm up"):
                ecotrack.stop()
            with ecotrack.monitor("block") as m:
                begun = time.monotonic()
                while time.monotonic() - begun < 0.1: pass
            r = m.result
            print(json.dumps([m.status, m.energy_joules, m.duration_seconds, m.co2e_grams, m.water_litres, m.cost.amount, m.cost.currency,
                [(c.component, c.energy_joules) for c in m.components], r.own_energy_joules, r.impact.facility_energy_joules]))
            """
        ).told
        status, energy, seconds, grams, litres, amount, currency, parts, own, facility = told
        self.assertEqual("measured", status)
        self.assertGreater(seconds, 0.09)
        self.assertAlmostEqual(seconds * 10, energy, delta=3e-6)
        self.assertAlmostEqual(energy / 3.6e6 * 1.2 * 360, grams)
        self.assertAlmostEqual(energy / 3.6e6 * 1.8, litres)
        self.assertAlmostEqual(energy / 3.6e6 * 0.36, amount)
        self.assertEqual("EUR", currency)
        self.assertAlmostEqual(energy, sum(part[1] for part in parts), delta=1e-9)
        self.assertAlmostEqual(energy / 2, own)
        self.assertAlmostEqual(energy * 1.2, facility)

    def test_a_block_can_be_read_while_it_goes_on(self) -> None:
        first, second, last, again = self.run_program(
            """
            with ecotrack.monitor("warm up") as m: m.result
            with ecotrack.monitor("block") as m:
                first = m.energy_joules
                second = m.energy_joules
            print(json.dumps([first, second, m.energy_joules, m.stop().energy_joules]))
            """
        ).told
        self.assertLess(first, second)
        self.assertLess(second, last)
        self.assertEqual(last, again)

    def test_blocks_nest_and_overlap(self) -> None:
        outcome = self.run_program(
            """
            with ecotrack.monitor("warm up") as m: m.result
            a, b = ecotrack.monitor("a"), ecotrack.monitor("b")
            with ecotrack.monitor("whole") as whole:
                a.start(); b.start()
                ra = a.stop(); rb = b.stop()
            print(json.dumps([whole.energy_joules, ra.energy_joules, rb.energy_joules]))
            """
        )
        whole, a, b = outcome.told
        self.assertGreater(whole, max(a, b))
        self.assertEqual(["warm up", "a", "b", "whole"], outcome.names)

    def test_pairs_of_start_and_stop_nest(self) -> None:
        outcome = self.run_program(
            """
            ecotrack.start("outer"); ecotrack.start("inner")
            r = ecotrack.stop(); ecotrack.stop()
            print(json.dumps([r.name, ecotrack.stop().status]))
            """
        )
        self.assertEqual(["inner", "unavailable"], outcome.told)
        self.assertEqual(["inner", "outer"], outcome.names)

    def test_ten_threads_measure_at_once(self) -> None:
        outcome = self.run_program(
            """
            import threading
            results = []
            def work(n):
                for i in range(20):
                    with ecotrack.monitor(f"{n}.{i}") as m: pass
                    results.append((m.result.name, m.status, m.energy_joules))
            with ecotrack.monitor("warm up") as m: m.result
            threads = [threading.Thread(target=work, args=(n,)) for n in range(10)]
            [t.start() for t in threads]; [t.join() for t in threads]
            print(json.dumps(results))
            """
        )
        results = outcome.told
        self.assertEqual({f"{n}.{i}" for n in range(10) for i in range(20)}, {name for name, _, _ in results})
        self.assertEqual({"measured"}, {status for _, status, _ in results})
        self.assertEqual(sorted(outcome.names[1:]), sorted(name for name, _, _ in results))

    def test_tasks_of_asyncio_measure_at_once(self) -> None:
        outcome = self.run_program(
            """
            import asyncio
            async def work(n):
                async with ecotrack.monitor(str(n)) as m:
                    await asyncio.sleep(0.01 * n)
                return m.duration_seconds
            async def main():
                with ecotrack.monitor("warm up") as m: m.result
                return await asyncio.gather(*[work(n) for n in range(5)])
            print(json.dumps(asyncio.run(main())))
            """
        )
        for number, seconds in enumerate(outcome.told):
            # A window begins when its request arrives, and asyncio's clock is coarse.
            self.assertGreater(seconds, 0.01 * number - 0.008)
        self.assertEqual(["0", "1", "2", "3", "4"], sorted(outcome.names[1:]))

    def test_an_error_passes_untouched_and_the_block_ends(self) -> None:
        outcome = self.run_program(
            """
            error = KeyError("mine")
            try:
                with ecotrack.monitor("failing"):
                    raise error
            except KeyError as caught:
                print(json.dumps([caught is error, caught.__context__ is None]))
            """
        )
        self.assertEqual([True, True], outcome.told)
        self.assertEqual(["failing"], outcome.names)

    def test_wrong_arguments_raise(self) -> None:
        told = self.run_program(
            """
            seen = []
            for wrong in (lambda: ecotrack.monitor(5), lambda: ecotrack.monitor(" "), lambda: ecotrack.log(loss="high"), lambda: ecotrack.progress("a", 5),
                          lambda: ecotrack.progress(1, 0), lambda: ecotrack.configure({}), lambda: ecotrack.track(5), lambda: ecotrack.track(on_result=5), lambda: ecotrack.track(dict)):
                try: wrong(); seen.append("nothing")
                except (TypeError, ValueError) as error: seen.append(str(error).split(":")[0])
            print(json.dumps(seen))
            """
        ).told
        self.assertEqual(["name", "name", "loss", "done", "total", "config", "track", "on_result", "track"], told)


class Functions(ProgramTest):
    def test_with_and_without_parentheses(self) -> None:
        outcome = self.run_program(
            """
            @ecotrack.track
            def plain(a, b=2): "doc"; return a + b
            @ecotrack.track()
            def called(a): return a
            @ecotrack.track("named")
            def other(a): return a
            print(json.dumps([plain(1), plain(1, b=5), called(3), other(4), plain.__name__, plain.__doc__]))
            """
        )
        self.assertEqual([3, 6, 3, 4, "plain", "doc"], outcome.told)
        self.assertEqual(["plain", "plain", "called", "named"], outcome.names)

    def test_results_go_to_who_wants_them(self) -> None:
        told = self.run_program(
            """
            results = []
            @ecotrack.track(name="f", on_result=results.append)
            def f(): time.sleep(0.01)
            with ecotrack.monitor("warm up") as m: m.result
            f(); f()
            print(json.dumps([(r.name, r.status, r.duration_seconds > 0.002) for r in results]))
            """
        ).told
        self.assertEqual([["f", "measured", True]] * 2, told)

    def test_coroutines_are_measured_to_their_end(self) -> None:
        seconds = self.run_program(
            """
            import asyncio, inspect
            results = []
            @ecotrack.track(on_result=results.append)
            async def f():
                await asyncio.sleep(0.05); return 7
            assert inspect.iscoroutinefunction(f)
            async def main():
                await f(); return await f()
            assert asyncio.run(main()) == 7
            print(json.dumps([r.duration_seconds for r in results]))
            """
        ).told
        self.assertGreater(seconds[1], 0.04)

    def test_generators_take_and_give_what_they_did(self) -> None:
        outcome = self.run_program(
            """
            seen = []
            @ecotrack.track
            def numbers():
                try:
                    while True:
                        try: seen.append((yield len(seen)))
                        except KeyError: seen.append("thrown")
                finally: seen.append("closed")
            g = numbers()
            got = [next(g), g.send("a"), g.throw(KeyError()), g.send("b")]
            g.close()
            @ecotrack.track
            def returning():
                yield 1
                return 5
            def outer(): seen.append((yield from returning()))
            got += list(outer())
            print(json.dumps([got, seen]))
            """
        )
        self.assertEqual([[0, 1, 2, 3, 1], ["a", "thrown", "b", "closed", 5]], outcome.told)
        self.assertEqual(["numbers", "returning"], outcome.names)

    def test_async_generators_take_and_give_what_they_did(self) -> None:
        outcome = self.run_program(
            """
            import asyncio, inspect
            seen = []
            @ecotrack.track
            async def numbers():
                try:
                    while True:
                        await asyncio.sleep(0)
                        try: seen.append((yield len(seen)))
                        except KeyError: seen.append("thrown")
                finally: seen.append("closed")
            @ecotrack.track
            async def few():
                for i in range(3): yield i
            assert inspect.isasyncgenfunction(numbers)
            async def main():
                g = numbers()
                got = [await g.__anext__(), await g.asend("a"), await g.athrow(KeyError()), await g.asend("b")]
                await g.aclose()
                return got + [i async for i in few()]
            print(json.dumps([asyncio.run(main()), seen]))
            """
        )
        self.assertEqual([[0, 1, 2, 3, 0, 1, 2], ["a", "thrown", "b", "closed"]], outcome.told)
        self.assertEqual(["numbers", "few"], outcome.names)

    def test_an_error_of_the_function_passes_and_its_window_ends(self) -> None:
        outcome = self.run_program(
            """
            @ecotrack.track
            def f(): raise SystemExit(7)
            f()
            """,
            expect=7,
        )
        self.assertEqual(["f"], outcome.names)

    def test_methods_and_recursion(self) -> None:
        outcome = self.run_program(
            """
            class Model:
                @ecotrack.track
                def fit(self, n): return n if n == 0 else self.fit(n - 1)
            print(json.dumps(Model().fit(2)))
            """
        )
        self.assertEqual(["Model.fit"] * 3, outcome.names)


class Figures(ProgramTest):
    def test_steps_are_all_counted(self) -> None:
        outcome = self.run_program(
            """
            for i in range(3501): ecotrack.step()
            ecotrack.finish()
            """
        )
        self.assertEqual({"step": 3500}, outcome.record["steps"])

    def test_metrics_are_kept_and_what_is_not_finite_is_left_out(self) -> None:
        outcome = self.run_program(
            """
            with ecotrack.monitor("m") as m:
                m.log(loss=2.0, tokens=100)
                ecotrack.log({"loss": float("nan")}, tokens=300, step=2)
                ecotrack.log(loss=float("inf"))
                metrics = m.result.metrics
            print(json.dumps([metrics["tokens"].sum, metrics["tokens"].count, metrics["loss"].count, metrics["tokens"].energy_joules_per_unit > 0]))
            """
        )
        self.assertEqual([400, 2, 1, True], outcome.told)

    def test_progress_foretells(self) -> None:
        told = self.run_program(
            """
            with ecotrack.monitor("m") as m: m.result
            p = ecotrack.progress(10, 50, "epochs")
            print(json.dumps([p.low_joules < p.energy_joules < p.high_joules, p.done, p.total, p.unit, p.cost]))
            """
        ).told
        self.assertEqual([True, 10, 50, "epochs", None], told)

    def test_marks_longer_than_a_line_are_split_and_joined(self) -> None:
        told = self.run_program(
            """
            from ecotrack._session import session
            here = session(); here.read()
            now = time.monotonic_ns()
            energies = here.marks("x", [now + i * 1000 for i in range(10_001)])
            more = here.marks("x", [now + 20_000_000])
            print(json.dumps([len(energies), round(sum(energies), 6), len(more), round(sum(more), 6)]))
            """
        ).told
        self.assertEqual([10000, 0.1, 1, 0.1], told)

    def test_finish_ends_the_run_and_the_next_window_begins_another(self) -> None:
        told = self.run_program(
            """
            from ecotrack._session import session
            ecotrack.start(); whole = ecotrack.finish()
            gone = "ECOCODE_SOCKET" not in os.environ
            with ecotrack.monitor("after") as m: m.result; time.sleep(0.01)
            print(json.dumps([whole.run_id, whole.status, gone, m.status, session().is_owner]))
            """
        ).told
        self.assertEqual(["r-0057a4d1", "measured", True, "measured", True], told)


if __name__ == "__main__":
    unittest.main()
