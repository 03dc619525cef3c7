"""What is said of limits, borne out by values close to the point."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

import sympy as sp

from symcalc.checking.closer import compared, sided
from symcalc.checking.nearby import value_at
from symcalc.checking.report import CheckReport, Worst
from symcalc.checking.sampling import Point, candidates
from symcalc.checking.tendency import SAME, STEPS, Tendency, rounded, tendency
from symcalc.formula import natural_order

METHOD = "values of the formula close to the point"
POINTS = 6  # values of the other letters
TRIED = 40
NO_VALUES = "Checked at {points} points: the formula has no real value at any of them."
CONTINUOUS = (
    "Checked at {points} points: the formula has the value there that the values nearby tend to."
)
HUGE = 1e100  # values beyond it are left out
PLACES = 12  # points at which a formula is looked at that is said to be continuous


@dataclass(frozen=True)
class TendsTo:
    """What is claimed of a limit: a number, ±oo, or nan where there is none.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> TendsTo(sp.Limit(sp.sin(x) / x, x, 0, "+-"), sp.S.One).check().status
    'agrees'
    >>> TendsTo(sp.Limit(1 / x, x, 0, "+-"), sp.oo).check().status
    'disagrees'
    """

    limit: sp.Limit
    value: sp.Expr

    def check(self) -> CheckReport:
        """The values of the formula near the point, for several values of its other letters."""
        report = check_limits(self.limit, self.value)
        if report.status != "agrees":
            return report
        return replace(report, told=compared(self.limit, self.value, report))


def check_limits(before: sp.Expr, after: sp.Expr) -> CheckReport:
    """Compare two expressions in which limits stand.

    A limit that both have is a letter in both. Every other one is found from values near its point,
    for several values of the other letters.
    """
    shared = before.atoms(sp.Limit) & after.atoms(sp.Limit)
    letters = {limit: sp.Dummy("c") for limit in shared}
    sides = before.xreplace(letters), after.xreplace(letters)
    free = natural_order(sides[0].free_symbols | sides[1].free_symbols)
    found: list[tuple[Point, float, float]] = []
    for k, point in enumerate(candidates(free, sides) if free else [{}]):
        left, right = (_side(side, point, nothing=after is sp.nan) for side in sides)
        if left is not None and right is not None:
            found.append((point, left, right))
        if k >= TRIED or len(found) >= (POINTS if free else 1):
            break
    return _report(found, STEPS)


def _report(found: Sequence[tuple[Point, float, float]], each: int) -> CheckReport:
    if not found:
        return CheckReport("undecided", 0, float("nan"), SAME, None, METHOD)
    errors = [difference(left, right) for _, left, right in found]
    worst = max(range(len(found)), key=errors.__getitem__)
    point, left, right = found[worst]
    status = "disagrees" if errors[worst] > SAME else "agrees"
    place = Worst({s.name: float(v) for s, v in point.items()}, left, right)
    return CheckReport(status, len(found) * each, errors[worst], SAME, place, METHOD)


def difference(left: float, right: float) -> float:
    """Relative to max(1, |right|); nothing for two infinities of one sign, or two that are none."""
    if left == right or (math.isnan(left) and math.isnan(right)):
        return 0.0
    if not (math.isfinite(left) and math.isfinite(right)):
        return math.inf
    return abs(left - right) / max(1.0, abs(right))


def _side(side: sp.Expr, point: Point, *, nothing: bool) -> float | None:
    """The value of one side: ±inf and nan are values too; None where it is not decided.

    That there is no value is one, too, where `nothing` is what the other side says.
    """
    limits = side.atoms(sp.Limit)
    known: dict[sp.Basic, sp.Expr] = {}
    for limit in limits:
        own = {s: v for s, v in point.items() if s in limit.free_symbols}
        found = tendency(*sided(limit), own)
        if found.kind == "unknown" or (found.kind == "undefined" and not nothing):
            return None
        if found.kind == "varies" and side != limit:
            return None
        known[limit] = _number(found)
    shown = side.xreplace(known) if known else side
    if shown in (sp.oo, -sp.oo, sp.nan):
        return float(shown)
    value = value_at(shown, point) if not shown.has(sp.oo, sp.nan, sp.zoo) else None
    return None if value is None else rounded(value)


def _number(found: Tendency) -> sp.Expr:
    if found.kind == "finite":
        return sp.Rational(found.value)
    return found.value * sp.oo if found.kind == "infinite" else sp.nan


@dataclass(frozen=True)
class IsContinuous:
    """A formula in x is continuous wherever it is defined, except at some points.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> IsContinuous(sp.floor(x), x, ()).check().status
    'disagrees'
    """

    expr: sp.Expr
    x: sp.Symbol
    except_at: tuple[sp.Expr, ...]
    families: tuple[sp.Expr, ...] = ()

    def check(self) -> CheckReport:
        """At friendly points, the value beside where the values close by go."""
        found: list[tuple[Point, float, float]] = []
        for point in candidates(natural_order(self.expr.free_symbols | {self.x}), [self.expr]):
            if len(found) >= PLACES:
                break
            at, others = point[self.x], {s: v for s, v in point.items() if s != self.x}
            value = None if self._left_out(at) else value_at(self.expr, point)
            if value is not None and abs(value) < HUGE:
                near = tendency(self.expr, self.x, at, "", others)
                if near.kind not in ("unknown", "undefined"):
                    found.append((point, rounded(value), near.number))
        report = _report(found, 1)
        return replace(report, told=CONTINUOUS.format(points=report.points))

    def _left_out(self, at: sp.Expr) -> bool:
        """Whether a point is one of those excepted; a family is a + b n for every whole n."""
        if at in self.except_at:
            return True
        for family in self.families:
            (n,) = family.free_symbols
            if ((at - family.subs(n, 0)) / family.coeff(n)).is_integer:
                return True
        return False


@dataclass(frozen=True)
class HasNoValues:
    """A formula has no real value, whatever its letters are.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> HasNoValues(sp.sqrt(-1 - x**2)).check().status
    'agrees'
    >>> HasNoValues(sp.sqrt(x)).check().status
    'disagrees'
    """

    expr: sp.Expr

    def check(self) -> CheckReport:
        """At friendly points, and some that are not: none of them may have a value."""
        points = list(islice(candidates(natural_order(self.expr.free_symbols)), TRIED))
        found = [p for p in points if value_at(self.expr, p) is not None]
        status = "disagrees" if found else "agrees"
        error = float("inf") if found else 0.0
        return CheckReport(
            status, len(points), error, 0.0, None, METHOD, told=NO_VALUES.format(points=len(points))
        )
