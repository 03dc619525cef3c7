"""A support vector machine as a program: constraints, Lagrangian, stationarity, dual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.constrained.letters import combination, named, step
from symcalc.tutor.constrained.margins import Sample
from symcalc.tutor.diff import Part, differentiated
from symcalc.tutor.extrema.records import equal, listed
from symcalc.tutor.words.machines import MACHINES
from symcalc.writing.text import text

ONE, NOTHING = notation.number(1), notation.number(0)
PLANES = {1: "point", 2: "line"}


@dataclass(frozen=True)
class Program:
    """½‖w‖² under one constraint for each point."""

    sample: Sample

    @property
    def indices(self) -> range:
        """Of the points, from 0."""
        return range(len(self.sample.points))

    @cached_property
    def normal(self) -> list[Notation]:
        """w_1, w_2 …, or w of points on a line."""
        count = self.sample.size
        return [named("w", k + 1 if count > 1 else None) for k in range(count)]

    @property
    def unknowns(self) -> list[Notation]:
        """The components of w, and b."""
        return [*self.normal, named("b")]

    @property
    def weights(self) -> list[Notation]:
        """α_1, α_2 …"""
        return [named("alpha", i + 1) for i in self.indices]

    @cached_property
    def objective(self) -> Notation:
        """½(w_1² + w_2²)."""
        squares = [notation.power(w, notation.number(2)) for w in self.normal]
        return notation.multiply(notation.rational(sp.S.Half), notation.add(*squares))

    @cached_property
    def scores(self) -> list[Notation]:
        """yᵢ·(w·xᵢ + b)."""
        told = []
        for p, y in zip(self.sample.points, self.sample.labels, strict=True):
            score = combination([*zip(p, self.normal, strict=True), (sp.S.One, named("b"))])
            told.append(notation.negative(score) if y < 0 else score)
        return told

    @cached_property
    def lagrangian(self) -> Notation:
        """½‖w‖² − Σ αᵢ·(yᵢ·(w·xᵢ + b) − 1)."""
        terms = [
            notation.negative(notation.multiply(a, notation.subtract(s, ONE)))
            for a, s in zip(self.weights, self.scores, strict=True)
        ]
        return notation.add(self.objective, *terms)

    @cached_property
    def sums(self) -> list[Notation]:
        """Σ αᵢ yᵢ xᵢ, component by component."""
        signed = list(zip(self.sample.points, self.sample.labels, self.weights, strict=True))
        return [combination((y * p[k], a) for p, y, a in signed) for k in range(self.sample.size)]

    @cached_property
    def balance(self) -> Notation:
        """Σ αᵢ yᵢ."""
        pairs = zip(self.sample.labels, self.weights, strict=True)
        return combination((sp.Integer(y), a) for y, a in pairs)

    @cached_property
    def dual(self) -> Notation:
        """Σ αᵢ − ½‖Σ αᵢ yᵢ xᵢ‖²."""
        two = notation.number(2)
        squares = [notation.power(s, two) for s in self.sums if not notation.is_number(s, 0)]
        half = notation.multiply(notation.rational(sp.S.Half), notation.add(*squares))
        return notation.subtract(notation.add(*self.weights), half)

    def steps(self) -> list[Step]:
        """From the primal to the dual problem."""
        return [self.primal(), self._lagrangian(), self._stationary(), self._dual()]

    def primal(self) -> Step:
        """The constraints, point by point."""
        lines = [equal(s, ONE, ">=") for s in self.scores]
        plane = PLANES.get(self.sample.size, "plane")
        return step(
            MACHINES,
            "svm-primal",
            build("system", *lines),
            objective=text(self.objective),
            plane=plane,
        )

    def _lagrangian(self) -> Step:
        left = named("L")
        told = text(self.objective)
        return step(MACHINES, "svm-lagrangian", equal(left, self.lagrangian), objective=told)

    def _stationary(self) -> Step:
        """∂L/∂w = 0 and ∂L/∂b = 0, solved for w."""
        symbols = [n.expr for n in self.unknowns]
        parts = [differentiated(self.lagrangian, x, "∂") for x in symbols]
        self._check(parts)
        lines = [equal(w, s) for w, s in zip(self.normal, self.sums, strict=True)]
        return step(
            MACHINES,
            "svm-stationary",
            build("system", *lines, equal(self.balance, NOTHING)),
            letters=listed([text(n) for n in self.unknowns]),
            slopes=", ".join(f"∂L/∂{p.x.name} = {text(p.after)}" for p in parts),
        )

    def _check(self, parts: Sequence[Part]) -> None:
        """The slopes are w − Σ αᵢ yᵢ xᵢ, and −Σ αᵢ yᵢ."""
        wanted = [w.expr - s.expr for w, s in zip(self.normal, self.sums, strict=True)]
        for part, slope in zip(parts, [*wanted, -self.balance.expr], strict=True):
            assert sp.expand(part.after.expr - slope) == 0

    def _dual(self) -> Step:
        put = dict(zip((w.expr for w in self.normal), (s.expr for s in self.sums), strict=True))
        left = self.lagrangian.expr.subs(put, simultaneous=True)
        free = sp.Symbol("b") * self.balance.expr
        assert sp.expand(left - self.dual.expr + free) == 0
        return step(
            MACHINES,
            "svm-dual",
            equal(named("W"), self.dual),
            balance=text(self.balance),
        )


def lined(w: Sequence[sp.Rational], b: sp.Rational, values: Sequence[Notation] = ()) -> Notation:
    """w and b as equations, or the line that they make: x_1/2 + x_2/2 − 2 = 0."""
    if values:
        return build("system", *values)
    letters = [named("x", k + 1 if len(w) > 1 else None) for k in range(len(w))]
    return equal(notation.add(combination(zip(w, letters, strict=True)), arrange(b)), NOTHING)
