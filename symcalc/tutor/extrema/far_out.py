"""Which extrema are absolute: of a convex function, and of one that grows in every direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc.tutor.extrema.composition import Shape
from symcalc.tutor.extrema.degenerate import one_sign
from symcalc.tutor.extrema.growing import grows
from symcalc.tutor.extrema.numbers import said, sign_of
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    MAXIMUM,
    MINIMUM,
    Extremum,
    Function,
    equation_said,
)
from symcalc.tutor.words.kinked import SAYS

ABSOLUTE = "absolute"
BENT = ((1, "convex", MINIMUM, "falls"), (-1, "concave", MAXIMUM, "rises"))


def bent_reach(
    named: Function, found: Sequence[Extremum], shape: Shape
) -> tuple[list[Extremum], str]:
    """A minimum of a convex function is absolute, and a maximum of a concave one."""
    for sign, bend, kind, falls in BENT:
        if sign not in shape.signs or not any(e.kind == kind for e in found):
            continue
        marked = [replace(e, reach=ABSOLUTE) if e.kind == kind else e for e in found]
        why = " ".join(shape.why)
        fields = {"f": named.name, "bend": bend, "kind": kind, "falls": falls}
        return marked, SAYS["bend-why"].format(why=why, **fields).strip()
    return list(found), ""


def sign_reach(named: Function, found: Sequence[Extremum]) -> tuple[list[Extremum], str]:
    """Where f minus its value at a point is nowhere negative, the point is an absolute minimum."""
    marked, told = [], []
    for e in found:
        sign = {MINIMUM: 1, MAXIMUM: -1}.get(e.kind)
        if sign is None or one_sign(named.expr - e.value) != sign:
            marked.append(e)
            continue
        marked.append(replace(e, reach=ABSOLUTE))
        less = "smaller" if sign > 0 else "larger"
        told.append(SAYS["one-sign"].format(f=named.name, less=less, value=said(e.value)))
    return marked, " ".join(dict.fromkeys(told))


def far_reach(
    named: Function, found: Sequence[Extremum], formulas: Sequence[sp.Expr]
) -> tuple[list[Extremum], str]:
    """Where every piece grows far out, the least of all values is taken at one of the points.

    All points at which the least value may be have to be among them.
    """
    for sign, kind, row in ((1, MINIMUM, "grows"), (-1, MAXIMUM, "drops")):
        if not found or not all(grows(sign * f, named.wrt) for f in formulas):
            continue
        values = [e.value for e in found]
        if any(v.free_symbols for v in values):
            return list(found), ""
        best = min(values, key=lambda v: sign * float(v))
        least = [e for e in found if sign_of(e.value - best) == 0]
        same = all(e.kind in (kind, INCONCLUSIVE) for e in least)
        if not same:
            return list(found), ""
        marked = [replace(e, kind=kind, reach=ABSOLUTE) if e in least else e for e in found]
        told = SAYS[row].format(f=named.name, result=equation_said(named, best))
        return marked, told
    return list(found), ""
