"""How the numbers of a run are written, and lines with their numbers put in."""

from __future__ import annotations

import math
from collections.abc import Mapping

import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.figures import decimal
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.writing.text import text

FIGURES = 8  # of a number in a line
MORE = (10, 12, 15)  # where so many look as if they were all
PLAIN = 3  # digits of a number that looks whole
SHORT = 6  # of a number in a table
DIGITS = 30  # of the arithmetic that checks a line
CLOSE = 1e-9
SAME = 5e-15  # relative: what a double says of a decimal


def figure(value: float, digits: int = FIGURES) -> Notation:
    """A number with at most so many digits; with more, where so many hide that it is not whole."""
    value = float(value)
    if digits == FIGURES and math.isfinite(value) and not is_whole(value):
        digits = next((n for n in MORE if _hides(value) and not _hides(value, n)), digits)
    return decimal(value, digits)


def _hides(value: float, digits: int = FIGURES) -> bool:
    """Whether a number that is not 3 looks like 3 with so many digits."""
    front = f"{abs(value):.{digits}g}".partition("e")[0].replace(".", "").strip("0")
    return len(front) <= PLAIN


def brief(value: float, digits: int = SHORT) -> str:
    """The same as text; of what is no number, a word."""
    return text(figure(value, digits)) if math.isfinite(value) else "undefined"


def is_whole(value: float) -> bool:
    """Whether the digits that are shown are all there are."""
    return abs(float(f"{value:.{FIGURES}g}") - value) <= SAME * abs(value)


def filled(node: Notation, values: Mapping[sp.Basic, Notation]) -> Notation:
    """A formula with numbers for its letters, zeros and ones written out: 0.9·0 + (1 − 0.9)·8."""
    if node.head == "name":
        return values.get(node.expr, node)
    if not node.parts:
        return node
    return build(node.head, *(filled(part, values) for part in node.parts), text=node.text)


def with_numbers(formula: Notation, values: Mapping[sp.Symbol, float], told: float) -> Notation:
    """The formula with its numbers, and what it comes to: 4 − 0.1·8 = 3.2.

    The value that is told came from the run; it is worked out again here, in 30 digits, and stands
    alone where they do not bear it out: 0.1/2^(10^9) is 0 in doubles only.
    """
    used = {x: v for x, v in values.items() if x in formula.expr.free_symbols}
    if not is_close(formula.expr, used, told):
        return figure(told)
    line = filled(formula, {x: figure(v) for x, v in used.items()})
    whole = all(map(is_whole, (*used.values(), told)))
    return equated(line, told, whole=whole)


def equated(line: Notation, told: float, *, whole: bool = False) -> Notation:
    """A line with numbers and what it comes to: = where what is printed is true, else ≈."""
    value = figure(told)
    if line == value:
        return line
    if whole or (is_whole(told) and line.expr == value.expr):
        return build("relation", line, value, text="=")
    return Notation("relation", (line, value), "≈", sp.Eq(line.expr, value.expr, evaluate=False))


def is_close(expr: sp.Expr, values: Mapping[sp.Symbol, float], told: float) -> bool:
    """Whether a formula has this value, up to the rounding of doubles."""
    exact = worked_out(expr, values)
    scale = max([abs(exact), *map(abs, values.values())])
    return abs(exact - told) <= CLOSE * scale


def worked_out(expr: sp.Expr, values: Mapping[sp.Symbol, float]) -> float:
    """The value in 30 digits, by mpmath; NaN where there is none."""
    if not all(math.isfinite(v) for v in values.values()):
        return math.nan
    point = {x: sp.Rational(float(v)) for x, v in values.items()}
    try:
        return float(Precise(DIGITS).at(expr, point))
    except Undefined:
        return math.nan
