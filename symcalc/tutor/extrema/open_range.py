"""Extrema of a function of one variable on an open range, x > 0: its ends do not belong to it."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.tutor.extrema.answering import claims_of, derivation, unbeaten
from symcalc.tutor.extrema.ends import tends_to
from symcalc.tutor.extrema.lines import Line
from symcalc.tutor.extrema.numbers import decimals
from symcalc.tutor.extrema.one_variable import ending_of, steps_of, with_reach
from symcalc.tutor.extrema.records import Function
from symcalc.tutor.extrema.study import Study
from symcalc.tutor.extrema.whole_line import bounds, ends_step, no_slope_claims
from symcalc.tutor.words.kinked import SAYS
from symcalc.writing.text import text

WIDE = 40.0  # how far a range without an end is searched

Range = tuple[sp.Expr, sp.Expr]


def open_range(named: Function, subject_to: Sequence[Notation]) -> Range | None:
    """The numbers between which strict inequalities leave the only variable; None of others.

    >>> from symcalc.reading import read
    >>> open_range(Function.of(read("1/x"), [sp.Symbol("x")]), [read("x > 0")])
    (0, oo)
    """
    flat = [part for node in subject_to for part in (node.parts if node.head == "and" else (node,))]
    if len(named.wrt) != 1 or not flat:
        return None
    (x,), low, high = named.wrt, -sp.oo, sp.oo
    for node in flat:
        if node.head != "relation" or node.text not in ("<", ">"):
            return None
        left, right = (part.expr for part in node.parts)
        below = (node.text == "<") == (left == x)
        bound = right if left == x else left
        if x not in (left, right) or not bound.is_number or decimals(bound) is None:
            return None
        low, high = (low, sp.Min(high, bound)) if below else (sp.Max(low, bound), high)
    return (low, high) if low < high else None


def on_open_range(named: Function, between: Range, subject_to: Sequence[Notation]) -> Derivation:
    """Critical points inside, and what the function tends to at both ends.

    Raises
    ------
    UnsupportedError
        If the critical points are not worked out exactly.
    """
    study = Study(named, Line(named.body, named.wrt[0], between))
    if not study.flat.exact or study.period is not None:
        raise UnsupportedError(SAYS["open-range"].format(f=text(named.body)))
    inner = [p for p in study.places if between[0] < p < between[1]]
    (low, high), gaps = between, [p for p in inner if study.value(p) is None]
    ends = [(low, "+"), (high, "-"), *((p, side) for p in gaps for side in ("-", "+"))]
    limits = {(e, s): tends_to(named.expr, study.x, e, s) for e, s in ends}
    known = {end: limit for end, limit in limits.items() if limit is not None}
    whole = len(known) == len(limits)
    least, greatest = bounds(study, list(known.values())) if whole else (None, None)
    found = with_reach(study.found, least, greatest)
    steps = steps_of(study, found)
    steps += [ends_step(study, known, found)] if whole else []
    stationary = [(named.expr, e) for e in found if e.point[study.x] in study.critical]
    claims = claims_of(named, found, stationary, best=False)
    claims += unbeaten(named, found, None, (_box(low, high),))
    told = claims or no_slope_claims(study)
    return derivation(named, steps, found, ending_of(named, found), told, subject_to=subject_to)


def _box(low: sp.Expr, high: sp.Expr) -> tuple[float, float]:
    """Where the range is searched, just inside its ends."""
    near = float(low) if low.is_finite else float(high) - WIDE if high.is_finite else -WIDE
    far = float(high) if high.is_finite else near + WIDE
    edge = (far - near) * 1e-9
    return near + edge, far - edge
