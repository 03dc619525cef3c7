"""Polar coordinates for a double integral over a disc, a part of one, or the plane."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.formula import over_reals
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.iterated.ask import Multiple, Range
from symcalc.tutor.iterated.region import EDGE, Region, Truth, values
from symcalc.tutor.worded import worded
from symcalc.tutor.words.iterated import (
    ANY_INTEGRAND,
    BOTH_FREE,
    DEPENDS,
    FULL,
    HALVES,
    PLANES,
    QUARTERS,
    SECTOR,
    SHIFTED,
    WORDS,
)
from symcalc.writing.text import text

LARGEST = 60  # operations of an integrand
TURN = 2 * sp.pi
LETTER = sp.Rational(13, 10)  # what a letter in the limits is where points are looked at
AGREE = 0.985  # of the points of a grid; the others lie on a boundary

Reach = Callable[[sp.Symbol, sp.Symbol, sp.Symbol], sp.Expr]


@dataclass(frozen=True)
class Polar:
    """A region as r and θ see it: r from 0 to `reach`, θ from `start` to `stop`."""

    asked: Multiple
    x: sp.Symbol
    y: sp.Symbol
    r: sp.Symbol
    theta: sp.Symbol
    reach: sp.Expr
    start: sp.Expr
    stop: sp.Expr

    @property
    def integrand(self) -> sp.Expr:
        """f(r cos θ, r sin θ)·r, with x² + y² written as r²."""
        return turned(self.asked.body.expr, self.x, self.y, self.r, self.theta) * self.r

    @property
    def conditions(self) -> tuple[sp.Basic, ...]:
        """The letters are positive."""
        return tuple(sp.Gt(letter, 0) for letter in self.asked.letters)

    @property
    def round(self) -> bool:
        """Whether the integrand depends on x² + y² alone."""
        return self.theta not in self.integrand.free_symbols

    @property
    def integral(self) -> Multiple:
        """The integral in polar coordinates, r innermost."""
        zero = notation.number(0)
        return Multiple(
            arrange(self.integrand),
            (
                Range(self.r, zero, arrange(self.reach)),
                Range(self.theta, arrange(self.start), arrange(self.stop)),
            ),
        )

    @property
    def shape(self) -> str:
        """What the region is called."""
        angle = sp.simplify(self.stop - self.start)
        if self.theta in self.reach.free_symbols:
            return SHIFTED.format(line=text(arrange(self.reach)), r=text(notation.name(self.r)))
        names = PLANES if self.reach == sp.oo else None
        radius = text(arrange(self.reach))
        if names is not None and angle in names:
            return names[angle]
        found = {TURN: FULL, sp.pi: HALVES, sp.pi / 2: QUARTERS}.get(angle, SECTOR)
        return found.format(radius=radius)

    def step(self, after: Multiple) -> Step:
        """The change of coordinates, with the Jacobian said."""
        inner, outer = after.ranges
        fields = {
            "x": text(notation.name(self.x)),
            "y": text(notation.name(self.y)),
            "r": text(notation.name(self.r)),
            "theta": text(notation.name(self.theta)),
            "old": " and ".join(p.inequality() for p in reversed(self.asked.ranges)),
            "region": self.shape,
            "r_range": inner.said(),
            "theta_range": outer.said(),
        }
        if not self.asked.body.symbols & {self.x, self.y}:
            depends = BOTH_FREE
        else:
            depends = DEPENDS if self.round else ANY_INTEGRAND
        fields["depends"] = depends.format(**fields)
        return worded(WORDS, "polar", self.asked.whole, after.whole, fields)


def turned(expr: sp.Expr, x: sp.Symbol, y: sp.Symbol, r: sp.Symbol, theta: sp.Symbol) -> sp.Expr:
    """An expression in polar coordinates, without the Jacobian."""
    size, angle = sp.Dummy("r", positive=True), sp.Dummy("t", real=True)
    put = expr.subs({x: size * sp.cos(angle), y: size * sp.sin(angle)}, simultaneous=True)
    shown = put.replace(lambda e: e.is_Add and e.has(angle), lambda e: _joined(e, angle))
    found = sp.powdenest(shown, force=False)
    return over_reals(sp.powsimp, found).xreplace({size: r, angle: theta})


def _joined(total: sp.Expr, angle: sp.Symbol) -> sp.Expr:
    """A sum with cos² + sin² = 1 used, where that leaves no angle in it."""
    c = sp.Dummy("c")
    plain = sp.expand(total).subs(sp.sin(angle) ** 2, 1 - c**2).subs(sp.cos(angle), c)
    short = sp.expand(plain)
    return total if short.has(c, angle) else short


def polar(asked: Multiple) -> Polar | None:
    """A double integral in polar coordinates, where its region is simple in them."""
    if not asked.twice or len(asked.letters) > 1 or sp.count_ops(asked.body.expr) > LARGEST:
        return None
    inner, outer = asked.ranges
    if outer.moving & set(asked.variables):
        return None
    positive = {s: sp.Dummy(s.name, positive=True) for s in asked.letters}
    numbers = dict.fromkeys(positive.values(), LETTER)
    region = Region(*(_with(part, positive) for part in (inner, outer)))
    seen = Region(*(_with(part, positive, numbers) for part in (inner, outer)))
    reaches = list(_reaches(region))
    if not reaches or seen.box is None:
        return None
    x, y = sorted((inner.x, outer.x), key=lambda s: s.name)
    r, theta = _letters(asked)
    here = seen.holds(seen.grid)
    back = {letter: s for s, letter in positive.items()}
    first = Polar(asked, x, y, r, theta, sp.oo, sp.S.Zero, TURN)
    for reach in reaches:
        symbolic = reach(x, y, theta)
        for start, stop in _angles(seen):
            made = replace(first, reach=symbolic.xreplace(numbers), start=start, stop=stop)
            if (here == _holds(made, seen)).mean() > AGREE:
                return replace(made, reach=symbolic.xreplace(back))
    return None


def _with(part: Range, *changes: Mapping[sp.Symbol, sp.Expr]) -> Range:
    """A range whose limits have other letters, or numbers for them."""
    ends = list(part.ends)
    for change in changes:
        ends = [end.xreplace(dict(change)) for end in ends]
    return Range(part.x, *map(arrange, ends))


def _letters(asked: Multiple) -> tuple[sp.Symbol, sp.Symbol]:
    taken = {s.name for s in asked.whole.symbols | set(asked.variables)}
    r = next(name for name in ("r", "rho", "r_1", "r_2") if name not in taken)
    theta = next(name for name in ("theta", "phi", "theta_1", "theta_2") if name not in taken)
    return sp.Symbol(r), sp.Symbol(theta)


def _reaches(region: Region) -> Iterator[Reach]:
    """How far r may run: as the limits say, to a circle, or for ever."""
    u = region.outer.x
    roots = {p.base for e in region.inner.ends for p in e.atoms(sp.Pow) if p.exp == sp.S.Half}
    for base in sorted(roots, key=str):
        square = sp.expand(base + u**2)
        if u in square.free_symbols and sp.degree(square, u) == 1:
            scale, rest = sp.Poly(square, u).all_coeffs()
            if rest == 0:
                yield _shifted(scale, u)
        elif square.is_positive:
            yield _constant(sp.sqrt(square))
    if any(end.is_infinite for part in (region.inner, region.outer) for end in part.ends):
        yield _constant(sp.oo)


def _constant(reach: sp.Expr) -> Reach:
    return lambda _x, _y, _theta: reach


def _shifted(scale: sp.Expr, u: sp.Symbol) -> Reach:
    """A circle through the origin: u² + v² = s·u, so r = s cos θ, or s sin θ."""
    return lambda x, _y, theta: scale * (sp.cos(theta) if u == x else sp.sin(theta))


def _angles(region: Region) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """The pairs of angles between which a region may lie, whole turns first."""
    u = region.outer.x
    x = min(region.inner.x, region.outer.x, key=lambda s: s.name)
    marks = {sp.pi * sp.Rational(k, 2) for k in range(-2, 5)}
    for end in region.inner.ends:
        slope = sp.simplify(end / u)
        if slope.is_number and slope.is_finite and slope != 0:
            angle = sp.atan(slope if u == x else 1 / slope)
            marks |= {angle, angle + sp.pi, angle - sp.pi}
    known = sorted(marks, key=float)
    pairs = [(a, b) for a in known for b in known if 0 < float(b - a) <= float(TURN) + EDGE]
    nice = sorted(pairs, key=lambda p: (-float(p[1] - p[0]), p[0].is_negative is True, abs(p[0])))
    return iter(nice)


def _holds(made: Polar, region: Region) -> Truth:
    """Whether the points of the grid lie in the region that r and θ describe."""
    x, y = region.grid[made.x], region.grid[made.y]
    size = np.hypot(x, y)
    start, stop = float(made.start), float(made.stop)
    angle = np.mod(np.arctan2(y, x) - start, 2 * np.pi) + start
    reach = np.broadcast_to(values(made.reach, {made.theta: angle}), size.shape)
    if (reach[angle <= stop] < -EDGE).any():
        return np.zeros(size.shape, dtype=bool)
    found: Truth = (size <= reach + EDGE) & (angle <= stop + EDGE)
    return found
