"""Why one constraint describes a convex set: each rule a function, tried in turn."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc.notation import name, number
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.extrema.composition import shape
from symcalc.tutor.extrema.constraints import Constraint, split
from symcalc.tutor.extrema.convexity import AFFINE, CONVEX, in_one, in_several
from symcalc.tutor.extrema.members import Region, Side
from symcalc.tutor.extrema.records import Function, equal, listed
from symcalc.tutor.extrema.set_steps import set_step
from symcalc.tutor.words.sets import SAYS
from symcalc.writing.text import text

FLAT = {1: "Half-line", 2: "Half-plane"}
EQUAL = {1: "Point", 2: "Line", 3: "Plane"}
DEGREE = 6  # of a polynomial in one letter whose sign is looked for


def reason(region: Region, side: Side) -> Step | None:
    """The step that proves it; None where no rule does."""
    return next((found for rule in RULES if (found := rule(region, side)) is not None), None)


def _linear(region: Region, side: Side) -> Step | None:
    """A half-plane, or a line."""
    if not _is_affine(side.expr, region.wrt):
        return None
    count = len(region.wrt)
    word = EQUAL.get(count, "Plane") if side.sign == "=" else FLAT.get(count, "Half-space")
    return set_step(
        "half-space",
        equal(side.gap, number(0), side.sign),
        word=word,
        line=text(side.written),
        letters=_letters(region),
        article="a",
        kind=SAYS[word],
    )


def _half_planes(region: Region, side: Side) -> Step | None:
    """|x| + |y| ≤ 1 as four half-planes."""
    parts = split(Constraint(side.written, side.gap, side.sign == "="))
    if len(parts) == 1 or not all(_is_affine(p.expr, region.wrt) for p in parts):
        return None
    lines = [equal(p.gap, number(0), side.sign) for p in parts]
    word = FLAT.get(len(region.wrt), "Half-space")
    return set_step(
        "half-planes",
        build("system", *lines),
        line=text(side.written),
        count=str(len(parts)),
        kind=SAYS[word],
    )


def _sublevel(region: Region, side: Side) -> Step | None:
    """g ≤ 0 of a convex g."""
    if side.sign == "=":
        return None
    g = Function(side.gap, region.wrt, "g")
    found = in_one(g) if len(region.wrt) == 1 else in_several(g)
    if found.kind not in (CONVEX, AFFINE):
        return None
    told = shape(side.expr, region.wrt).why if len(region.wrt) == 1 else ()
    why = list(told) or [s.explanation for s in found.steps if s.explanation]
    return set_step(
        "sublevel",
        equal(side.gap, number(0), side.sign),
        substeps=() if why else found.steps,
        letters=", ".join(text(name(x)) for x in region.wrt),
        gap=text(side.gap),
        why=why[-1] if why else "",
    )


def _interval(region: Region, side: Side) -> Step | None:
    """A polynomial in one letter, solved."""
    (x, *others) = region.wrt
    if others or side.expr.free_symbols != {x} or not side.expr.is_polynomial(x):
        return None
    if sp.degree(side.expr, x) > DEGREE:
        return None
    real = sp.Dummy("x", real=True)
    found = sp.Poly(side.expr, x)
    if not all(c.is_Rational for c in found.coeffs()):
        return None
    solved = sp.solve_poly_inequality(
        sp.Poly(side.expr.subs(x, real), real), {"<=": "<=", "<": "<", "=": "=="}[side.sign]
    )
    whole = sp.Union(*solved)
    if not isinstance(whole, sp.Interval):
        return None
    return set_step(
        "interval",
        equal(side.gap, number(0), side.sign),
        line=text(side.written),
        letters=_letters(region),
        set=text(arrange(whole.as_relational(x))),
    )


def _graph(region: Region, side: Side) -> Step | None:
    """x·y ≥ 1 where x > 0: y ≥ 1/x, and 1/x is convex there."""
    if len(region.wrt) != 2 or side.sign == "=":
        return None
    for x, y in (region.wrt, region.wrt[::-1]):
        bound = next((s for s in region.sides if s is not side and _is_positive(s, x)), None)
        plain = side.expr.is_polynomial(y) and sp.degree(side.expr, y) == 1
        found = _beside(side, bound, x, y) if plain and bound is not None else None
        if found is not None:
            return found
    return None


def _is_positive(side: Side, x: sp.Symbol) -> bool:
    """Whether a constraint says that x > 0 or x ≥ 0."""
    return (
        side.sign != "=" and side.expr.is_polynomial(x) and bool(sp.expand(side.expr / x + 1) == 0)
    )


def _beside(side: Side, bound: Side, x: sp.Symbol, y: sp.Symbol) -> Step | None:
    """The points on one side of the graph of r, where x > 0."""
    slope, rest = (sp.expand(side.expr).coeff(y, k) for k in (1, 0))
    p = sp.Dummy("p", positive=True)
    sign = 1 if slope.subs(x, p).is_positive else -1 if slope.subs(x, p).is_negative else 0
    at_edge = rest.subs(x, 0)
    outside = bound.sign == "<" or (slope.subs(x, 0) == 0 and at_edge.is_number and at_edge > 0)
    if not sign or not outside:
        return None
    r = sp.cancel(-rest / slope)
    second = sp.factor(r.diff(x, 2))
    bent = sp.factor(second.subs(x, p))
    if not (bent.is_nonnegative if sign < 0 else bent.is_nonpositive):
        return None
    solved = equal(name(y), arrange(r), _flipped(side.sign) if sign < 0 else side.sign)
    return set_step(
        "side-of-graph",
        solved,
        domain=f"{text(name(x))} > 0",
        solved=text(solved),
        side=SAYS["above" if sign < 0 else "below"],
        x=text(name(x)),
        r=text(arrange(r)),
        second=text(arrange(second)),
        sign=SAYS["positive" if sign < 0 else "negative"],
        bend="convex" if sign < 0 else "concave",
    )


def _flipped(sign: str) -> str:
    return {"<=": ">=", "<": ">"}[sign]


def _is_affine(expr: sp.Expr, wrt: tuple[sp.Symbol, ...]) -> bool:
    return bool(expr.is_polynomial(*wrt) and sp.Poly(expr, *wrt).total_degree() <= 1)


def _letters(region: Region) -> str:
    return listed([text(name(x)) for x in region.wrt])


RULES: tuple[Callable[[Region, Side], Step | None], ...] = (
    _linear,
    _half_planes,
    _sublevel,
    _interval,
    _graph,
)
