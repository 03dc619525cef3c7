"""Numbers that may be off by a tolerance, and formulas whose numbers may."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.sampling import Point, candidates
from symcalc.figures import in_figures
from symcalc.formula import natural_order
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import paired
from symcalc.grading.told import Told
from symcalc.grading.tolerance import Tolerance, tolerance_of
from symcalc.grading.witness import coordinate
from symcalc.notation import Notation

DIGITS = 60
TEN = 10
ENOUGH = 16  # points at which two formulas are compared
LEAST = 8
OFF = "It is off by more than {size} {place}."
PRECISE = "Give it with {digits}."
Sides = tuple[Point, Decimal, Decimal]


@answer_kind("within-tolerance", rank=5)
def within_tolerance(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Where a tolerance is set: a number, or a formula at points, part by part."""
    if not policy.tolerance:
        return None
    allowed = tolerance_of(policy.tolerance)
    pairs = paired(asked.right.expr, told.expr)
    if pairs is None:
        return None
    for wanted, got in pairs:
        found = _compared(wanted, got, allowed)
        if found is not None:
            return found
    return _written(told.node, allowed) or right(proof="sampled")


def _compared(wanted: sp.Expr, got: sp.Expr, allowed: Tolerance) -> Finding | None:
    """What is wrong with one number or formula; None where it is near enough."""
    seen = 0
    for point, a, b in _values(wanted, got):
        if abs(a - b) > allowed.allowed(a):
            return _off(point, a, b, allowed)
        seen += 1
        if seen >= ENOUGH:
            break
    least = LEAST if wanted.free_symbols | got.free_symbols else 1
    return None if seen >= least else undecided("too few points have a value on both sides.")


def _values(wanted: sp.Expr, got: sp.Expr) -> Iterator[Sides]:
    free = natural_order(wanted.free_symbols | got.free_symbols)
    arithmetic = Precise(DIGITS)
    for point in candidates(free, [wanted, got]) if free else [{}]:
        try:
            sides = [Decimal(str(arithmetic.at(e, point))) for e in (wanted, got)]
        except (Undefined, ArithmeticError, ValueError):
            continue
        if all(side.is_finite() for side in sides):
            yield point, sides[0], sides[1]


def _off(point: Point, wanted: Decimal, got: Decimal, allowed: Tolerance) -> Finding:
    place = ", ".join(coordinate(s.name, v) for s, v in point.items())
    size = allowed.allowed(wanted).normalize()
    said = OFF.format(size=f"{size:f}", place=f"at {place}" if place else "").replace(" .", ".")
    return wrong(said, seen=f"Yours is {in_figures(float(got))}.")


def _written(told: Notation, allowed: Tolerance) -> Finding | None:
    """Whether a number is written with the digits that are asked for."""
    digits = allowed.digits
    if not digits or not told.expr.is_number:
        return None
    node = _mantissa(told)
    if node.head == "number" and "/" not in node.text and _count(node.text, allowed):
        return None
    return partly("wrong-form", PRECISE.format(digits=digits), proof="sampled")


def _mantissa(node: Notation) -> Notation:
    """1.23 of −1.23·10⁴, and 33.3 of 33.3%."""
    if node.head in ("negation", "percent"):
        return _mantissa(node.parts[0])
    first, *rest = node.parts or (node,)
    tens = [part for part in rest if part.head == "power" and part.parts[0].expr == TEN]
    return first if node.head == "product" and len(tens) == len(rest) == 1 else node


def _count(text: str, allowed: Tolerance) -> bool:
    """Whether a number as typed has the figures, or the places; 1200 may have two to four."""
    whole, _, decimals = text.lower().partition("e")[0].partition(".")
    if allowed.places is not None:
        return len(decimals) == allowed.places
    figures = (whole + decimals).lstrip("0")
    certain = figures if decimals else figures.rstrip("0")
    assert allowed.figures is not None
    return len(certain) <= allowed.figures <= len(figures)
