"""Claims that bear an answer out together, and the slope of a mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sympy as sp

from symcalc.checking.claims import Claim
from symcalc.checking.report import CheckReport, Worst, short, worst_of
from symcalc.figures import in_figures
from symcalc.formula import natural_order
from symcalc.tutor.probability.claims import MeanIs, allowed

START = "Checked: "
STEP = 1e-4
CLOSE = 1e-5
SLOPE = "Checked: {what} by quadrature, to both sides of {at}, has the slope {value} there; "
SLOPE += "the difference is {error}."


@dataclass(frozen=True)
class Joined:
    """Several claims, each of which bears out a part of the answer, told one after the other."""

    claims: Sequence[Claim]

    def check(self) -> CheckReport:
        """The worst of them; where all agree, what each of them says."""
        reports = [claim.check() for claim in self.claims]
        worst = worst_of(reports)
        if worst.status != "agrees":
            return worst
        said = dict.fromkeys(r.told for r in reports if r.told)
        return replace(worst, told=" ".join(said))


@dataclass(frozen=True)
class SlopeIs:
    """The mean of f, worked out by numbers to both sides of a value of θ, has this slope.

    Attributes
    ----------
    mean : MeanIs
        f times the density, and what its mean is called.
    theta : sympy.Symbol
        The parameter.
    told : sympy.Expr
        The slope in it.

    Examples
    --------
    >>> x, m = sp.symbols("x m")
    >>> density = sp.exp(-(x - m)**2 / 2) / sp.sqrt(2 * sp.pi)
    >>> mean = MeanIs(x**2 * density, x, (-sp.oo, sp.oo), m**2 + 1, "E[x²]")
    >>> SlopeIs(mean, m, 2 * m).check().status
    'agrees'
    """

    mean: MeanIs
    theta: sp.Symbol
    told: sp.Expr

    def check(self) -> CheckReport:
        """At two places."""
        free = self.mean.inside.free_symbols | self.told.free_symbols | {self.theta}
        ends = {s for e in self.mean.ends for s in e.free_symbols}
        letters = natural_order((free | ends) - {self.mean.x})
        found = [self._at(letters, values) for values in ((0.4, 0.75, 1.6), (0.9, 1.3, 2.1))]
        error, worst = max(found, key=lambda one: one[0])
        status = "agrees" if error <= CLOSE else "disagrees" if error == error else "undecided"
        fields = {"value": in_figures(worst.expected, 8), "error": short(error)}
        told = SLOPE.format(what=self.mean.what, at=worst.place(), **fields)
        told = told.replace("-", "−") if status == "agrees" else ""
        return CheckReport(status, 2, error, CLOSE, worst, "slopes of quadratures", told=told)

    def _at(self, letters: Sequence[sp.Symbol], values: Sequence[float]) -> tuple[float, Worst]:
        size = len(values)
        chosen = [values[i % size] + i // size for i in range(len(letters))]
        place = allowed(letters, chosen, self.mean.given)
        middle = float(place[self.theta])
        above, below = (self.mean.value({**place, self.theta: middle + s * STEP}) for s in (1, -1))
        expected = (above - below) / (2 * STEP)
        got = float(self.told.subs(place).evalf())
        where = {s.name: float(v) for s, v in place.items()}
        return abs(expected - got) / max(1.0, abs(got)), Worst(where, expected, got)
