"""A language model of 30,000 parameters and random text for it: what matters here is the Trainer around them."""

from __future__ import annotations

import tempfile
import time
from typing import Any, List

import torch
import transformers.trainer
from transformers import GPT2Config, GPT2LMHeadModel, Trainer, TrainerCallback, TrainingArguments

WORDS = 16


class Text(torch.utils.data.Dataset):  # type: ignore[type-arg]
    def __init__(self, samples: int) -> None:
        self._words = torch.randint(0, 100, (samples, WORDS), generator=torch.Generator().manual_seed(samples))

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, index: int) -> dict[str, Any]:
        return {"input_ids": self._words[index], "labels": self._words[index]}


class Reporter(TrainerCallback):
    """What TensorBoard, W&B and MLflow are to a Trainer: a callback that is there before the program's own."""

    def __init__(self) -> None:
        self.seen: List[dict[str, Any]] = []

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **kwargs: Any) -> None:
        self.seen.append(dict(logs))


class Pause(TrainerCallback):
    """Steps of such a model take milliseconds; those of others don't."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def on_step_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        time.sleep(self.seconds)


def trainer(samples: int = 40, folder: str = "", callbacks: Any = (), pause: float = 0.0, **arguments: Any) -> Trainer:
    """Five steps an epoch, unless told otherwise."""
    model = GPT2LMHeadModel(GPT2Config(vocab_size=100, n_positions=WORDS, n_embd=32, n_layer=2, n_head=2))
    given = {
        "per_device_train_batch_size": 8,
        "num_train_epochs": 2,
        "logging_steps": 2,
        "eval_strategy": "epoch",
        "save_strategy": "no",
        "report_to": "none",
        "disable_tqdm": True,
        "use_cpu": True,
        "include_num_input_tokens_seen": "all",
        **arguments,
    }
    made = Trainer(
        model,
        TrainingArguments(folder or tempfile.mkdtemp(), **given),
        train_dataset=Text(samples),
        eval_dataset=Text(16),
        callbacks=[*callbacks, Pause(pause)],
    )
    # Reporters stand behind what every Trainer has, and before what the program adds.
    made.callback_handler.callbacks.insert(len(transformers.trainer.DEFAULT_CALLBACKS), Reporter())
    return made


def reporter(of: Trainer) -> Reporter:
    return next(found for found in of.callback_handler.callbacks if isinstance(found, Reporter))
