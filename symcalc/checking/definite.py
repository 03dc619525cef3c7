"""What is said of definite integrals, borne out by quadrature; no antiderivative is used."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice

import sympy as sp
from sympy.core.function import AppliedUndef

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst, short
from symcalc.checking.sampling import candidates
from symcalc.checking.tails import Area
from symcalc.checking.tanh_sinh import CLOSE, Place, area
from symcalc.checking.tendency import tendency
from symcalc.checking.zeros import zeros_between
from symcalc.formula import natural_order

METHOD = "numeric quadrature (tanh-sinh)"
DIGITS = 30
TINY = 1e-15  # is rounding
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
    "Checked by quadrature ever closer to the singular end: the areas grow without bound, so the "
    "integral diverges."
)
WAVERS = (
    "Checked by quadrature: the integrals up to an end do not settle, so the integral diverges."
)


def breaks(body: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> tuple[sp.Expr, ...]:
    """Places in an interval at which an integrand may be singular, jump or have a kink.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> breaks(1 / (x**2 - 1) + sp.Abs(x), x, -sp.oo, sp.oo)
    (-1, 0, 1)
    """
    found: dict[sp.Expr, None] = {}
    for edge in dict.fromkeys(edges(body, x)):
        found |= dict.fromkeys(zeros_between(edge, x, low, high))
    for step in body.atoms(sp.floor, sp.ceiling):
        found |= dict.fromkeys(whole_numbers(step.args[0], x, low, high))
    return tuple(sorted(found, key=lambda z: sp.N(z, DIGITS)))


def edges(body: sp.Expr, x: sp.Symbol) -> Iterator[sp.Expr]:
    """Expressions whose zeros may be such places."""
    for node in sp.preorder_traversal(body):
        if not isinstance(node, sp.Basic) or x not in node.free_symbols:
            continue
        if isinstance(node, sp.Pow):
            if not (node.exp.is_nonnegative and node.exp.is_Integer):
                yield node.base
        elif isinstance(node, AT_ZERO):
            yield node.args[0]
        elif isinstance(node, sp.Max | sp.Min):
            yield from (u - v for u, v in combinations(node.args, 2))
        elif isinstance(node, sp.core.relational.Relational):
            yield node.lhs - node.rhs
        elif type(node) in POLES:
            yield POLES[type(node)](node.args[0])


AT_ZERO: tuple[type[sp.Function], ...] = (
    sp.log,
    sp.Abs,
    sp.sign,
    sp.Heaviside,
    sp.acot,
    sp.coth,
    sp.csch,
    sp.asech,
    sp.Ei,
)
POLES = {
    sp.tan: sp.cos,
    sp.sec: sp.cos,
    sp.cot: sp.sin,
    sp.csc: sp.sin,
    **dict.fromkeys((sp.asin, sp.acos, sp.atanh, sp.acoth, sp.asec, sp.acsc), lambda u: u**2 - 1),
    sp.li: lambda u: u - 1,
}


def whole_numbers(u: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[sp.Expr]:
    """Where u is a whole number, for an interval on which it takes few of them."""
    if not (low.is_finite and high.is_finite) or u.free_symbols != {x}:
        return
    values = [u.xreplace({x: low + (high - low) * sp.Rational(k, 64)}) for k in range(65)]
    known = [v for v in values if v.is_real and v.is_finite]
    if not known:
        return
    first, last = math.floor(min(map(float, known))), math.ceil(max(map(float, known)))
    for n in islice(range(first, last + 1), 100):
        yield from zeros_between(u - n, x, low, high)


def quadrature(integral: sp.Integral, point: Place) -> Area:
    """An area, where the breaks of the integrand are looked for first."""
    x, *ends = integral.limits[0]
    low, high = (end.xreplace(dict(point)) for end in ends)
    body = integral.function.xreplace({s: v for s, v in point.items() if s != x})
    if not all(e.is_extended_real for e in (low, high)) or body.free_symbols - {x}:
        return Area("unknown")
    inside = breaks(body, x, *sorted((low, high)))
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
        report = check_areas(self.integral, self.told, self.given)
        if report.status != "agrees" or report.worst is None:
            return report
        return replace(report, told=self._sentence(report))

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
        value = report.worst.expected if abs(report.worst.expected) > TINY else 0.0
        return AGREES.format(value=value, error=error)
