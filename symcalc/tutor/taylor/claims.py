"""What a Taylor polynomial claims: how close it is near its centre, and on an interval."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import sympy as sp

from symcalc.checking.evaluate import Number, Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst
from symcalc.checking.sampling import candidates
from symcalc.formula import natural_order
from symcalc.primitives import arrange
from symcalc.writing.text import text

FAR, NEAR = (sp.Rational(1, 10**k) for k in (10, 20))
GUARD = 60  # digits beyond those that cancel
FALLS = 1e-3  # of what is left at NEAR beside what is left at FAR, at most
TOLERANCE = 1e-9
OTHERS = 3  # values of the letters that are constant
SAMPLES = 33  # places of an interval
ROUNDING = 1e-40  # of the values, relative
FARTHEST = 9  # whole numbers that a direction is made of


@dataclass(frozen=True)
class Contact:
    """Near the centre f - P vanishes faster than the n-th power of the distance.

    The quotient is taken at two distances; a wrong coefficient keeps it from falling.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Contact(sp.exp(x), 1 + x + x**2 / 2, {x: sp.S.Zero}, 2).check().status
    'agrees'
    >>> Contact(sp.exp(x), 1 + x + x**2 / 3, {x: sp.S.Zero}, 2).check().status
    'disagrees'
    """

    f: sp.Expr
    polynomial: sp.Expr
    centre: Mapping[sp.Symbol, sp.Expr]
    degree: int

    def check(self) -> CheckReport:
        """At both distances, in several directions, in high precision."""
        centre = ", ".join(
            f"{text(arrange(x))} = {text(arrange(a))}" for x, a in self.centre.items()
        )
        method = f"the formula itself close to {centre}"
        found: list[tuple[float, float, dict[str, float]]] = []
        for others in self.letters():
            for way in self.ways():
                try:
                    far, near = (self.quotient(way, others, h) for h in (FAR, NEAR))
                except Undefined:
                    continue
                place = {s.name: float(v) for s, v in {**self.centre, **others}.items()}
                found.append((float(far), float(near), place))
        if not found:
            return CheckReport("undecided", 0, float("nan"), TOLERANCE, None, method)
        wrong = [item for item in found if item[1] > FALLS * item[0]]
        if wrong:
            _, near, place = wrong[0]
            worst = Worst(place, 0.0, near)
            return CheckReport("disagrees", len(found), near, TOLERANCE, worst, method)
        return CheckReport(
            "agrees", 2 * len(found), max(f[1] for f in found), TOLERANCE, None, method
        )

    def letters(self) -> Iterator[dict[sp.Symbol, sp.Rational]]:
        """Values of the letters that are constant."""
        free = natural_order((self.f.free_symbols | self.polynomial.free_symbols) - {*self.centre})
        return islice(candidates(free), OTHERS) if free else iter([{}])

    def ways(self) -> Iterator[tuple[int, ...]]:
        """Directions from the centre: both, or more than a wrong term can hide from."""
        if len(self.centre) == 1:
            return iter([(1,), (-1,)])
        draw = random.Random(0)
        count = range(2 * self.degree + 4)
        return (tuple(draw.randint(-FARTHEST, FARTHEST) for _ in self.centre) for _ in count)

    def quotient(
        self, way: tuple[int, ...], others: Mapping[sp.Symbol, sp.Rational], h: sp.Rational
    ) -> Number:
        """|f - P| over hⁿ."""
        digits = (self.degree + 3) * 20 + GUARD
        precise = Precise(digits)
        there = {x: a + w * h for (x, a), w in zip(self.centre.items(), way, strict=True)}
        point = {**there, **others}
        apart = precise.at(self.f, point) - precise.at(self.polynomial, point)
        noise = precise.number(sp.Rational(1, 10 ** (digits - GUARD // 2)))
        left = abs(apart) if abs(apart) > noise else 0 * apart
        return left / precise.number(h) ** self.degree


@dataclass(frozen=True)
class Within:
    """On an interval |f - P| is at most a bound.

    >>> x = sp.Symbol("x")
    >>> Within(sp.sin(x), x, x, (sp.S.Zero, sp.S.One), sp.Rational(1, 6)).check().status
    'agrees'
    """

    f: sp.Expr
    polynomial: sp.Expr
    x: sp.Symbol
    interval: tuple[sp.Expr, sp.Expr]
    bound: sp.Rational

    def check(self) -> CheckReport:
        """At places of the interval, both ends among them."""
        precise = Precise(GUARD)
        low, high = self.interval
        method = "the formula itself on the interval"
        for k in range(SAMPLES):
            place = low + (high - low) * sp.Rational(k, SAMPLES - 1)
            try:
                values = [precise.at(e, {self.x: place}) for e in (self.f, self.polynomial)]
            except Undefined:
                continue
            apart = abs(values[0] - values[1])
            if apart > precise.number(self.bound) + abs(values[0]) * ROUNDING:
                worst = Worst({self.x.name: float(place)}, float(self.bound), float(apart))
                return CheckReport("disagrees", k + 1, float(apart), 0.0, worst, method)
        return CheckReport("agrees", SAMPLES, 0.0, 0.0, None, method)
