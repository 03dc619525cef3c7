"""Points where the Hessian does not decide: what can be proved, and what is only seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.feasible import around, values
from symcalc.primitives import arrange
from symcalc.tutor.extrema.inverses import INVERSES
from symcalc.tutor.extrema.numbers import sign_of, value_at
from symcalc.tutor.extrema.records import INCONCLUSIVE, MAXIMUM, MINIMUM, SADDLE
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

STEPS = [sp.Rational(1, n) for n in (1000, 30000)]  # how near values are compared
CURVES = (1, -1, 2, sp.Rational(3, 2), sp.Rational(1, 2))  # y = kx²
SAMPLES = 500


class Verdict(NamedTuple):
    """A kind of point, and the sentence that tells why."""

    kind: str
    why: str
    beside: tuple[Mapping[sp.Symbol, sp.Expr], ...] = ()


def judged(expr: sp.Expr, wrt: Sequence[sp.Symbol], point: Mapping[sp.Symbol, sp.Expr]) -> Verdict:
    """What a degenerate critical point is, or looks like."""
    value = value_at(expr, point)
    if value is None:
        return Verdict(INCONCLUSIVE, "")
    sign = one_sign(expr - value)
    if sign is not None:
        kind = MINIMUM if sign > 0 else MAXIMUM
        relation = "≥" if sign > 0 else "≤"
        gap = text(arrange(sp.factor(expr - value)))
        return Verdict(kind, SAYS["one-sign"].format(gap=gap, relation=relation))
    if expr.free_symbols - set(wrt):
        return Verdict(INCONCLUSIVE, "")
    if any(v.free_symbols for v in point.values()):
        return Verdict(INCONCLUSIVE, SAYS["curve-open"])
    return _by_paths(expr, wrt, point, value) or _by_samples(expr, wrt, point, value)


def one_sign(gap: sp.Expr) -> int | None:
    """1 where a formula is nowhere negative, -1 where nowhere positive; None where it is not told.

    >>> x, y = sp.symbols("x y")
    >>> one_sign(x**2 * y**2), one_sign(-(x**4) - y**4), one_sign(x * y)
    (1, -1, None)
    """
    real = {s: sp.Dummy(s.name, real=True) for s in gap.free_symbols}
    for form in (gap, sp.factor(gap), sp.expand(gap)):
        known = form.xreplace(real)
        if known.is_nonnegative:
            return 1
        if known.is_nonpositive:
            return -1
    return _wave(gap)


RISING = (sp.exp, sp.log, sp.atan, sp.tanh, sp.sinh, sp.asinh)


def _wave(gap: sp.Expr) -> int | None:
    """a + b sin u lies between a − |b| and a + |b|; a + b e^u goes up and down with u."""
    for call in gap.atoms(sp.sin, sp.cos, *RISING):
        letter = sp.Dummy()
        rest = gap.xreplace({call: letter})
        if rest.free_symbols != {letter} or not rest.is_polynomial(letter):
            continue
        poly = sp.Poly(rest, letter)
        if poly.degree() != 1:
            continue
        slope, start = poly.all_coeffs()
        if isinstance(call, RISING):
            return _through(call, slope, -start / slope)
        ends = [sign_of(start - sp.Abs(slope)), sign_of(start + sp.Abs(slope))]
        return 1 if ends[0] in (0, 1) else -1 if ends[1] in (0, -1) else None
    return None


def _through(call: sp.Expr, slope: sp.Expr, level: sp.Expr) -> int | None:
    """The sign of b·(g(u) − g(u₀)) is that of b·(u − u₀) for a rising g."""
    undo = INVERSES.get(call.func)
    found = undo(level) if undo is not None else []
    if len(found) != 1:
        return None
    inner = one_sign(call.args[0] - found[0][0])
    sign = sign_of(slope)
    return None if inner is None or sign is None else inner * sign


def _by_paths(
    expr: sp.Expr, wrt: Sequence[sp.Symbol], point: Mapping[sp.Symbol, sp.Expr], value: sp.Expr
) -> Verdict | None:
    """Lines, and parabolas, along which the function goes up and down."""
    up = down = None
    for path in _paths(wrt):
        sides = _sides(expr, {x: point[x] + way for x, way in zip(wrt, path, strict=True)}, value)
        up = up or (path if 1 in sides else None)
        down = down or (path if -1 in sides else None)
        if up and down:
            first, second = (_path_said(wrt, point, p) for p in (up, down))
            row = "saddle-path" if up == down else "saddle-paths"
            witnesses = tuple(
                {x: point[x] + w.subs(sp.Symbol("t"), t) for x, w in zip(wrt, path, strict=True)}
                for path in (up, down)
                for t in (STEPS[0], -STEPS[0])
            )
            return Verdict(SADDLE, SAYS[row].format(first=first, second=second), witnesses)
    return None


def _sides(expr: sp.Expr, path: Mapping[sp.Symbol, sp.Expr], value: sp.Expr) -> set[int | None]:
    """The signs of the difference on both sides, each the same at two distances."""
    t, found = sp.Symbol("t"), set[int | None]()
    for side in (1, -1):
        signs = set()
        for step in STEPS:
            here = value_at(expr, {x: v.subs(t, side * step) for x, v in path.items()})
            signs.add(None if here is None else sign_of(here - value))
        found |= signs if len(signs) == 1 else set()
    return found


def _paths(wrt: Sequence[sp.Symbol]) -> list[tuple[sp.Expr, ...]]:
    t, n = sp.Symbol("t"), len(wrt)
    lines = [tuple(k * t for k in way) for way in product((0, 1, -1, 2), repeat=n) if any(way)]
    curves = [
        tuple(t if i == a else k * t**2 if i == b else sp.S.Zero for i in range(n))
        for a in range(n)
        for b in range(n)
        for k in CURVES
        if a != b
    ]
    return [*lines, *curves]


def _path_said(
    wrt: Sequence[sp.Symbol], point: Mapping[sp.Symbol, sp.Expr], path: Sequence[sp.Expr]
) -> str:
    written = ", ".join(text(arrange(point[x] + way)) for x, way in zip(wrt, path, strict=True))
    names = ", ".join(text(notation.name(x)) for x in wrt)
    return f"({names}) = ({written})" if len(wrt) > 1 else f"{names} = {written}"


def _by_samples(
    expr: sp.Expr, wrt: Sequence[sp.Symbol], point: Mapping[sp.Symbol, sp.Expr], value: sp.Expr
) -> Verdict:
    """What the values nearby look like; this proves nothing."""
    here = np.array([float(point[x]) for x in wrt])
    gaps = values(expr, wrt, around(here, 0.1, SAMPLES)) - float(value)
    if np.nanmin(gaps) >= 0:
        return Verdict(INCONCLUSIVE, SAYS["seen"].format(less="smaller", kind="minimum"))
    if np.nanmax(gaps) <= 0:
        return Verdict(INCONCLUSIVE, SAYS["seen"].format(less="larger", kind="maximum"))
    return Verdict(INCONCLUSIVE, SAYS["seen-both"])
