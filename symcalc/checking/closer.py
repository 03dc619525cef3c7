"""What the check of a limit compared, in words: values close to the point, and closer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import mpmath
import sympy as sp

from symcalc.checking.evaluate import Number
from symcalc.checking.nearby import value_at, value_beside
from symcalc.checking.report import CheckReport
from symcalc.checking.sampling import Point
from symcalc.checking.tendency import tendency

# Two distances from the point, or how far out; the first pair at which there are values is told.
PAIRS = ((-3, -6), (-2, -4), (-2, -3), (-1, -2))
LEAST = 1e-14  # relative; of smaller differences the digits do not tell
LONG = 8  # characters of a point
PLAIN, TWO = 10_000, 10  # sizes up to which numbers have no exponent, or one decimal
SIDES = {"-": "to the left of", "+": "to the right of", "": "from"}
NAMES = {"-": "left", "+": "right"}


def sided(limit: sp.Limit) -> tuple[sp.Expr, sp.Symbol, sp.Expr, str]:
    """The formula, the variable, the point, and "+", "-" or "" for the side."""
    body, x, to, direction = limit.args
    both = str(direction) == "+-" or to.is_infinite
    return body, x, to, "" if both else str(direction)


def compared(limit: sp.Limit, value: sp.Expr, report: CheckReport) -> str:
    """One or two sentences: which values bear out what is said of a limit.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> report = CheckReport("agrees", 6, 0.0, 1e-6, None, "")
    >>> compared(sp.Limit(1 / x, x, 0, "+"), sp.oo, report)
    'Checked: 0.001 to the right of x = 0 the value is about 1000, and 1e-6 from it about 1e6.'
    """
    worst = report.worst.point if report.worst else {}
    letters = sorted(limit.free_symbols | value.free_symbols, key=str)
    point = {
        s: sp.Rational(worst[s.name]).limit_denominator(10**6) for s in letters if s.name in worst
    }
    named = ", ".join(f"{s} = {v}" for s, v in point.items()).replace("-", "−")
    lead = f"Checked for several values of the other letters. With {named}: " if named else ""
    lead = lead or "Checked: "
    return f"{lead}{_values(limit, value.xreplace(point), point)}."


def _values(limit: sp.Limit, value: sp.Expr, point: Point) -> str:
    if value is sp.nan:
        return _nothing(limit, point)
    first, second = next(_pairs(limit, point), (None, None))
    if first is None or second is None:
        return f"{_towards(limit)} the values of the formula {_goal(value)}"
    if value.is_infinite:
        sizes = [f"about {_short(min(values, key=abs))}" for _, values in (first, second)]
        return _told(limit, (first[0], second[0]), "the value is", sizes)
    goal = value_at(value, {}) or mpmath.mpf(0)
    least = LEAST * max(1, abs(goal))
    gaps = [max(abs(v - goal) for v in values) for _, values in (first, second)]
    sizes = [f"about {_short(g)}" if g > least else f"less than {_short(least)}" for g in gaps]
    return _told(limit, (first[0], second[0]), "the value differs from the limit by", sizes)


def _told(
    limit: sp.Limit, gaps: tuple[sp.Rational, sp.Rational], what: str, sizes: Sequence[str]
) -> str:
    """0.001 from x = 2 the value is this, and 1e-6 from it that."""
    _, x, to, side = sided(limit)
    if to.is_infinite:
        sign = "−" if to == -sp.oo else ""
        places = [f"at {x} = {sign}{_short(1 / h)}" for h in gaps]
    else:
        near, nearer = gaps
        places = [f"{_short(near)} {SIDES[side]} {_place(limit)}", f"{_short(nearer)} from it"]
    return f"{places[0]} {what} {sizes[0]}, and {places[1]} {sizes[1]}"


def _pairs(limit: sp.Limit, point: Point) -> Iterator[tuple[tuple[sp.Rational, list[Number]], ...]]:
    """The values at two distances, of each side where there are any."""
    for pair in PAIRS:
        found = []
        for e in pair:
            h = sp.Rational(1, 10**-e)
            found.append((h, _at(limit, h, point)))
        if all(values for _, values in found):
            yield tuple(found)


def _at(limit: sp.Limit, h: sp.Rational, point: Point) -> list[Number]:
    """The values at a distance, of the sides that have one."""
    body, x, to, side = sided(limit)
    if to.is_infinite:
        signs = [-1 if to == -sp.oo else 1]
    else:
        signs = [{"-": -1, "+": 1}[side]] if side else [-1, 1]
    found = [value_beside(body, x, to, s * h, point) for s in signs]
    return [v for v in found if v is not None]


def _nothing(limit: sp.Limit, point: Point) -> str:
    """What the values do that have no limit."""
    body, x, to, side = sided(limit)
    sides = [side] if side or to.is_infinite else ["-", "+"]
    found = {s: tendency(body, x, to, s, point) for s in sides}
    kinds = {t.kind for t in found.values()}
    if kinds == {"undefined"}:
        return f"{_towards(limit)} the formula has no real value at any of the points"
    if len(found) == 2 and kinds <= {"finite", "infinite"}:
        goals = [f"those from the {NAMES[s]} {_goal(sp.Float(t.number))}" for s, t in found.items()]
        return f"of the values {_towards(limit)}, {' and '.join(goals)}"
    return f"{_towards(limit)} the values of the formula go up and down without settling"


def _towards(limit: sp.Limit) -> str:
    to = sided(limit)[2]
    return "further and further out" if to.is_infinite else f"closer and closer to {_place(limit)}"


def _goal(value: sp.Expr) -> str:
    if value.is_infinite:
        return "grow without bound" if value == sp.oo else "fall without bound"
    return f"tend to {_short(value)}"


def _place(limit: sp.Limit) -> str:
    """x = 2, where the point is short to write."""
    _, x, to, _ = sided(limit)
    short = to.is_Rational and len(str(to)) <= LONG
    return f"{x} = {to}".replace("-", "−") if short else "the point"


def _short(number: Number | sp.Expr) -> str:
    """A number of two digits: 1e-6 where it is small, 1e12 where it is large."""
    value = mpmath.mpf(number)
    if 1 <= abs(value) < PLAIN:
        return f"{float(value):.{0 if abs(value) >= TWO else 1}f}".removesuffix(".0").replace(
            "-", "−"
        )
    mantissa, mark, exponent = mpmath.nstr(value, 2, min_fixed=-4, max_fixed=1).partition("e")
    mantissa = mantissa.removesuffix(".0").replace("-", "−")
    return f"{mantissa}e{int(exponent)}" if mark else mantissa
