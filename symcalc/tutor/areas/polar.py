"""The area that a curve in polar coordinates goes round: r = f(θ), or r² = f(θ)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.iterated import Iterated
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.scope import need_value
from symcalc.tutor.areas import letters
from symcalc.tutor.areas.crossings import crossings
from symcalc.tutor.areas.parts import (
    as_equation,
    checked,
    framed,
    integral,
    interval_of,
    near_value,
    need_order,
    step_of,
)
from symcalc.tutor.extrema.numbers import sign_at
from symcalc.tutor.extrema.numeric import values_on
from symcalc.tutor.extrema.places import between, within
from symcalc.tutor.words.areas import (
    ASKS,
    HALF_TURN,
    LOBES,
    LOOPED,
    NOT_CLOSED,
    POLAR_HINT,
    TURN,
    TWICE,
)
from symcalc.writing.text import text

RADIUS = sp.Symbol("r")
ANGLES = ("theta", "phi", "varphi")
SAMPLES = 720
TINY = 1e-9


def is_polar(curves: Sequence[Notation]) -> bool:
    """Whether there is one curve, which gives r or r² by an angle."""
    if len(curves) != 1 or curves[0].head != "relation" or curves[0].text != "=":
        return False
    left, right = curves[0].parts
    known = left.expr in (RADIUS, RADIUS**2) and RADIUS not in right.symbols
    return known and (not right.symbols or any(s.name in ANGLES for s in right.symbols))


def swept(curve: Notation, low: sp.Expr | None, high: sp.Expr | None) -> Derivation:
    """The area that the radius sweeps between two angles; without these, of the closed curve.

    Raises
    ------
    UnsupportedError
        If the curve does not close, or runs round a part of its region twice.
    """
    left, right = curve.parts
    need_value(right)
    x = next((s for s in right.symbols if s.name in ANGLES), sp.Symbol(ANGLES[0]))
    squared = left.expr != RADIUS
    remarks: tuple[str, ...] = ()
    square = right if squared else notation.power(right, notation.number(2))
    if low is not None and high is not None:
        low, high = need_order(low, high, "the area")
        spans, turn = [(low, high)], ""
        later = right.expr.xreplace({x: x + sp.pi})
        remarks = (TWICE,) if not squared and _overlaps(right.expr, later, x) else ()
    elif squared:
        spans, turn = _lobes(right, x), LOBES
    else:
        spans, turn = _turn(right, x)
    half = arrange(sp.Rational(1, 2))
    parts = [integral(square, x, a, b) for a, b in spans]
    whole = notation.add(*(notation.multiply(half, part.whole) for part in parts))
    fields = {"x": text(notation.name(x)), "square": text(square)}
    told = step_of(
        "polar-area", whole, whole, {**fields, "turn": turn.format(**fields)}, "definition"
    )
    total = notation.add(*(part.after for part in parts))
    before = notation.multiply(half, total)
    value = arrange(letters.simplified(total.expr / 2), like=before)
    ending = next((part.ending for part in parts if part.ending), "")
    frames = tuple(framed("the-integral", part) for part in parts)
    last = () if ending else (as_equation(checked(step_of("factor-back", before, value, {}))),)
    return Derivation(
        _question(curve, x, low, high),
        whole,
        value,
        (told, *frames, *last),
        conditions=tuple(sp.Gt(s, 0) for s in natural_order(right.symbols - {x})),
        remarks=(*curve.remarks, *remarks),
        claims=parts[0].claims if ending else (Iterated(whole.expr, value.expr),),
        ending=ending or near_value(value),
    )


def _turn(right: Notation, x: sp.Symbol) -> tuple[list[tuple[sp.Expr, sp.Expr]], str]:
    """From which angle to which the curve closes, having gone round each part once."""
    f = right.expr
    later = f.xreplace({x: x + sp.pi})
    if f.has(x) and sp.simplify(sp.expand_trig(later + f)) == 0:
        return [(sp.S.Zero, sp.pi)], HALF_TURN
    if sp.simplify(sp.expand_trig(f.xreplace({x: x + 2 * sp.pi}) - f)) != 0:
        raise UnsupportedError(NOT_CLOSED.format(f=text(right)), where=text(right), hint=POLAR_HINT)
    if _overlaps(f, later, x):
        raise UnsupportedError(LOOPED, where=text(right), hint=POLAR_HINT)
    return [(sp.S.Zero, 2 * sp.pi)], TURN


def _overlaps(f: sp.Expr, later: sp.Expr, x: sp.Symbol) -> bool:
    """Whether r > 0 at an angle where half a turn later r < 0: two parts of the curve there."""
    others = f.free_symbols - {x}
    if len(others) > 1:
        return True
    angles = np.linspace(0, 2 * np.pi, SAMPLES)
    ones = dict.fromkeys(others, sp.S.One)
    here, there = (values_on(e.xreplace(ones), (x,), [angles]) for e in (f, later))
    return bool(((here > TINY) & (there < -TINY)).any())


def _lobes(right: Notation, x: sp.Symbol) -> list[tuple[sp.Expr, sp.Expr]]:
    """Of r² = f: the angles in a full turn at which f is positive."""
    f = right.expr
    again = sp.simplify(sp.expand_trig(f.xreplace({x: x + sp.pi}) - f)) == 0
    ones = dict.fromkeys(f.free_symbols - {x}, sp.S.One)
    roots = crossings(f.xreplace(ones), x, sp.S.Zero, 2 * sp.pi)
    if not again or roots is None or len(ones) > 1:
        raise UnsupportedError(LOOPED, where=text(right), hint=POLAR_HINT)
    start = -sp.pi / 2
    cuts = within(roots, start, start + 2 * sp.pi)
    ends = [*cuts, cuts[0] + 2 * sp.pi] if cuts else [sp.S.Zero, 2 * sp.pi]
    spans = [(a, b) for a, b in pairwise(ends) if a != b]
    return [(a, b) for a, b in spans if sign_at(f.xreplace(ones), {x: between(a, b)}) == 1]


def _question(curve: Notation, x: sp.Symbol, low: sp.Expr | None, high: sp.Expr | None) -> Question:
    name = text(notation.name(x))
    limits = (
        ""
        if low is None or high is None
        else f" from {name} = {text(arrange(low))} to {name} = {text(arrange(high))}"
    )
    told = ASKS["area"].format(words="enclosed by", curves=text(curve), limits=limits)
    subject = interval_of(low, high, x)
    return Question("area", build("tuple", curve), (x,), told, subject_to=subject)
