"""Where an antiderivative is compared: on every interval between the singularities.

The letters get a few sets of values, of both signs. For each set the places are found, numerically,
where something in the formulas is singular, has an end of its domain or a kink; points lie on both
sides of each, between any two, beyond the last, and anywhere else.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.numeric import Array
from symcalc.checking.precise import Precise
from symcalc.checking.sampling import FRIENDLY
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.errors import SymcalcError
from symcalc.formula import natural_order

REACH, CELLS = (
    12.0,
    301,
)  # how far out zeros are looked for that no polynomial tells, and how finely
MANY = 24  # places that are kept
DEGREE = 12  # of a polynomial whose zeros are looked for
BESIDE = 1 / 97
BETWEEN = (0.29, 0.53, 0.83)
BEYOND = (0.37, 1.71, 6.31)
SPREAD, WIDE, EACH = 24, 16, 12  # random points: near, of every size, and near for a set of letters
WHOLE = (5, 3, 2, 7, 4)
DRAWS = 60  # of letters, until the conditions hold
POSITIVE = [sp.Rational(*p) for p in ((7, 5), (9, 4), (11, 7), (13, 6), (5, 3), (17, 8), (6, 7))]

Letters = dict[sp.Symbol, sp.Rational]

# By class: what is zero where a function is singular, begins or ends, or has a kink.
EDGES: dict[type, Callable[..., tuple[sp.Expr, ...]]] = {
    **dict.fromkeys((sp.log, sp.Ei, sp.Ci, sp.Abs, sp.sign, sp.Heaviside), lambda u, *_: (u,)),
    **dict.fromkeys((sp.tan, sp.sec), lambda u: (sp.cos(u),)),
    **dict.fromkeys((sp.cot, sp.csc), lambda u: (sp.sin(u),)),
    **dict.fromkeys((sp.coth, sp.csch), lambda u: (u,)),
    **dict.fromkeys((sp.asin, sp.acos, sp.atanh, sp.acoth), lambda u: (u - 1, u + 1)),
    **dict.fromkeys((sp.asec, sp.acsc, sp.asech, sp.acsch), lambda u: (u - 1, u + 1, u)),
    **dict.fromkeys((sp.floor, sp.ceiling), lambda u: (sp.sin(sp.pi * u),)),
    sp.acosh: lambda u: (u - 1,),
    sp.acot: lambda u: (u,),
    sp.li: lambda u: (u, u - 1),
    sp.polylog: lambda _s, u: (u - 1,),
    sp.uppergamma: lambda _s, u: (u,),
    sp.Max: lambda u, *others: tuple(u - v for v in others),
    sp.Min: lambda u, *others: tuple(u - v for v in others),
}


class Stations(NamedTuple):
    """Points for a comparison: the symbols, a column for each, and which set of letters it is."""

    symbols: tuple[sp.Symbol, ...]
    columns: tuple[Array, ...]
    group: Array

    def point(self, k: int) -> dict[sp.Symbol, sp.Rational]:
        """The k-th point, exactly."""
        return {
            s: sp.Rational(float(c[k])) for s, c in zip(self.symbols, self.columns, strict=True)
        }


@lru_cache(maxsize=256)
def stations(
    formulas: tuple[sp.Expr, ...], x: sp.Symbol, where: tuple[sp.Basic, ...] = ()
) -> Stations:
    """The points for formulas in x; conditions on letters choose their values.

    >>> x = sp.Symbol("x")
    >>> found = stations((1 / (x - 2),), x)
    >>> bool((found.columns[0] < 2).any() and (found.columns[0] > 2).any())
    True
    """
    free = natural_order(set().union({x}, *(f.free_symbols for f in formulas)))
    others = tuple(s for s in free if s != x)
    edges = tuple(dict.fromkeys(e for f in formulas for e in edges_of(f, x)))
    columns: list[list[float]] = [[] for _ in free]
    groups: list[int] = []
    for k, letters in enumerate(settings(others, where)):
        zeros = places(edges, x, letters)
        for value in points(zeros, k, alone=not others):
            values = {**letters, x: value}
            for column, symbol in zip(columns, free, strict=True):
                column.append(float(values[symbol]))
            groups.append(k)
    return Stations(free, tuple(np.array(c, dtype=float) for c in columns), np.array(groups))


def settings(letters: Sequence[sp.Symbol], where: Sequence[sp.Basic]) -> Iterator[Letters]:
    """Sets of values for the letters: of no special size, small integers, and of both signs."""
    if not letters:
        yield {}
        return
    draw = random.Random(1)
    mine = [c for c in where if c.free_symbols <= set(letters)]
    makers: tuple[Callable[[int], sp.Rational], ...] = (
        lambda k: POSITIVE[k % len(POSITIVE)] + k // len(POSITIVE),
        lambda _: sp.Rational(draw.randrange(200, 4000), 997),
        lambda k: sp.Integer(WHOLE[k % len(WHOLE)]),
        lambda k: sp.Rational(draw.randrange(200, 3000), 997) * (-1) ** (k + 1),
        lambda _: sp.Rational(draw.randrange(200, 3000), 997) * draw.choice((1, -1)),
    )
    for make in makers:
        made = {s: make(k) for k, s in enumerate(letters)}
        for _ in range(DRAWS):
            if all(holds(c, made) for c in mine):
                yield made
                break
            made = {s: makers[-1](k) for k, s in enumerate(letters)}


def holds(condition: sp.Basic, point: Letters) -> bool:
    """Whether a condition is true at a point."""
    try:
        return bool(Precise(30).at(sp.Piecewise((1, condition), (0, True)), point) == 1)
    except Undefined:
        return False


def edges_of(expr: sp.Basic, x: sp.Symbol) -> Iterator[sp.Expr]:
    """What is zero where something in an expression is singular, begins, ends or has a kink."""
    for part in sp.preorder_traversal(expr):
        if x not in part.free_symbols or not part.args:
            continue
        found: tuple[sp.Expr, ...] = ()
        if isinstance(part, sp.Pow):
            found = () if part.exp.is_Integer and part.exp > 0 else (part.base,)
        elif isinstance(part, sp.core.relational.Relational):
            found = (part.lhs - part.rhs,)
        else:
            make = EDGES.get(type(part))
            found = make(*part.args) if make else ()
        yield from (e for e in found if x in e.free_symbols and e != sp.E)


def places(edges: Sequence[sp.Expr], x: sp.Symbol, letters: Letters) -> list[float]:
    """The real zeros of the edges, those closest to 0 where there are many."""
    found: set[float] = set()
    waves: list[sp.Expr] = []
    for edge in edges:
        put = edge.xreplace(letters)
        if put == x:
            found.add(0.0)
        elif put.is_polynomial(x):
            found |= roots(put, x)
        elif x in put.free_symbols:
            waves.append(put)
    found |= crossings(waves, x)
    near = sorted({round(z, 9) for z in found if abs(z) < 1e6}, key=abs)[:MANY]
    return sorted(near)


def roots(expr: sp.Expr, x: sp.Symbol) -> set[float]:
    """The real zeros of a polynomial, as doubles."""
    coefficients = [complex(c) for c in sp.Poly(expr, x).all_coeffs() if c.is_number]
    if not 1 < len(coefficients) <= DEGREE + 1 or not np.isfinite(coefficients).all():
        return set()
    zeros = np.roots(coefficients)
    return {float(z.real) for z in zeros if abs(z.imag) < 1e-7 * max(1.0, abs(z))}


def crossings(exprs: Sequence[sp.Expr], x: sp.Symbol) -> set[float]:
    """Where the signs of expressions change, or values begin, on a stretch around 0."""
    grid = np.linspace(-REACH, REACH, CELLS) + 1e-3
    found: set[float] = set()
    for expr in exprs:
        try:
            values = evaluate(lower([expr], [x]), [grid])[0]
        except SymcalcError:
            continue
        values = np.broadcast_to(np.asarray(values, dtype=float), grid.shape)
        signs = np.nan_to_num(np.sign(values), nan=7.0)
        left = np.flatnonzero(signs[1:] != signs[:-1])
        below, above = values[left], values[left + 1]
        with np.errstate(all="ignore"):
            share = np.nan_to_num(below / (below - above), nan=0.5, posinf=0.5, neginf=0.5)
        found |= set((grid[left] + np.clip(share, 0, 1) * (grid[1] - grid[0])).tolist())
    return found


def points(zeros: Sequence[float], seed: int, *, alone: bool) -> list[float]:
    """Points around the places, and anywhere else."""
    draw = random.Random(seed)
    found = [float(p) for p in (FRIENDLY if alone else FRIENDLY[:6])]
    for place in zeros:
        found += [place - BESIDE, place + BESIDE]
    for low, high in pairwise(zeros):
        found += [low + share * (high - low) for share in BETWEEN]
    if zeros:
        found += [zeros[-1] + step for step in BEYOND] + [zeros[0] - step for step in BEYOND]
    found += [draw.uniform(-9, 9) for _ in range(SPREAD if alone else EACH)]
    if alone:
        signs = (1 if draw.random() < 2 / 3 else -1 for _ in range(WIDE))
        found += [sign * 10 ** draw.uniform(-3, 2.5) for sign in signs]
    return found
