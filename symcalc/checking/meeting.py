"""Do two curves meet where it is said, and nowhere else?"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower

DIGITS = 30
CLOSE = 1e-7  # the difference at a place where they meet; places found by numbers are rounded
REACH, POINTS = 20.0, 4001
METHOD = "the values of both formulas"
TOLD = "Checked: where they are said to meet both formulas agree, and elsewhere none crosses."
TOLD_NOWHERE = "Checked: from −20 to 20 the difference of the formulas keeps its sign."


@dataclass(frozen=True)
class Meets:
    """The difference `gap` of two formulas is 0 at these places, and changes its sign only there.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Meets(x**2 - 1, x, (sp.S.One, -sp.S.One)).check().status
    'agrees'
    >>> Meets(x**2 - 1, x, (sp.S.One,)).check().status
    'disagrees'
    """

    gap: sp.Expr
    x: sp.Symbol
    places: tuple[sp.Expr, ...] = ()

    def check(self) -> CheckReport:
        """The difference at the places, and its sign between them."""
        if self.gap.free_symbols - {self.x}:
            return CheckReport("undecided", 0, nan, CLOSE, None, METHOD)
        for place in self.places:
            try:
                left = float(Precise(DIGITS).at(self.gap.xreplace({self.x: place}), {}))
            except Undefined:
                return CheckReport("undecided", 0, nan, CLOSE, None, METHOD)
            if abs(left) > CLOSE:
                worst = Worst({self.x.name: float(place)}, 0.0, left)
                return CheckReport("disagrees", 1, abs(left), CLOSE, worst, METHOD)
        return self._elsewhere()

    def _elsewhere(self) -> CheckReport:
        t = np.linspace(-REACH, REACH, POINTS) + 1 / 997
        with np.errstate(all="ignore"):
            values = evaluate(lower([self.gap], [self.x]), [t])[0]
        found = np.broadcast_to(np.asarray(values, dtype=float), t.shape)
        known = [float(place) for place in self.places]
        changes = np.flatnonzero(np.sign(found[:-1]) * np.sign(found[1:]) < 0)
        small = np.abs(found[:-1]) + np.abs(found[1:]) < 1.0  # no pole
        for i in (k for k in changes if small[k]):
            if not any(t[i] <= place <= t[i + 1] for place in known):
                worst = Worst({self.x.name: float(t[i])}, 0.0, float(found[i]))
                return CheckReport("disagrees", 1, float(abs(found[i])), CLOSE, worst, METHOD)
        told = TOLD if known else TOLD_NOWHERE
        return CheckReport("agrees", len(known) or POINTS, 0.0, CLOSE, None, METHOD, told=told)
