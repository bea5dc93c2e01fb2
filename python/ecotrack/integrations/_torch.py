"""What integrations on PyTorch share. PyTorch is never imported here: who has tensors has imported it."""

from __future__ import annotations

import sys


def synchronize() -> None:
    """Waits for the GPU of this process, where one is in use: it works behind, and what it does would count for what comes next."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available() and torch.cuda.is_initialized():
        torch.cuda.synchronize()
