"""What measuring costs a training of Hugging Face: the same training with and without, in turns, in one process.

    python3 python/bench/overhead.py [TURNS] [STEPS]

ECOTRACK_BINARY names the program that measures. Needs transformers, torch and accelerate. A step is padded to 10 ms, so that there are 100 a
second, of which the Trainer logs every tenth. Beside the comparison, whose noise is that of the machine, it tells the time in the
callback, and that of it in which the interpreter worked rather than waited for answers.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from typing import Any, Callable, Dict, List, Tuple

import torch
from transformers import Trainer, TrainingArguments

import ecotrack
from ecotrack._session import session
from ecotrack.integrations.huggingface import Eco2AICallback

STEP_SECONDS = 0.01


class Line(torch.nn.Module):
    """A straight line, and the rest of the 10 ms without work."""

    def __init__(self) -> None:
        super().__init__()
        self.line = torch.nn.Linear(4, 1)
        self.next = 0.0

    def forward(self, x: Any) -> Dict[str, Any]:
        now = time.perf_counter()
        self.next = max(self.next + STEP_SECONDS, now)
        time.sleep(self.next - now)
        return {"loss": self.line(x).pow(2).mean()}


class Data(torch.utils.data.Dataset):  # type: ignore[type-arg]
    def __init__(self, samples: int) -> None:
        self.x = torch.randn(samples, 4)

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, index: int) -> Dict[str, Any]:
        return {"x": self.x[index]}


def timed(callback: Eco2AICallback) -> List[Tuple[str, float, float]]:
    """Has each event of a callback noted with the time that it took, and that of it in which it worked and did not wait for an answer."""
    spent: List[Tuple[str, float, float]] = []

    def wrap(name: str, event: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            begin, worked = time.perf_counter(), time.thread_time()
            given = event(*args, **kwargs)
            spent.append((name, time.perf_counter() - begin, time.thread_time() - worked))
            return given

        return call

    # An event that the callback leaves as it is costs what it does without: to time it would count the clocks only.
    for name in vars(Eco2AICallback):
        if name.startswith("on_"):
            setattr(callback, name, wrap(name, getattr(callback, name)))
    return spent


def _by_event(spent: List[Tuple[str, float, float]]) -> Dict[str, float]:
    """The work of one call of each of the events that come often."""
    found = {}
    for event in ("on_step_end", "on_log"):
        works = [work for name, _, work in spent if name == event]
        if works:
            found[event] = statistics.median(works)
    return found


def train(steps: int, measured: bool) -> Dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        trainer = Trainer(
            Line(),
            TrainingArguments(
                folder, max_steps=steps, per_device_train_batch_size=1, logging_steps=10, report_to="none", disable_tqdm=True, save_strategy="no", use_cpu=True
            ),
            train_dataset=Data(steps),
        )
        trainer.remove_callback(trainer.callback_handler.callbacks[-1])  # It prints.
        spent = timed(ecotrack.attach(trainer)) if measured else []
        wall = time.perf_counter()
        trainer.train()
        return {"wall": time.perf_counter() - wall, "callback": sum(whole for _, whole, _ in spent), "python": sum(work for _, _, work in spent), **_by_event(spent)}


def main() -> int:
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    steps = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    torch.set_num_threads(1)
    while session().read().energy_joules is None:
        if session().reason:
            print(f"nothing is measured: {session().reason}", file=sys.stderr)
            return 1
        time.sleep(0.01)
    train(20, True)
    results: Dict[bool, List[Dict[str, float]]] = {False: [], True: []}
    for turn in range(turns):
        for measured in (False, True) if turn % 2 else (True, False):
            results[measured].append(train(steps, measured))

    def median(measured: bool, name: str) -> float:
        return statistics.median(result[name] for result in results[measured])

    pairs = [on["wall"] - off["wall"] for on, off in zip(results[True], results[False])]
    told = {
        "turns": turns,
        "steps": steps,
        "steps_per_second": steps / median(False, "wall"),
        "python_us_per_step": 1e6 * median(True, "python") / steps,
        "python_us_of_on_step_end": 1e6 * median(True, "on_step_end"),
        "python_us_of_on_log": 1e6 * median(True, "on_log"),
        "in_the_callback_us_per_step": 1e6 * median(True, "callback") / steps,
        "in_the_callback_percent": 100 * median(True, "callback") / median(True, "wall"),
        "wall_percent": 100 * statistics.median(pairs) / median(False, "wall"),
        "wall_percent_of_each_turn": [round(100 * pair / median(False, "wall"), 2) for pair in pairs],
    }
    print(json.dumps(told, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
