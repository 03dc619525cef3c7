"""Two points between which a function lies above, or below, its chord."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from symcalc import notation
from symcalc.checking.feasible import Array, values
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.extrema.numbers import said, value_at
from symcalc.tutor.extrema.records import Function, equal, place_said, step
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

PAIRS = 3000
COORDINATES = (0, 1, -1, 2, -2, 3, -3)  # of a counterexample that can be checked by hand
ALONG = np.linspace(0, 1, 9)  # where between two points f has to be defined

Point = Mapping[sp.Symbol, sp.Expr]
Pair = tuple[Point, Point, sp.Expr]


def counter_steps(named: Function, above: Pair | None, below: Pair | None) -> list[Step]:
    """A step for each pair of points that is found."""
    rows = ((above, "not-convex"), (below, "not-concave"))
    return [_counter_step(named, *pair, row) for pair, row in rows if pair]


def counterexample(named: Function, sign: int, side: sp.Expr = sp.S.One) -> Pair | None:
    """Two points and t with the value above (sign 1) or below (-1) the chord, in few digits.

    Both lie where `side` is positive, and f is defined all along between them.
    """
    draw, n = np.random.default_rng(0), len(named.wrt)
    pool = np.array(COORDINATES, dtype=float)
    for scale in (1.0, 0.5, 5.0, 0.1):
        first, second = (scale * draw.choice(pool, (PAIRS, n)) for _ in range(2))
        middle = (first + second) / 2
        a, b, c = (values(named.expr, named.wrt, p) for p in (first, second, middle))
        gaps = sign * (c - (a + b) / 2)
        gaps = np.where(np.isfinite(gaps), gaps, -np.inf)
        sizes = np.abs(first).sum(axis=1) + np.abs(second).sum(axis=1)
        good = gaps > 1e-6 * (1 + np.abs(c))
        if side.free_symbols:
            inside = [values(side, named.wrt, p) > 0 for p in (first, second)]
            good &= inside[0] & inside[1]
        good &= _defined_between(named, first, second)
        if good.any():
            k = int(np.argmin(np.where(good, sizes, np.inf)))
            return _point(named, first[k]), _point(named, second[k]), sp.Rational(1, 2)
    return None


def _defined_between(named: Function, first: Array, second: Array) -> NDArray[np.bool_]:
    """Whether f has values between pairs of points, and no denominator changes its sign there."""
    whole = np.ones(len(first), dtype=bool)
    plain = written_out(named.body).expr
    powers = [p for p in plain.atoms(sp.Pow) if p.exp.is_number and p.exp.is_negative]
    below = [p.base for p in powers if p.base.free_symbols]
    bases = [p.base for p in plain.atoms(sp.Pow) if p.exp.free_symbols and p.base.free_symbols]
    signs = [np.sign(values(b, named.wrt, first)) for b in below]
    for part in ALONG:
        here = (1 - part) * first + part * second
        whole &= np.isfinite(values(named.expr, named.wrt, here))
        for b in bases:  # 0⁰ and (−1)^x are no values to build on
            whole &= values(b, named.wrt, here) > 0
        for b, sign in zip(below, signs, strict=True):
            whole &= np.sign(values(b, named.wrt, here)) == sign
    return whole


def gap_said(named: Function) -> str:
    """Two points of the domain with a midpoint outside, in words; empty where none is found."""
    plain = written_out(named.body).expr
    roots = [p for p in plain.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q % 2 == 0]
    inner = [r.base for r in roots] + [f.args[0] for f in plain.atoms(sp.log)]
    if len(named.wrt) < 2 or not any(u.free_symbols for u in inner) or plain.has(sp.Abs):
        return ""
    if any(p.exp.free_symbols for p in plain.atoms(sp.Pow)):
        return ""
    draw, n = np.random.default_rng(0), len(named.wrt)
    pool = np.array(COORDINATES[:5], dtype=float)
    first, second = (draw.choice(pool, (PAIRS, n)) for _ in range(2))
    a, b, c = (values(named.expr, named.wrt, p) for p in (first, second, (first + second) / 2))
    good = np.isfinite(a) & np.isfinite(b) & ~np.isfinite(c)
    sizes = np.where(good, np.abs(first).sum(axis=1) + np.abs(second).sum(axis=1), np.inf)
    for k in np.argsort(sizes, kind="stable")[: min(3, int(good.sum()))]:
        ends = [_point(named, p[k]) for p in (first, second)]
        middle = {x: (v + ends[1][x]) / 2 for x, v in ends[0].items()}
        known = [value_at(named.expr, p) is not None for p in (*ends, middle)]
        if known == [True, True, False]:
            places = [place_said(p) for p in (*ends, middle)]
            fields = dict(zip(("first", "second", "middle"), places, strict=True))
            return SAYS["domain-hollow"].format(f=named.name, **fields)
    return ""


def _point(named: Function, place: Sequence[float]) -> Point:
    exact = [sp.Rational(float(v)).limit_denominator(100) for v in place]
    return dict(zip(named.wrt, exact, strict=True))


def _counter_step(named: Function, first: Point, second: Point, t: sp.Expr, row: str) -> Step:
    between = {x: t * v + (1 - t) * second[x] for x, v in first.items()}
    a, b, c = (value_at(named.expr, p) for p in (first, second, between))
    assert a is not None
    assert b is not None
    assert c is not None
    fields = {
        "first": place_said(first),
        "second": place_said(second),
        "t": text(arrange(t)),
        "value": said(c),
        "chord": said(sp.nsimplify(t * a + (1 - t) * b)),
    }
    after = named.at(*(arrange(v) for v in between.values()))
    return step(
        "counterexample",
        named.equation(),
        _compared(after, row, t, first, second, named),
        explanation=SAYS[row].format(**fields) + _order(named),
    )


def _order(named: Function) -> str:
    """How points are to be read, where letters are not only x, y and z."""
    if len(named.wrt) < 2 or all(x.name in "xyz" for x in named.wrt):
        return ""
    return SAYS["ordered"].format(letters=", ".join(text(notation.name(x)) for x in named.wrt))


def _compared(
    middle: Notation, row: str, t: sp.Expr, first: Point, second: Point, named: Function
) -> Notation:
    """f(0) > ½ f(−1) + ½ f(1)."""
    ends = [named.at(*(arrange(v) for v in p.values())) for p in (first, second)]
    chord = notation.add(
        notation.multiply(arrange(t), ends[0]), notation.multiply(arrange(1 - t), ends[1])
    )
    return equal(middle, chord, ">" if row == "not-convex" else "<")
