"""Extrema under constraints beside each other: which of them are absolute, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.steps import Step
from symcalc.tutor.diff import Part
from symcalc.tutor.extrema.answering import derivation
from symcalc.tutor.extrema.constraints import Constraint, bounded, kinked, linear
from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.numbers import sign_of
from symcalc.tutor.extrema.records import MAXIMUM, MINIMUM, Extremum, Function, equal, listed, step
from symcalc.tutor.extrema.several import Surface
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text


def equal_claims(partials: Sequence[Part]) -> list[Claim]:
    """The partial derivatives, where no point is there to claim anything of."""
    return [Equal(p.steps[0].before.expr, p.after.expr) for p in partials]


def nowhere(
    named: Function,
    written: Sequence[Notation],
    impossible: Constraint | None,
    steps: Sequence[Step] = (),
    why: str = "",
) -> Derivation:
    """A constraint that is never met, or several that are not met together."""
    if impossible is not None:
        gap = text(impossible.gap)
        row = "never-met" if impossible.equality else "never-below"
        told = SAYS[row].format(constraint=text(impossible.written), gap=gap)
        never = equal(impossible.gap, notation.number(0), "!=" if impossible.equality else ">")
        steps = [step("constraint", impossible.written, never)]
    told = (
        told
        if impossible is not None
        else why or SAYS["none-met"].format(constraints=listed([text(w) for w in written]))
    )
    surface = Surface(named)
    return derivation(named, steps, [], told, equal_claims(surface.partials), subject_to=written)


def build_all(nodes: Sequence[Notation]) -> Notation:
    """Relations that hold together."""
    return nodes[0] if len(nodes) == 1 else build("system", *nodes)


def compared(
    named: Function,
    constraints: Sequence[Constraint],
    found: Sequence[Extremum],
    *,
    exact: bool,
) -> tuple[list[Extremum], Step | None]:
    """Which values are absolute, and why."""
    points = [e for e in found if not e.value.free_symbols]
    if not points or len(points) < len(found) or all(e.free for e in points):
        return list(found), None
    written = listed(list(dict.fromkeys(text(c.written) for c in constraints)))
    least = min(points, key=lambda e: float(e.value)).value
    greatest = max(points, key=lambda e: float(e.value)).value
    wrt = named.wrt
    if bounded(constraints, wrt) and exact:
        told = SAYS["bounded"].format(constraints=written, f=named.name)
        marked = [_absolute(e, least, greatest) for e in points]
        return marked, step("compare", named.equation(), named.equation(), explanation=told)
    bend = bend_of(named)
    coercive = bend_of(named, strict=True) if exact else ""
    if coercive and not linear(constraints, wrt):
        bounds = (least, None) if coercive == "convex" else (None, greatest)
        marked = [_absolute(e, *bounds) for e in points]
        return marked, _growing(named, written, coercive)
    if bend and linear(constraints, wrt):
        kind, best = (MINIMUM, least) if bend == "convex" else (MAXIMUM, greatest)
        marked = [
            _absolute(e, best, None) if bend == "convex" else _absolute(e, None, best)
            for e in points
        ]
        told = SAYS["convex-problem"].format(
            f=named.name, bend=bend, shape=SAYS["linear"], kind=kind
        )
        return marked, step("compare", named.equation(), named.equation(), explanation=told)
    bent = [text(n) for n in (named.body, *(c.written for c in constraints)) if kinked([n.expr])]
    told = SAYS["kinked-set"].format(kinked=listed(bent)) if bent else SAYS["open-set"]
    return points, step("compare", named.equation(), named.equation(), explanation=told)


def _growing(named: Function, written: str, bend: str) -> Step:
    """A function that goes to infinity takes its least value on a closed set."""
    limit, least = ("∞", "least") if bend == "convex" else ("−∞", "greatest")
    told = SAYS["grows"].format(f=named.name, limit=limit, constraints=written, least=least)
    return step("compare", named.equation(), named.equation(), explanation=told)


def _absolute(e: Extremum, least: sp.Expr | None, greatest: sp.Expr | None) -> Extremum:
    if least is not None and sign_of(e.value - least) == 0:
        return replace(e, kind=MINIMUM, reach="absolute")
    if greatest is not None and sign_of(e.value - greatest) == 0:
        return replace(e, kind=MAXIMUM, reach="absolute")
    return e


def bend_of(named: Function, *, strict: bool = False) -> str:
    """Convex or concave, where the Hessian is constant and tells it; strictly, if asked."""
    matrix = Surface(named).hessian
    if matrix.free_symbols or kinked([named.expr]):
        return ""
    signs = {sign_of(v) for v in Form(matrix).eigenvalues}
    if strict and 0 in signs:
        return ""
    return "convex" if signs <= {0, 1} else "concave" if signs <= {0, -1} else ""
