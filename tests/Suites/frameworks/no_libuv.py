"""Debian builds PyTorch without libuv, which the stores of torchrun and of its ranks ask for whatever USE_LIBUV says. They don't here.

Run as a program it is torchrun.
"""

from __future__ import annotations

from importlib import import_module

from torch.distributed import TCPStore


def _without_libuv(*given: object, **named: object) -> TCPStore:
    return TCPStore(*given, **{**named, "use_libuv": False})


# `torch.distributed.rendezvous` is a function as well, which hides the module.
for module in ("torch.distributed.rendezvous", "torch.distributed.elastic.rendezvous.static_tcp_rendezvous"):
    import_module(module).TCPStore = _without_libuv  # type: ignore[attr-defined]

if __name__ == "__main__":
    from torch.distributed.run import main

    main()
