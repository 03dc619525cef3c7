"""What a derivation claims, each in a form that can be checked without its steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan
from typing import Protocol

import numpy as np
import sympy as sp
from sympy.core.function import AppliedUndef

from symcalc.checking.relations import TOLERANCE, check_equal, judge
from symcalc.checking.report import CheckReport
from symcalc.checking.sampling import candidates
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.kernel import Kernel
from symcalc.compiler.lower import lower
from symcalc.compiler.options import Options
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order, over_reals

COMPILED, SYMPY = "the compiled derivative", "SymPy's derivative"


class Claim(Protocol):
    """Something that is said to be true."""

    def check(self) -> CheckReport:
        """Bear it out, or refute it, by numbers."""


@dataclass(frozen=True)
class Equal:
    """Question and answer are equal wherever both are defined; derivatives are taken numerically.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Equal(sp.Derivative(x**2, x), 3 * x).check().status
    'disagrees'
    """

    asked: sp.Expr
    told: sp.Expr

    def check(self) -> CheckReport:
        """Both sides at points of their common domain."""
        return check_equal(self.asked, self.told)

    def others(self, *, kernel: bool) -> list[CheckReport]:
        """What SymPy's own derivative says, and the compiled one, where they say anything."""
        if not isinstance(self.asked, sp.Derivative) or self.asked.has(AppliedUndef, sp.Integral):
            return []
        reports = [self._by_sympy(), *([self._by_kernel()] if kernel else ())]
        return [report for report in reports if report.status != "undecided"]

    def _by_sympy(self) -> CheckReport:
        try:
            own = over_reals(lambda asked: asked.doit(deep=False), self.asked)
            return replace(check_equal(own, self.told), method=SYMPY)
        except UnsupportedError:  # of a jump it is a DiracDelta
            return CheckReport("undecided", 0, nan, TOLERANCE, None, SYMPY)

    def _by_kernel(self) -> CheckReport:
        """First derivatives only; of a formula with letters, each letter is an input."""
        body, wrt = self.asked.expr, self.asked.variables
        free = natural_order(body.free_symbols | set(wrt) | self.told.free_symbols)
        tried = list(candidates(free, [body, self.told])) if len(wrt) == 1 else []
        if not tried:
            return CheckReport("undecided", 0, nan, TOLERANCE, None, COMPILED)
        columns = [np.array([float(point[s]) for point in tried]) for s in free]
        at, options = (free.index(wrt[0]),), Options(cache=False)
        compiled = Kernel(lower([body], free), scalar=True, wrt_positions=at, options=options)
        slopes = compiled.gradient(*columns)[:, 0]
        told = evaluate(lower([self.told], free), columns)[0]

        def settle(i: int) -> tuple[float, float] | None:
            return float(slopes[i]), float(told[i])

        return judge(slopes, np.broadcast_to(told, slopes.shape), tried, settle, COMPILED)
