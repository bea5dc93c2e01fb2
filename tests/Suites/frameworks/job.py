"""What torchrun starts in test_torchrun.py: argument 1 names the training."""

from __future__ import annotations

import json
import os
import sys
import time

import no_libuv  # noqa: F401
import torch
import torch.distributed as dist

import ecotrack
from ecotrack import distributed
from ecotrack._session import session

kind = sys.argv[1]
config = ecotrack.CarbonConfig(report_path="report", max_energy=os.environ.get("BUDGET"))
session().configure(config)
while session().read().energy_joules is None and not session().reason:
    time.sleep(0.01)


def tell(**facts: object) -> None:
    here = session()
    facts.update(
        rank=distributed.rank(),
        owner=here.is_owner,
        root=distributed.root_pid(),
        parent=os.getppid(),
        key=distributed.job_key(),
    )
    with open(f"rank-{distributed.rank()}.json", "w") as file:
        json.dump(facts, file)


if kind == "trainer":
    from tiny import trainer

    t = trainer(ddp_backend="gloo", num_train_epochs=int(os.environ.get("EPOCHS", "2")), samples=80, eval_strategy="no", logging_steps=5)
    callback = ecotrack.attach(t, config)
    t.train()
    tell(steps=t.state.global_step, last=t.state.log_history[-1], energy=callback.result.energy_joules)
else:
    from ecotrack.integrations.pytorch import EnergyLoop

    dist.init_process_group("gloo")
    model = torch.nn.parallel.DistributedDataParallel(torch.nn.Linear(8, 1))
    data = [torch.randn(4, 8) for _ in range(20)]
    with EnergyLoop(config) as loop:
        for epoch in loop.epochs(int(os.environ.get("EPOCHS", "2"))):
            for batch in loop.steps(data):
                model(batch).pow(2).mean().backward()
    job = distributed.job_totals(session().read())
    tell(steps=epoch, stopped=loop.stopped, energy=loop.result.energy_joules, job=job._asdict())
    dist.barrier()
    dist.destroy_process_group()
