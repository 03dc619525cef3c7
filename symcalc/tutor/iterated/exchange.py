"""The order of two integrals exchanged: the region is described the other way round."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.extrema.numbers import decimals
from symcalc.tutor.iterated.ask import Multiple, Range
from symcalc.tutor.iterated.region import Region, same, values
from symcalc.tutor.iterated.single import Bounds

LARGEST = 12  # operations of a limit that is solved for the other variable
PIECES = 3  # slices of a region, at most
SHARES = (0.31, 0.52, 0.83)  # where a slice is looked at
NEAR = 1e-9


@dataclass(frozen=True)
class Slice:
    """For the new outer variable between two numbers, where the new inner one runs."""

    low: sp.Expr
    high: sp.Expr
    ends: tuple[sp.Expr, sp.Expr]


@dataclass(frozen=True)
class Turned:
    """A region the other way round: its slices, and the boundaries that were solved for."""

    region: Region
    slices: tuple[Slice, ...]
    solved: tuple[tuple[Notation, Notation], ...]
    why: str

    def integrals(self, body: Notation) -> list[Multiple]:
        """The integrals over the slices."""
        u, v = self.region.outer.x, self.region.inner.x
        return [
            Multiple(
                body,
                (
                    Range(u, *(arrange(end) for end in one.ends)),
                    Range(v, arrange(one.low), arrange(one.high)),
                ),
            )
            for one in self.slices
        ]


def turned(asked: Multiple) -> Turned | None:
    """The same double integral with the order exchanged; None where the region is not told so."""
    if not asked.twice or asked.letters:
        return None
    inner, outer = asked.ranges
    if outer.moving or inner.moving - {outer.x}:
        return None
    region = Region(_with_signs(inner, outer), outer)
    if region.box is None:
        return None
    why = region.tame(asked.body.expr)
    slices = _slices(region)
    if not why or not slices or len(slices) > PIECES:
        return None
    made = Turned(region, tuple(slices), tuple(_solved(region, slices)), why)
    regions = [Region(*one.ranges) for one in made.integrals(asked.body)]
    return made if all(r.box is not None for r in regions) and same(region, regions) else None


def _with_signs(inner: Range, outer: Range) -> Range:
    """The inner range with roots and |x| simplified by the sign of the outer variable."""
    known = Bounds.of([outer])
    ends = [(end, known.simplified(end.expr)) for end in inner.limits]
    return Range(inner.x, *(end if end.expr == e else arrange(e, like=end) for end, e in ends))


def branches(limit: sp.Expr, u: sp.Symbol, v: sp.Symbol) -> list[sp.Expr]:
    """What u is where v is at this limit: ±√v for v = u²."""
    if u not in limit.free_symbols or sp.count_ops(limit) > LARGEST:
        return []
    s, t = sp.Dummy(u.name, real=True), sp.Dummy(v.name, real=True)
    try:
        found = sp.solve(limit.xreplace({u: s}) - t, s)
    except (NotImplementedError, ValueError, TypeError):
        return []
    plain = [f for f in found if isinstance(f, sp.Expr) and not f.has(sp.I, sp.Piecewise)]
    return [f.xreplace({t: v, s: u}) for f in plain if s not in f.free_symbols]


def _cuts(region: Region) -> list[sp.Expr]:
    """The values of v at which the boundary changes: at corners, and where a limit turns."""
    u = region.outer.x
    found: list[sp.Expr] = []
    for limit in region.inner.ends:
        places = list(region.outer.ends)
        if u in limit.free_symbols:
            slope = limit.diff(u)
            turns = sp.solve(slope, u) if sp.count_ops(slope) <= LARGEST else []
            places += [t for t in turns if _between(t, *region.outer.ends)]
        found += [_at(limit, u, p) for p in places]
    known = [c for c in dict.fromkeys(found) if c.is_infinite or decimals(c) is not None]
    return sorted(known, key=_number)


def _at(limit: sp.Expr, u: sp.Symbol, place: sp.Expr) -> sp.Expr:
    if limit.is_infinite:
        return limit
    return limit.limit(u, place) if place.is_infinite else sp.simplify(limit.subs(u, place))


def _number(value: sp.Expr) -> float:
    if value.is_infinite:
        return float("inf") if value == sp.oo else float("-inf")
    near = decimals(value)
    return float("nan") if near is None else float(near)


def _between(value: sp.Expr, low: sp.Expr, high: sp.Expr) -> bool:
    return bool(value.is_number and _number(low) < _number(value) < _number(high))


def _slices(region: Region) -> list[Slice]:
    """The slices of a region from below, those with the same limits joined."""
    u, v = region.outer.x, region.inner.x
    found: list[Slice] = []
    limits = [*region.outer.ends]
    limits += [b for limit in region.inner.ends for b in branches(limit, u, v)]
    for low, high in pairwise(_cuts(region)):
        if _number(high) - _number(low) < NEAR:
            continue
        pieces = _pieces(region, limits, low, high)
        if pieces is None:
            return []
        for ends in pieces:
            last = found[-1] if found else None
            if last and last.ends == ends and last.high == low:
                found[-1] = Slice(last.low, high, ends)
            else:
                found.append(Slice(low, high, ends))
    return found


def _pieces(
    region: Region, limits: list[sp.Expr], low: sp.Expr, high: sp.Expr
) -> list[tuple[sp.Expr, sp.Expr]] | None:
    """Between which of the limits u runs, for v between two cuts."""
    u, v = region.outer.x, region.inner.x
    a, b = max(_number(low), -9.0), min(_number(high), max(9.0, _number(low) + 9.0))
    told: list[list[tuple[sp.Expr, sp.Expr]]] = []
    for share in SHARES:
        here = np.asarray(a + (b - a) * share)
        known = [(float(values(e, {v: here})), k) for k, e in enumerate(limits)]
        order: list[tuple[float, int]] = []
        for value, k in sorted(p for p in known if not np.isnan(p[0])):
            if not order or value - order[-1][0] > NEAR:
                order.append((value, k))
        pairs = [
            (limits[i], limits[j])
            for (p, i), (q, j) in pairwise(order)
            if region.holds({u: np.asarray(_middle(p, q)), v: here})
        ]
        told.append(pairs)
    return told[0] if told[0] and all(pairs == told[0] for pairs in told) else None


def _middle(low: float, high: float) -> float:
    if np.isinf(low) or np.isinf(high):
        return 0.0 if np.isinf(low) and np.isinf(high) else low + 1 if np.isinf(high) else high - 1
    return (low + high) / 2


def _solved(region: Region, slices: list[Slice]) -> list[tuple[Notation, Notation]]:
    """The boundaries v = limit, and u = branch for the branches that are used."""
    u, v = region.outer.x, region.inner.x
    used = [end for one in slices for end in one.ends]
    pairs = []
    for limit in region.inner.ends:
        for branch in branches(limit, u, v):
            if branch in used and (limit, branch) not in pairs:
                pairs.append((limit, branch))
    return [(arrange(limit), arrange(branch)) for limit, branch in dict.fromkeys(pairs)]


def hopeless(body: sp.Expr, x: sp.Symbol) -> bool:
    """Whether a theorem of Liouville's says that no antiderivative by x is elementary.

    e^p, sin p and cos p with a polynomial p of degree 2 or more; e^p/x, sin p/x and cos p/x with a
    linear one; 1/ln x.

    >>> x = sp.Symbol("x")
    >>> hopeless(3 * sp.exp(x**2), x), hopeless(sp.sin(x) / x, x), hopeless(x * sp.exp(x**2), x)
    (True, True, False)
    """
    moving = body.as_independent(x, as_Add=False)[1]
    if moving == 1 / sp.log(x):
        return True
    power, rest = sp.S.Zero, moving
    if rest.is_Mul:
        factors = dict(f.as_base_exp() for f in rest.args if f.as_base_exp()[0] == x)
        power = factors.get(x, sp.S.Zero)
        rest = rest / x**power
    if not isinstance(rest, sp.exp | sp.sin | sp.cos) or not rest.args[0].is_polynomial(x):
        return False
    inner = rest.args[0]
    degree = sp.degree(inner, x)
    if power == 0:
        return bool(degree >= 2)
    return bool(power == -1 and degree == 1 and inner.subs(x, 0) == 0)
