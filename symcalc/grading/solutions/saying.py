"""A solution that is missing, or is none, in words: what both sides are there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

import sympy as sp

from symcalc.figures import in_figures
from symcalc.grading.solutions.conditions import Point, value_here
from symcalc.grading.solutions.domains import without_value
from symcalc.grading.verdict import Witness
from symcalc.notation import Notation
from symcalc.tutor.extrema.numbers import decimals, shown
from symcalc.writing.text import text

LONG = 60  # characters of a formula that stands in a sentence
SIGNIFICANT = 5  # figures that six digits keep, where they say enough
SHORT = 1000  # denominators that a person works with


def fits(node: Notation) -> bool:
    """Whether a formula is short enough to stand in a sentence."""
    return len(text(node)) <= LONG


def number(value: sp.Expr) -> str:
    """A number as a learner would write it: exact where that is short."""
    awkward = value.is_Rational and value.q >= SHORT
    if awkward or value.has(sp.CRootOf, sp.Float):
        near = decimals(value)
        return digits(near if near is not None else sp.Rational(str(value)))
    return text(shown(value))


def digits(value: sp.Rational) -> str:
    """Six figures, or more where these say 1 of 1.00000005."""
    for figures in range(6, 17):
        said = f"{float(value):.{figures}g}"
        known = len(re.sub(r"e.*|[-.]", "", said).strip("0"))
        if known >= SIGNIFICANT or sp.Rational(said) == value:
            break
    return in_figures(float(value), figures)


def _value(value: sp.Expr) -> str:
    """A number that is only looked at: decimals of what is no fraction or square root."""
    roots = [p for p in value.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q > 2]
    near = decimals(value) if value.has(sp.Function, sp.E) or roots else None
    return number(value) if near is None else digits(near)


def place(point: Point, unknowns: Sequence[sp.Symbol]) -> str:
    """x = 2; (x, y) = (1, 2); the letters that are no unknowns after them."""
    parts = []
    for x in (*unknowns, *(s for s in point if s not in unknowns)):
        if x in point:
            value = point[x]
            exact = not value.has(sp.CRootOf, sp.Float) and not _awkward(value)
            parts.append(f"{x.name} {'=' if exact else '≈'} {number(value)}")
    return ", ".join(parts)


def _awkward(value: sp.Expr) -> bool:
    return bool(value.is_Rational and value.q >= SHORT)


def is_solution(body: Notation, point: Point, unknowns: Sequence[sp.Symbol]) -> str:
    """It is a solution, and is left out."""
    where = place(point, unknowns)
    if _is_set(body):
        return f"{_upper(where)} belongs to it, and yours leaves it out."
    seen = _sides(body, point)
    return f"{where} is a solution, and yours leaves it out{f': {seen}' if seen else ''}."


def is_no_solution(body: Notation, point: Point, unknowns: Sequence[sp.Symbol]) -> str:
    """It is none, and is named."""
    where = place(point, unknowns)
    if _is_set(body):
        return f"{_upper(where)} does not belong to it, and yours has it."
    failing = next((p for p in _parts(body) if not _true(p, point)), body)
    seen = _sides(failing, point)
    return f"{where} is not a solution{f': {seen}' if seen else ''}."


def _upper(words: str) -> str:
    return words


def _is_set(body: Notation) -> bool:
    return isinstance(body.expr, sp.Set)


def _parts(body: Notation) -> list[Notation]:
    """The relations that have to hold together."""
    if body.head in ("tuple", "lines", "system", "and", "vector"):
        return [part for inner in body.parts for part in _parts(inner)]
    return [body]


def _true(node: Notation, point: Point) -> bool:
    if node.head != "relation":
        return True
    values = [value_here(side.expr, point) for side in node.parts]
    if any(v is None for v in values):
        return False
    near = [decimals(v) for v in values if v is not None]
    if None in near:
        return False
    left, right = (n for n in near if n is not None)
    apart = left - right
    same = abs(apart) < sp.Rational(1, 10**25)
    kinds = {
        "=": same,
        "!=": not same,
        "<": apart < 0 and not same,
        "<=": apart < 0 or same,
        ">": apart > 0 and not same,
        ">=": apart > 0 or same,
    }
    return bool(kinds.get(node.text, True))


def _sides(body: Notation, point: Point) -> str:
    """There x² is 4 and 5x is 10."""
    relations = [p for p in _parts(body) if p.head == "relation"]
    if len(relations) != 1 or not all(isinstance(p.expr, sp.Expr) for p in relations[0].parts):
        return ""
    left, right = relations[0].parts
    if not (fits(left) and fits(right)) or left.symbols | right.symbols > set(point):
        return ""
    broken = without_value(body, point)
    if broken is not None:
        return f"there {text(broken)} has no value"
    values = [value_here(side.expr, point) for side in (left, right)]
    for side, value in zip((left, right), values, strict=True):
        if value is None:
            return f"there {text(side)} has no value"
    first, second = (_value(v) for v in values if v is not None)
    if relations[0].text == "=" and _true(relations[0], point):
        return f"there both sides are {second if len(second) <= len(first) else first}"
    if first == second and relations[0].text == "=":
        return ""  # they differ behind the digits that are shown
    told = [
        text(side) if not side.symbols else f"{text(side)} is {value}"
        for side, value in ((left, first), (right, second))
    ]
    if not right.symbols:
        told[1] = f"and not {second}" if relations[0].text == "=" else ""
        return f"there {told[0]}{', ' + told[1] if told[1] else ''}"
    return f"there {told[0]} and {told[1]}"


def truth(point: Point, *, holds: bool) -> Witness | None:
    """The point with 1 where the statement holds and 0 where it fails; exact points only."""
    if not all(v.is_Rational for v in point.values()):
        return None
    places = {s.name: Fraction(int(v.p), int(v.q)) for s, v in point.items()}
    return Witness(places, float(holds), float(not holds))
