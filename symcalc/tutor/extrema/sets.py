"""Is a set convex? Half-planes, sublevel sets and intersections, or a midpoint outside."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy.core.function import AppliedUndef

from symcalc.checking.claims import Claim
from symcalc.checking.feasible import Constraints, Point
from symcalc.checking.sets import Between, Leaves, Nowhere
from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation, name, number
from symcalc.primitives import arrange, build
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.extrema.constraints import Constraint, difference, never_met, opposed
from symcalc.tutor.extrema.members import Region, Side
from symcalc.tutor.extrema.records import equal, joined, listed, place_said
from symcalc.tutor.extrema.set_rules import reason
from symcalc.tutor.extrema.set_steps import set_step
from symcalc.tutor.words.sets import FAILS, HINTS, SAYS
from symcalc.writing.text import text

LETTERS, SIDES = 4, 8
CONVEX, HOLLOW, UNDECIDED = "convex", "not convex", "undecided"
TURNED = {">=": "<=", ">": "<"}
SETS = ("relation", "and")
LISTS = ("tuple", "lines", "system")


def is_set(body: Notation) -> bool:
    """Whether a formula describes a set: inequalities and equations.

    >>> from symcalc.reading import read
    >>> is_set(read("x^2 + y^2 <= 1")), is_set(read("x^2"))
    (True, False)
    """
    if body.head in LISTS:
        return bool(body.parts) and all(is_set(p) for p in body.parts)
    return body.head in SETS and all(p.head == "relation" for p in _relations(body))


def convex_set(body: Notation, wrt: Sequence[sp.Symbol] = ()) -> Derivation:
    """Whether the points that meet some constraints form a convex set.

    Parameters
    ----------
    body : Notation
        An equation or inequality, or several.
    wrt : sequence of sympy.Symbol
        The coordinates; all letters, if left out.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> convex_set(read("x^2 + y^2 <= 1")).answer, convex_set(read("x y >= 1")).answer
    ('convex', 'not convex')
    """
    region = _region(body, tuple(wrt) or natural_order(body.symbols))
    kind, steps, claims, ending = _judged(region)
    letters = ", ".join(text(name(x)) for x in region.wrt)
    whole = body.head in SETS
    lines = text(body) if whole else ", ".join(text(r) for r in _relations(body))
    told = f"convexity of {lines}"
    if set(region.wrt) != body.symbols:
        told += f" with respect to {letters}"
    return Derivation(
        Question("convexity", body, region.wrt, told),
        body,
        body,
        tuple(steps),
        remarks=body.remarks,
        claims=tuple(claims),
        told=kind,
        ending=ending,
    )


def _relations(body: Notation) -> list[Notation]:
    if body.head in (*LISTS, "and"):
        return [r for p in body.parts for r in _relations(p)]
    return [body]


def _region(body: Notation, wrt: tuple[sp.Symbol, ...]) -> Region:
    """Everything on one side.

    Raises
    ------
    UnsupportedError
        If a part is no equation or inequality.
    TooLargeError
        If there are too many letters or constraints.
    """
    relations = _relations(body)
    if len(wrt) > LETTERS:
        raise TooLargeError(FAILS["letters"].format(most=LETTERS))
    if len(relations) > SIDES:
        raise TooLargeError(FAILS["many"].format(most=SIDES))
    return Region(tuple(_side(r, wrt) for r in relations), wrt)


def _side(node: Notation, wrt: Sequence[sp.Symbol]) -> Side:
    if node.text not in ("=", "<", ">", "<=", ">="):
        raise UnsupportedError(FAILS["different"].format(line=text(node)), hint=HINTS["relation"])
    if not node.symbols & set(wrt):
        raise UnsupportedError(FAILS["nothing"].format(line=text(node)), hint=HINTS["relation"])
    left, right = node.parts
    gap = difference(*((right, left) if node.text in TURNED else (left, right)))
    need_slope(gap, wrt)
    if gap.expr.has(AppliedUndef):
        raise UnsupportedError(FAILS["different"].format(line=text(node)), hint=HINTS["relation"])
    return Side(node, gap, TURNED.get(node.text, node.text))


Judged = tuple[str, Sequence[Step], Sequence[Claim], str]


def _judged(region: Region) -> Judged:
    first = set_step("set-side", _together([equal(s.gap, number(0), s.sign) for s in region.sides]))
    lettered = {x for s in region.sides for x in s.expr.free_symbols} - set(region.wrt)
    empty = "" if lettered else _empty(region)
    if empty:
        nowhere = Nowhere(region.constraints, region.wrt)
        return CONVEX, [first], [nowhere], joined([empty, SAYS["empty"]])
    reasons = [reason(region, side) for side in region.sides]
    proved = [r for r in reasons if r is not None]
    between = [Between(_numbered(region.constraints, lettered), region.wrt)]
    if len(proved) == len(region.sides):
        steps = [first, *dict.fromkeys(proved)]
        if len(region.sides) > 1:
            steps.append(set_step("intersection", _together([s.written for s in region.sides])))
        return CONVEX, steps, between, SAYS["convex"]
    pair = None if lettered else region.pair()
    if pair is None:
        return UNDECIDED, [first, *proved], between, SAYS["undecided"]
    strict = tuple(s.sign == "<" for s in region.sides if s.sign != "=")
    claim = Leaves(region.constraints, strict, pair)
    return HOLLOW, [first, _midpoint(region, pair)], [claim], SAYS["not"]


def _numbered(constraints: Constraints, letters: set[sp.Symbol]) -> Constraints:
    """The constraints with some numbers for letters that are no coordinates."""
    put = {s: sp.Rational(2 * k + 3, k + 2) for k, s in enumerate(natural_order(letters))}
    zero, below = ([e.subs(put) for e in part] for part in (constraints.zero, constraints.below))
    return Constraints(tuple(zero), tuple(below))


def _together(lines: Sequence[Notation]) -> Notation:
    return lines[0] if len(lines) == 1 else build("system", *lines)


def _empty(region: Region) -> str:
    """Why no point meets the constraints; empty where some do, or that is not known."""
    plain = tuple(Constraint(s.written, s.gap, s.sign == "=") for s in region.sides)
    impossible = never_met(plain)
    if impossible is not None:
        row = "never-zero" if impossible.equality else "never-below"
        written = {"line": text(impossible.written), "gap": text(impossible.gap)}
        return SAYS[row].format(**written)
    return opposed(plain)


def _midpoint(region: Region, pair: tuple[Point, Point]) -> Step:
    """The two points, and the one between them that is outside."""
    first, second = pair
    middle = {x: (v + second[x]) / 2 for x, v in first.items()}
    broken = next(s for s in region.sides if not s.holds(middle))
    row = "undefined" if broken.holds(middle) is None else "false"
    return set_step(
        "midpoint",
        build("tuple", *(arrange(v) for v in middle.values()))
        if len(middle) > 1
        else arrange(next(iter(middle.values()))),
        first=place_said(first),
        second=place_said(second),
        middle=place_said(middle),
        holds=listed([_put(broken, p) for p in (first, second)]),
        fails=SAYS[row].format(line=_put(broken, middle)),
    )


def _put(side: Side, point: Point) -> str:
    """The constraint at a point: 1 ≤ 1."""
    left, right = side.written.parts
    here = [arrange(p.expr.subs(point, simultaneous=True)) for p in (left, right)]
    return text(equal(here[0], here[1], side.written.text))
