"""Probabilities of events by other ways: quadrature, incomplete functions, the other values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import mpmath
import sympy as sp

from symcalc.checking.claims import Claim
from symcalc.checking.report import CheckReport, Worst, short, worst_of
from symcalc.figures import in_figures
from symcalc.formula import natural_order
from symcalc.tutor.probability.claims import allowed
from symcalc.tutor.words.events import CHECKED

TOLERANCE = 1e-9
DIGITS, MORE = 20, 40
HALVED, STEEP = 200, 1e-3  # steps into a tail until the density falls by no more than this
SIZES = (sp.Rational(3, 4), sp.Rational(7, 5), sp.Rational(5, 3), sp.Rational(9, 4))
Ends = tuple[sp.Expr, sp.Expr]

# P(X ≤ k) for k ≥ 0 from the parameters, by an incomplete beta or gamma function.
CUMULATED: dict[str, tuple[str, Callable[..., Any]]] = {
    "binomial": (
        "beta",
        lambda k, n, p: 1 if k >= n else mpmath.betainc(n - k, k + 1, 0, 1 - p, regularized=True),
    ),
    "poisson": ("gamma", lambda k, a: mpmath.gammainc(k + 1, a, regularized=True)),
}


def agreed(expected: Any, got: sp.Expr, told: str, method: str, **fields: object) -> CheckReport:
    """The outcome of comparing two numbers, relative to the second unless it is 0.

    An mpmath number may be smaller than every double, and is said in its own figures.
    """
    wanted = sp.Float(mpmath.mpf(expected), DIGITS)
    error = float(abs(wanted - got) / (abs(got) or 1))
    status = "agrees" if error <= TOLERANCE else "disagrees"
    worst = Worst({}, float(wanted), float(got))
    shown = {"value": in_figures(wanted, 10), "error": short(error).replace("-", "−"), **fields}
    line = told.format(**shown) if status == "agrees" else ""
    return CheckReport(status, 1, error, TOLERANCE, worst, method, told=line)


@dataclass(frozen=True)
class Integrated:
    """A density, integrated over spans, gives the value; letters get numbers.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Integrated(sp.exp(-x), x, ((sp.S.One, sp.oo),), sp.exp(-1)).check().status
    'agrees'
    """

    density: sp.Expr
    x: sp.Symbol
    spans: tuple[Ends, ...]
    told: sp.Expr
    given: tuple[sp.Basic, ...] = ()
    marks: tuple[sp.Expr, ...] = ()  # where quadrature is cut
    sentence: str = "area"

    def check(self) -> CheckReport:
        """Both sides, at one place."""
        free = self.density.free_symbols | self.told.free_symbols
        free |= {s for span in self.spans for end in span for s in end.free_symbols}
        letters = natural_order(free - {self.x})
        values = [SIZES[i % 4] + i // 4 for i in range(len(letters))]
        place = allowed(letters, values, self.given)
        got = sp.N(self.told.xreplace(dict(place)), DIGITS)
        return agreed(self.total(place, got), got, CHECKED[self.sentence], "quadrature")

    def total(self, place: dict[sp.Symbol, Any], size: sp.Expr) -> Any:
        """The integrals over all spans, of the density in units of their size."""
        unit = sp.S.One if size == 0 else abs(size)
        digits = self._digits(place)
        with mpmath.workdps(digits):
            f = callable_of(self.density / unit, self.x, place, digits)
            parts = [mpmath.quad(f, self._cut(span, place, f)) for span in self.spans]
            return sum(parts, mpmath.mpf(0)) * number_of(unit)

    def _digits(self, place: dict[sp.Symbol, Any]) -> int:
        """More where the density is infinite at an end: quadrature has a part of them there."""
        there = self.density.xreplace(dict(place))
        ends = [end.xreplace(dict(place)) for span in self.spans for end in span]
        singular = any(there.subs(self.x, end).is_infinite for end in ends if end.is_finite)
        return MORE if singular else DIGITS

    def _cut(self, span: Ends, place: dict[sp.Symbol, Any], f: Callable[[Any], Any]) -> list[Any]:
        low, high = (end.xreplace(dict(place)) for end in span)
        inner = sorted(m for m in (m.xreplace(dict(place)) for m in self.marks) if low < m < high)
        ends = [number_of(v) for v in (low, *inner, high)]
        return sorted({*ends, *_falls(f, ends[0], ends[-1]), *_falls(f, ends[-1], ends[0])})


def _falls(f: Callable[[Any], Any], end: Any, other: Any) -> list[Any]:
    """Where a tail that starts at an end has fallen off: quadrature would step across it."""
    if mpmath.isinf(end) or end == other:
        return []
    width = other - end
    move = mpmath.sign(width) if mpmath.isinf(width) else width / 2
    top = f(end)
    if not (mpmath.isfinite(top) and top):
        return []
    for _ in range(HALVED):
        if f(end + move) >= STEEP * top:
            break
        move /= 2
    return [end + k * move for k in (1, 4, 16) if abs(k * move) < abs(width)]


def number_of(value: sp.Expr) -> Any:
    """A number of SymPy as one of mpmath."""
    if value.is_infinite:
        return mpmath.inf if value > 0 else -mpmath.inf
    return mpmath.mpf(str(sp.N(value, max(DIGITS, mpmath.mp.dps))))


def callable_of(
    density: sp.Expr, x: sp.Symbol, place: dict[sp.Symbol, Any], digits: int = DIGITS
) -> Callable[[Any], Any]:
    """The density as a function of one mpmath number."""
    there = density.xreplace(dict(place))

    def value(at: Any) -> Any:
        number = sp.Float(str(at), digits)
        found = sp.N(there.xreplace({x: number}), digits)
        return mpmath.mpf(str(found)) if found.is_finite else mpmath.mpf(0)  # at the end itself

    return value


@dataclass(frozen=True)
class Cumulated:
    """Probabilities of whole numbers from `low` to `high`, by an incomplete function."""

    law: str
    parameters: tuple[sp.Expr, ...]
    runs: tuple[tuple[int, int | None], ...]  # first and last value; None for no last one
    told: sp.Expr

    def check(self) -> CheckReport:
        """Differences of the distribution function against the sum."""
        name, function = CUMULATED[self.law]
        total, got = mpmath.mpf(0), sp.N(self.told, DIGITS)
        lost = 0 if got == 0 else max(0, -int(sp.floor(sp.log(got, 10).evalf())))
        with mpmath.workdps(DIGITS + 10 + lost):  # two nearly equal numbers are subtracted
            values = [mpmath.mpf(p.p) / p.q for p in map(sp.Rational, self.parameters)]
            for low, high in self.runs:
                upper = mpmath.mpf(1) if high is None else function(high, *values)
                total += upper - (function(low - 1, *values) if low > 0 else 0)
        return agreed(total, got, CHECKED["cdf"], "distribution", function=name)


@dataclass(frozen=True)
class Reached:
    """Cumulated probabilities are below a level before a value, and not at it."""

    masses: tuple[tuple[sp.Expr, sp.Expr], ...]
    level: sp.Rational
    value: sp.Expr

    def check(self) -> CheckReport:
        """From both sides."""
        before = sum((sp.N(m, DIGITS) for k, m in self.masses if k < self.value), sp.S.Zero)
        at = before + sum((sp.N(m, DIGITS) for k, m in self.masses if k == self.value), sp.S.Zero)
        right = before < self.level <= at + sp.Float("1e-15")
        told = CHECKED["reached"] if right else ""
        status = "agrees" if right else "disagrees"
        return CheckReport(status, 1, 0.0, TOLERANCE, None, "the sum again", told=told)


@dataclass(frozen=True)
class Totals:
    """The probabilities of the values of an event and of all others sum to one."""

    inside: tuple[sp.Expr, ...]
    others: tuple[sp.Expr, ...]
    told: sp.Expr

    def check(self) -> CheckReport:
        """1 less the others, against the value."""
        rest = 1 - sum((sp.N(p, DIGITS) for p in self.others), sp.S.Zero)
        direct = sum((sp.N(p, DIGITS) for p in self.inside), sp.S.Zero)
        error = abs(float(rest - direct)) + abs(float(sp.N(self.told, DIGITS) - direct))
        status = "agrees" if error <= 1e-6 else "disagrees"
        told = CHECKED["total"].format(error=f"{error:.1g}".replace("-", "−"))
        return CheckReport(status, 1, error, 1e-6, None, "the other values", told=told)


def runs_of(values: Sequence[int], *, endless: bool = False) -> tuple[tuple[int, int | None], ...]:
    """Whole numbers as runs; the last one has no end if so said.

    >>> runs_of([1, 2, 5])
    ((1, 2), (5, 5))
    """
    runs: list[list[int | None]] = []
    for value in values:
        if runs and runs[-1][1] == value - 1:
            runs[-1][1] = value
        else:
            runs.append([value, value])
    if endless and runs:
        runs[-1][1] = None
    return tuple((low or 0, high) for low, high in runs)


@dataclass(frozen=True)
class Divided:
    """Two probabilities, each borne out by its own claims, and the one over the other.

    Attributes
    ----------
    parts : tuple of pairs
        What each is the probability of, and the claims for it.
    above, below, told : sympy.Expr
        The two numbers and the quotient.
    """

    parts: tuple[tuple[str, tuple[Claim, ...]], ...]
    above: sp.Expr
    below: sp.Expr
    told: sp.Expr
    given: tuple[sp.Basic, ...] = ()

    def check(self) -> CheckReport:
        """First the parts, then the division."""
        pairs = [(event, claim.check()) for event, claims in self.parts for claim in claims]
        worst = worst_of([report for _, report in pairs])
        if worst.status != "agrees":
            return worst
        named = [f"P({event}){report.told.removeprefix('Checked')}" for event, report in pairs]
        last = [CHECKED["divided"]] if self.told != 0 else []
        lines = "\n".join([*dict.fromkeys(f"Checked, {line}" for line in named), *last])
        return agreed(*self._sides(), lines, worst.method)

    def _sides(self) -> tuple[sp.Expr, sp.Expr]:
        """The quotient of the two numbers, and what is told."""
        sides = (self.above, self.below, self.told)
        letters = natural_order(frozenset[sp.Symbol]().union(*(s.free_symbols for s in sides)))
        values = [SIZES[i % 4] + i // 4 for i in range(len(letters))]
        place = dict(allowed(letters, values, self.given))
        above, below, told = (sp.N(side.xreplace(place), DIGITS) for side in sides)
        return mpmath.mpmathify(above / below), told
