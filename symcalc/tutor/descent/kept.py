"""What a method keeps from step to step, as a run begins with it."""

from __future__ import annotations

from typing import Any

import numpy as np

from symcalc.errors import ShapeError, UnsupportedError
from symcalc.tutor.descent.methods import Method, T
from symcalc.tutor.descent.objective import Array, Objective
from symcalc.tutor.descent.read import array_of, pairs_of, whole_of
from symcalc.tutor.words.descent import FAILS, HINTS

MOST = 10**9  # steps that were done before


def kept(method: Method, objective: Objective, given: Any) -> tuple[dict[str, Array], int]:
    """The state at the start, and how many steps were done before: t of a method that counts them.

    Raises
    ------
    UnsupportedError
        If the method keeps no such thing.
    ShapeError
        If there are more or fewer numbers than coordinates.
    """
    n, done = len(objective.names), 0
    found = {name: np.full(n, float(value)) for name, value in method.state.items()}
    known = [*found, *([T.name] if method.counts else [])]
    for name, value in pairs_of(given).items():
        if name not in known:
            hint = HINTS["state"].format(names=", ".join(known)) if known else HINTS["no-state"]
            raise UnsupportedError(FAILS["state"].format(title=method.title, name=name), hint=hint)
        if name == T.name:
            done = whole_of(name, value, 0, MOST)
            continue
        array = array_of(name, value).ravel()
        if len(array) not in (1, n):
            raise ShapeError(FAILS["length"].format(name=name, got=len(array), n=n))
        found[name] = np.broadcast_to(array, (n,)).copy()
    return found, done
