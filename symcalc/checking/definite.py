"""What is said of definite integrals, borne out by quadrature; no antiderivative is used."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import sympy as sp
from sympy.core.function import AppliedUndef

from symcalc.checking.breaks import breaks
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst, short
from symcalc.checking.sampling import candidates
from symcalc.checking.tails import Area
from symcalc.checking.tanh_sinh import CLOSE, Place, area
from symcalc.checking.tendency import tendency
from symcalc.formula import natural_order

METHOD = "numeric quadrature (tanh-sinh)"
DIGITS = 30
TINY = 1e-15  # is rounding
SMALL = 1e-6  # a value that is compared relative to itself
FEW = 12  # breaks that are too many where the interval is infinite
WANTED, LOOKED = 3, 40  # values of the letters
UNKNOWN = "quadrature does not settle, so it decides nothing"
AGREES = "Checked: numeric quadrature gives {value:.12g}; the difference is {error}."
AGREES_LETTERS = (
    "Checked with {points} choices of the letters: numeric quadrature differs by at most {error}."
)
ESTIMATE = (
    "Checked: two quadratures that divide the interval differently agree on {value:.10g}. A number "
    "is no proof of a formula."
)
GROWS = (
    "Checked by quadrature ever closer to the improper end: the areas grow without bound, so the "
    "integral diverges."
)
WAVERS = (
    "Checked by quadrature: the integrals up to an end do not settle, so the integral diverges."
)


def quadrature(integral: sp.Integral, point: Place) -> Area:
    """An area, where the breaks of the integrand are looked for first."""
    x, *ends = integral.limits[0]
    low, high = (end.xreplace(dict(point)) for end in ends)
    body = integral.function.xreplace({s: v for s, v in point.items() if s != x})
    unknown = body.free_symbols - {x} or body.has(sp.nan, sp.zoo)
    if unknown or not all(e.is_extended_real for e in (low, high)):
        return Area("unknown")
    inside = breaks(body, x, *sorted((low, high)))
    if len(inside) > FEW and not (low.is_finite and high.is_finite):
        inside = ()  # the waves are summed one by one
    return area(sp.Integral(body, (x, low, high)), {}, inside)


def number(expr: sp.Expr, point: Place) -> float | None:
    """The value of an expression with integrals and limits in it: ±inf and nan are values too.

    None where it is not told.
    """
    if isinstance(expr, sp.Integral):
        found = quadrature(expr, point)
        return None if found.kind == "unknown" else found.number
    if isinstance(expr, sp.Limit):
        return _limit(expr, point)
    if isinstance(expr, sp.Subs):
        put = expr.expr.xreplace(dict(zip(expr.variables, expr.point, strict=True)))
        return number(put, point)
    if expr in (sp.oo, -sp.oo, sp.nan):
        return float(expr)
    if not expr.has(sp.Integral, sp.Limit, sp.Subs):
        return _plain(expr, point)
    parts = [number(part, point) for part in expr.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return _joined(expr, known)


def _joined(expr: sp.Expr, parts: Sequence[float]) -> float | None:
    """A sum, a product or a power of values."""
    if expr.is_Add:
        return math.fsum(parts) if all(map(math.isfinite, parts)) else sum(parts)
    if expr.is_Mul:
        return math.prod(parts)
    if expr.is_Pow and parts[0] > 0:
        return float(parts[0] ** parts[1])
    return None


def _plain(expr: sp.Expr, point: Place) -> float | None:
    try:
        return float(Precise(DIGITS).at(expr, point))
    except Undefined:
        return None


def _limit(expr: sp.Limit, point: Place) -> float | None:
    """The limit of an area is that up to the end itself."""
    body, x, to, _ = expr.args
    side = "" if str(expr.args[3]) == "+-" or to.is_infinite else str(expr.args[3])
    if isinstance(body, sp.Integral):
        ends = [end.xreplace({x: to}) for end in body.limits[0][1:]]
        return number(sp.Integral(body.function, (body.limits[0][0], *ends)), point)
    plain = body.replace(
        lambda e: isinstance(e, sp.Subs),
        lambda e: e.expr.xreplace(dict(zip(e.variables, e.point, strict=True))),
    )
    if plain.has(sp.Integral, sp.Limit):
        return None
    own = {s: v for s, v in point.items() if s in plain.free_symbols}
    found = tendency(plain, x, to.xreplace(dict(point)), side, own)
    return None if found.kind in ("unknown", "undefined") else found.number


def tells(*sides: sp.Expr) -> bool:
    """Whether lines are about areas, which other checks do not compute."""
    parts = [p for side in sides for p in side.atoms(sp.Integral, sp.Subs, sp.Limit)]
    if any(side.has(sp.Derivative, AppliedUndef) for side in sides):
        return False
    areas = [p for p in parts if isinstance(p, sp.Integral)]
    if any(len(p.limits) > 1 or len(p.limits[0]) != 3 for p in areas):
        return False
    values = any(isinstance(p, sp.Subs) for p in parts)
    return bool(areas or values)


def check_areas(before: sp.Expr, after: sp.Expr, given: Sequence[sp.Basic] = ()) -> CheckReport:
    """Compare two expressions in which definite integrals stand, and limits of them.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> check_areas(sp.Integral(sp.exp(-x), (x, 0, sp.oo)), sp.S.One).status
    'agrees'
    >>> check_areas(sp.Integral(1 / x**2, (x, -1, 1)), sp.S(-2)).status
    'disagrees'
    """
    found: list[tuple[Place, float, float]] = []
    for point in points([before, after], given):
        left, right = number(before, point), number(after, point)
        if left is None or right is None:
            continue
        if point and not (math.isfinite(left) and math.isfinite(right)):
            continue
        found.append((point, left, right))
        if len(found) >= WANTED:
            break
    if not found:
        return CheckReport("undecided", 0, math.nan, CLOSE, None, METHOD, note=f"Here {UNKNOWN}.")
    errors = [difference(left, right) for _, left, right in found]
    worst = max(range(len(found)), key=errors.__getitem__)
    place, left, right = found[worst]
    status = "agrees" if errors[worst] <= CLOSE else "disagrees"
    where = Worst({s.name: float(v) for s, v in place.items()}, left, right)
    return CheckReport(status, len(found), errors[worst], CLOSE, where, METHOD)


def difference(left: float, right: float) -> float:
    """Relative to max(1, |right|); nothing for two that are infinite alike."""
    if left == right or (math.isnan(left) and math.isnan(right)):
        return 0.0
    if not (math.isfinite(left) and math.isfinite(right)):
        return math.inf
    return abs(left - right) / max(1.0, abs(right))


def points(sides: Sequence[sp.Expr], given: Sequence[sp.Basic]) -> Iterator[Place]:
    """Values of the letters for which the conditions hold."""
    free = natural_order(set().union(*(side.free_symbols for side in sides)))
    if not free:
        yield {}
        return
    tried = islice(candidates(free), LOOKED)
    usable = [p for p in tried if all(c.subs(p) == sp.true for c in given)]
    negative = [p for p in usable if any(v < 0 for v in p.values())]
    first = [*usable[:1], *negative[:2]]
    yield from first
    yield from (p for p in usable if p not in first)


@dataclass(frozen=True)
class AreaIs:
    """A definite integral has this value; ±oo or nan say that it diverges.

    `given` are conditions on its letters.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> AreaIs(sp.Integral(sp.exp(-x**2), (x, -sp.oo, sp.oo)), sp.sqrt(sp.pi)).check().text()
    'Checked: numeric quadrature gives 1.77245385091; the difference is 0.'
    >>> AreaIs(sp.Integral(1 / x**2, (x, -1, 1)), sp.S(-2)).check().status
    'disagrees'
    """

    integral: sp.Integral
    told: sp.Expr
    given: tuple[sp.Basic, ...] = ()

    def check(self) -> CheckReport:
        """Quadrature, for some values of the letters."""
        made = (look() for look in (self._divergent, self._scaled))
        found = next((report for report in made if report is not None), None)
        report = check_areas(self.integral, self.told, self.given) if found is None else found
        if report.status != "agrees" or report.worst is None:
            return report
        return replace(report, told=self._sentence(report))

    def _divergent(self) -> CheckReport | None:
        """Whether there is no area, for some values of the letters; what is ∞ has its sign."""
        if self.told not in (sp.oo, -sp.oo, sp.nan) or not self.integral.free_symbols:
            return None
        report = None
        for point in islice(points([self.integral], self.given), WANTED):
            found = number(self.integral, point)
            if found is None:
                continue
            right = not math.isfinite(found) if self.told is sp.nan else found == float(self.told)
            where = Worst({s.name: float(v) for s, v in point.items()}, found, float(self.told))
            error = 0.0 if right else math.inf
            status = "agrees" if right else "disagrees"
            count = report.points + 1 if report else 1
            report = CheckReport(status, count, error, CLOSE, where, METHOD)
            if not right:
                break
        return report

    def _scaled(self) -> CheckReport | None:
        """A tiny value is compared with itself as the unit."""
        told = self.told
        if self.integral.free_symbols or not told.is_real or not 0 < abs(told) < SMALL:
            return None
        unit = sp.Rational(str(sp.N(told, DIGITS)))
        integral = sp.Integral(self.integral.function / unit, *self.integral.limits)
        report = check_areas(integral, told / unit)
        if report.status == "undecided" or report.worst is None:
            return None
        worst = report.worst
        found, wanted = (float(side * unit) for side in (worst.expected, worst.got))
        return replace(report, worst=Worst({}, found, wanted))

    def _sentence(self, report: CheckReport) -> str:
        if self.told in (sp.oo, -sp.oo):
            return GROWS
        if self.told is sp.nan:
            return WAVERS
        error = short(report.max_error) if report.max_error > 1e-15 else "0"
        error = error if error == "0" else f"about {error}"
        if report.worst is None or report.worst.point:
            return AGREES_LETTERS.format(points=report.points, error=error.removeprefix("about "))
        if self.told.has(sp.Float):
            return ESTIMATE.format(value=report.worst.expected)
        value = report.worst.expected
        value = 0.0 if self.told == 0 and abs(value) < TINY else value
        return AGREES.format(value=value, error=error)
