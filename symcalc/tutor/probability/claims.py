"""What is claimed of sums over outcomes, and how numbers bear it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, permutations
from math import isnan
from typing import Any

import mpmath
import numpy as np
import sympy as sp

from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst, short
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.figures import in_figures
from symcalc.formula import natural_order
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.masses import Masses, places

DIGITS = 30
TOLERANCE = 1e-9
REACH, NODES = 5.0, 20_001  # of the sum that stands for an integral
ROUGH = 1e-6  # kinks make it no better
INTEGRATED = "Checked: {what}by quadrature is {value}{at}; the difference is {error}."
UNSURE = "Quadrature does not tell the value."
ORDERS = 24  # of values, that are tried for letters
TERMS = 150  # of a series that is added up
SPREAD = (sp.Rational(2, 5), sp.Rational(3, 4), sp.Rational(5, 8))  # values of letters
Place = Mapping[sp.Symbol, sp.Rational]


@dataclass(frozen=True)
class LogarithmicMean:
    """−∑ pᵢ log rᵢ, over a base, has the value that is told.

    It is minus the derivative of ∑ pᵢ rᵢˢ at s = 0, which is taken numerically: no logarithm is.

    Attributes
    ----------
    pairs : tuple of pairs
        pᵢ > 0 and rᵢ.
    told : sympy.Expr
        The value.
    unit : sympy.Expr
        The logarithm of the base.
    places : tuple of mappings
        Values for letters.
    sentence : str
        How it is said, with fields for the value and the error.

    Examples
    --------
    >>> half = sp.Rational(1, 2)
    >>> LogarithmicMean(((half, half), (half, half)), sp.log(2)).check().status
    'agrees'
    """

    pairs: tuple[tuple[sp.Expr, sp.Expr], ...]
    told: sp.Expr
    unit: sp.Expr = sp.S.One
    places: tuple[Place, ...] = field(default=({},), hash=False)
    sentence: str = ""

    def check(self) -> CheckReport:
        """Both sides, at each place."""
        errors = [self._at(place) for place in self.places]
        if not errors:
            return CheckReport("undecided", 0, float("nan"), TOLERANCE, None, "no place was found")
        error, worst = max(errors, key=lambda found: found[0])
        status = "agrees" if error <= TOLERANCE else "disagrees"
        said = self.sentence.format(value=in_figures(worst.expected, 10), error=short(error))
        method = "numeric differentiation of a sum of powers"
        told = said.replace("-", "−") if status == "agrees" else ""
        return CheckReport(status, len(errors), error, TOLERANCE, worst, method, told=told)

    def _at(self, place: Place) -> tuple[float, Worst]:
        exact = Precise(DIGITS)
        pairs = [(exact.at(p, place), exact.at(r, place)) for p, r in self.pairs]
        with mpmath.workdps(DIGITS):
            plain = [(mpmath.mpf(p), mpmath.mpf(r)) for p, r in pairs]
            slope = mpmath.diff(lambda s: mpmath.fsum(p * r**s for p, r in plain), 0)
            expected = float(-slope / mpmath.mpf(exact.at(self.unit, {})))
        got = float(exact.at(self.told, place))
        error = abs(expected - got) / max(1.0, abs(got))
        return error, Worst({s.name: float(v) for s, v in place.items()}, expected, got)


@dataclass(frozen=True)
class Unbounded:
    """p·(−log q) grows without bound as q → 0: by p·log 10 with each further digit of q.

    Examples
    --------
    >>> Unbounded(sp.Rational(1, 2)).check().status
    'agrees'
    """

    p: sp.Expr
    places: tuple[Place, ...] = field(default=({},), hash=False)

    def check(self) -> CheckReport:
        """The term with q = 10⁻³, 10⁻⁶ … in it."""
        share = float(Precise(DIGITS).at(self.p, self.places[0]))
        terms = [share * float(mpmath.log(mpmath.mpf(10) ** k)) for k in (3, 6, 12, 24, 48)]
        doubled = all(later > 1.9 * first > 0 for first, later in pairwise(terms))
        shown = ", ".join(in_figures(term, 4) for term in terms)
        told = f"Checked: with q = 10⁻³, 10⁻⁶, 10⁻¹², 10⁻²⁴, 10⁻⁴⁸ the term is {shown}."
        status = "agrees" if doubled else "disagrees"
        return CheckReport(status, len(terms), 0.0, TOLERANCE, None, "values", told=told)


@dataclass(frozen=True)
class SumIs:
    """A sum over whole numbers has this value, for values of its letters that are allowed.

    Examples
    --------
    >>> k = sp.Symbol("k")
    >>> SumIs(sp.Rational(1, 2)**k, k, (sp.S.One, sp.oo), sp.S.One).check().status
    'agrees'
    """

    term: sp.Expr
    x: sp.Symbol
    ends: tuple[sp.Expr, sp.Expr]
    told: sp.Expr
    given: tuple[sp.Basic, ...] = ()
    sentence: str = "Checked: the sum is {value}; the difference is {error}."

    def check(self) -> CheckReport:
        """Both sides, at two places."""
        letters = natural_order((self.term.free_symbols | self.told.free_symbols) - {self.x})
        whole = {s for end in self.ends for s in end.free_symbols}
        places = []
        for shift in range(2):
            values = [
                sp.Integer(4 + shift) if s in whole else SPREAD[(i + shift) % len(SPREAD)]
                for i, s in enumerate(letters)
            ]
            places.append(allowed(letters, values, self.given))
        worst, error = None, 0.0
        for place in places:
            expected, got = self._at(place)
            gap = abs(expected - got) / max(1.0, abs(got))
            if worst is None or gap >= error:
                where = {s.name: float(v) for s, v in place.items()}
                worst, error = Worst(where, expected, got), gap
        status = "agrees" if error <= TOLERANCE else "disagrees"
        told = ""
        if worst and status == "agrees":
            told = self.sentence.format(value=in_figures(worst.expected, 10), error=short(error))
        return CheckReport(
            status, len(places), error, TOLERANCE, worst, "summation", told=told.replace("-", "−")
        )

    def _at(self, place: Place) -> tuple[float, float]:
        exact = Precise(DIGITS)
        low, high = (end.subs(place) for end in self.ends)
        last = int(high) if high.is_finite else int(low) + TERMS
        term = self.term.subs(place)
        values = (exact.at(term.subs(self.x, k), {}) for k in range(int(low), last + 1))
        return float(sum(values)), float(exact.at(self.told, place))


@dataclass(frozen=True)
class MeanIs:
    """A formula times a density integrates to this value, for values of the letters.

    The integral is a sum over many points, close together where it matters: the variable is
    changed so that the ends move to ±∞, where everything falls doubly exponentially.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> MeanIs(x**2 * sp.exp(-x**2 / 2) / sp.sqrt(2 * sp.pi), x, (-sp.oo, sp.oo), sp.S.One).check()
    ... # doctest: +ELLIPSIS
    CheckReport(status='agrees', points=2, ...
    """

    inside: sp.Expr
    x: sp.Symbol
    ends: tuple[sp.Expr, sp.Expr]
    told: sp.Expr
    what: str = "the integral"
    given: tuple[sp.Basic, ...] = ()

    def check(self) -> CheckReport:
        """Both sides, at two places."""
        free = self.inside.free_symbols | self.told.free_symbols
        letters = natural_order((free | {s for e in self.ends for s in e.free_symbols}) - {self.x})
        worst, error = None, 0.0
        for values in ((0.4, 0.75, 1.6, 2.2, 2.9), (0.9, 1.3, 2.1, 2.8, 3.3)):
            chosen = [values[i % 5] + i // 5 for i in range(len(letters))]
            place = allowed(letters, chosen, self.given)
            expected, got = self._at(place)
            gap = abs(expected - got) / max(1.0, abs(got))
            if worst is None or not gap <= error:
                where = {s.name: float(v) for s, v in place.items()}
                worst, error = Worst(where, expected, got), gap
        status = "agrees" if error <= ROUGH else "undecided" if isnan(error) else "disagrees"
        told = ""
        if worst and status == "agrees":
            at = f" at {worst.place()}" if worst.point else ""
            fields = {"value": in_figures(worst.expected, 10), "error": short(error)}
            told = INTEGRATED.format(what=f"{self.what} ", at=at, **fields).replace("-", "−")
        return CheckReport(status, 2, error, ROUGH, worst, "quadrature", told=told, note=UNSURE)

    def value(self, place: Mapping[sp.Symbol, float]) -> float:
        """The integral by itself, with numbers for the letters."""
        return self._at(place)[0]

    def _at(self, place: Mapping[sp.Symbol, float]) -> tuple[float, float]:
        low, high = (float(end.subs(place)) for end in self.ends)
        t = np.linspace(-REACH, REACH, NODES)
        with np.errstate(all="ignore"):
            u, du = np.pi / 2 * np.sinh(t), np.pi / 2 * np.cosh(t)
            if np.isfinite(low) and np.isfinite(high):
                half = (high - low) / 2
                x, dx = low + 2 * half / (1 + np.exp(-2 * u)), half * du / np.cosh(u) ** 2
            elif np.isfinite(low):
                x, dx = low + np.exp(u), np.exp(u) * du
            else:
                x, dx = np.sinh(u), np.cosh(u) * du
            named = natural_order(place)
            columns = [x, *(np.full(NODES, place[s]) for s in named)]
            y = evaluate(lower([self.inside], [self.x, *named]), columns)[0] * dx
            told = evaluate(lower([self.told], named), [np.array([place[s]]) for s in named])[0]
        kept = y[np.isfinite(y)]
        return float(kept.sum() * (t[1] - t[0])), float(np.ravel(told)[0])


def allowed(
    letters: Sequence[sp.Symbol], values: Sequence[Any], given: Sequence[sp.Basic]
) -> dict[sp.Symbol, Any]:
    """The values in the first order that fulfils the conditions, or the same a little larger.

    As they stand if none fulfils them.

    >>> s, t = sp.symbols("s t")
    >>> allowed((s, t), (1, 2), (sp.Lt(t, s),))
    {s: 2, t: 1}
    """
    tried = ([v + up for v in order] for up in range(4) for order in permutations(values))
    for order in islice(tried, ORDERS):
        place = dict(zip(letters, order, strict=True))
        if all(condition.subs(place) == sp.true for condition in given):
            return place
    return dict(zip(letters, values, strict=True))


def lettered_places(value: sp.Expr, *given: Masses) -> tuple[Place, ...]:
    """Numbers for the letters of a value, and of probabilities such that they are some."""
    found = places(*given)
    own = {s for point in found for s in point}
    others = natural_order(value.free_symbols - own)
    more = {s: SPREAD[i % len(SPREAD)] * (2 + i) for i, s in enumerate(others)}
    return tuple({**point, **more} for point in found)


@dataclass(frozen=True)
class Outside:
    """A law has values outside the support of another."""

    p: Distribution
    q: Distribution

    def check(self) -> CheckReport:
        """The density of p is positive at a value that q does not allow."""
        low, high = self.q.ends
        start, end = self.p.ends
        at = (max(start, low - 2) + low) / 2 if start < low else (high + min(end, high + 2)) / 2
        size = self.p.density.expr.subs(self.p.x, at).subs(dict.fromkeys(self.p.letters, 2))
        outside = bool(size > 0) and not low <= at <= high
        told = (
            f"Checked: at {self.p.x} = {in_figures(at)} the density of p is {in_figures(size, 4)}."
        )
        status = "agrees" if outside else "disagrees"
        return CheckReport(status, 1, 0.0, TOLERANCE, None, "the two supports", told=told)
