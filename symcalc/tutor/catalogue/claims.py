"""What the catalogue claims of slopes, in a form that numbers can bear out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import sympy as sp

from symcalc.checking.report import CheckReport, Worst
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.tutor.words.catalogue import METHOD

GRID = np.concatenate([np.linspace(-40, 40, 1601), np.linspace(-5, 5, 4001)])
TOLERANCE = 1e-12  # of doubles


@dataclass(frozen=True)
class Bounded:
    """A slope is nowhere larger than a bound, whatever its sign.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Bounded(sp.cos(x), x, sp.S.One).check().status
    'agrees'
    >>> Bounded(sp.cos(x), x, sp.Rational(1, 2)).check().status
    'disagrees'
    """

    slope: sp.Expr
    x: sp.Symbol
    bound: sp.Expr
    values: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict, hash=False)

    def check(self) -> CheckReport:
        """The slope on a grid, with values for its letters."""
        most = float(self.bound.xreplace(dict(self.values)))
        program = lower([self.slope.xreplace(dict(self.values))], [self.x])
        with np.errstate(all="ignore"):
            got = np.abs(np.broadcast_to(evaluate(program, [GRID])[0], GRID.shape))
        usable = np.isfinite(got)
        found, places = got[usable], GRID[usable]
        k = int(np.argmax(found))
        over = max(0.0, float(found[k]) - most) / max(1.0, most)
        status = "disagrees" if over > TOLERANCE else "agrees"
        worst = Worst({self.x.name: float(places[k])}, most, float(found[k]))
        return CheckReport(status, len(found), over, TOLERANCE, worst, METHOD)
