"""Whether a value is too large for a double, or there is none."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Enormous, Undefined
from symcalc.checking.precise import Precise
from symcalc.tutor.descent.figures import DIGITS
from symcalc.tutor.descent.objective import Array, Of

LARGEST_FLOAT = float(np.finfo(float).max)


def is_huge(objective: Of, point: Array) -> bool:
    """Whether the formula has a value there, which no floating-point number holds."""
    place = {x: sp.Rational(float(v)) for x, v in zip(objective.letters, point, strict=True)}
    try:
        value = Precise(DIGITS).at(objective.body.expr, place)
    except Enormous:
        return True
    except Undefined:
        return False
    return bool(abs(value) > LARGEST_FLOAT) and value not in (np.inf, -np.inf)
