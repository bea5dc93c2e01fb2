"""scikit-learn: what a `fit` amounts to, with the processes and threads that joblib does it in.

    result = fit(GridSearchCV(…), X, y)
    result.energy_joules
"""

from __future__ import annotations

from typing import Any, Optional

from .._session import session
from ..config import CarbonConfig
from ..results import Result


def fit(estimator: Any, X: Any, y: Any = None, *, name: Optional[str] = None, config: Optional[CarbonConfig] = None, **parameters: Any) -> Result:
    """Calls `estimator.fit(X, y, **parameters)`, which may be of any kind that has it, and gives what that amounts to.

    The workers of joblib's processes stay for a while after it, without work; what they draw then is in no window.
    """
    here = session()
    here.configure(config)
    window = here.begin(name or f"fit {type(estimator).__name__}")
    try:
        if y is None:
            estimator.fit(X, **parameters)
        else:
            estimator.fit(X, y, **parameters)
    finally:
        result = here.end(window)
    samples = _length(X)
    if samples:
        here.log({"samples": samples})
    return result


def _length(data: Any) -> Optional[int]:
    """The number of samples: sparse matrices have a shape, but no length."""
    shape = getattr(data, "shape", None)
    if shape:
        return int(shape[0])
    try:
        return len(data)
    except TypeError:
        return None
