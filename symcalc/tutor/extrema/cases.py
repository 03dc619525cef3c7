"""Cases of active inequalities: their solutions, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import sympy as sp

from symcalc.tutor.extrema.constraints import (
    Constraint,
    kinked,
    linear,
)
from symcalc.tutor.extrema.curves import curve_meets
from symcalc.tutor.extrema.multipliers import Multipliers, letters
from symcalc.tutor.extrema.numbers import said, sign_of, value_at
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    MAXIMUM,
    MINIMUM,
    NO_EXTREMUM,
    SADDLE,
    Function,
    listed,
)
from symcalc.tutor.extrema.several import KINDS
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text


@dataclass(frozen=True)
class Case:
    """A choice of active inequalities, a solution of its conditions, and what becomes of it."""

    active: tuple[int, ...]
    problem: Multipliers
    values: Mapping[sp.Symbol, sp.Expr] | None
    verdict: str
    kind: str | None = None

    def point(self, wrt: Sequence[sp.Symbol]) -> dict[sp.Symbol, sp.Expr]:
        """The point alone."""
        assert self.values is not None
        return {x: self.values[x] for x in wrt}


@dataclass(frozen=True)
class Problem:
    """A function, equations and inequalities."""

    named: Function
    constraints: tuple[Constraint, ...]

    @cached_property
    def equations(self) -> tuple[Constraint, ...]:
        """Those that hold with equality always."""
        return tuple(c for c in self.constraints if c.equality)

    @cached_property
    def inequalities(self) -> tuple[Constraint, ...]:
        """Those that may hold with equality."""
        return tuple(c for c in self.constraints if not c.equality)

    @cached_property
    def lambdas(self) -> tuple[sp.Symbol, ...]:
        """The multipliers of the equations."""
        return letters(self.named, len(self.equations), "lambda") if self.equations else ()

    @cached_property
    def mus(self) -> tuple[sp.Symbol, ...]:
        """The multipliers of the inequalities."""
        return letters(self.named, len(self.inequalities), "mu")

    @cached_property
    def whole(self) -> Multipliers:
        """L with all multipliers."""
        constraints = (*self.equations, *self.inequalities)
        return Multipliers(self.named, constraints, (*self.lambdas, *self.mus))

    @cached_property
    def cases(self) -> list[Case]:
        """Every choice of active inequalities, each with its solutions."""
        count = len(self.inequalities)
        room = len(self.named.wrt) - len(self.equations)
        chosen = [c for k in range(min(count, room) + 1) for c in combinations(range(count), k)]
        return [case for active in chosen for case in self._cases(active)]

    def _cases(self, active: tuple[int, ...]) -> list[Case]:
        constraints = (*self.equations, *(self.inequalities[k] for k in active))
        names = (*self.lambdas, *(self.mus[k] for k in active))
        problem = Multipliers(self.named, constraints, names)
        solved = problem.solved
        if not solved.solutions:
            row = "case-none" if solved.exact else "case-open"
            return [Case(active, problem, None, SAYS[row])]
        return [self._judged(active, problem, s.values) for s in solved.solutions]

    def _judged(
        self, active: tuple[int, ...], problem: Multipliers, values: Mapping[sp.Symbol, sp.Expr]
    ) -> Case:
        """Feasible, and with multipliers of one sign?"""
        if any(values[x].free_symbols for x in self.named.wrt):
            met = curve_meets(values, self.named.wrt, self.inequalities)
            return Case(active, problem, values, SAYS["case-curve" if met else "curve-outside"])
        if any(v.free_symbols for v in values.values()):
            return Case(active, problem, values, SAYS["dependent"], INCONCLUSIVE)
        for c in self.inequalities:
            over = value_at(c.expr, values)
            if over is None or sign_of(over) == 1:
                told = SAYS["rejected"].format(
                    h=text(c.gap), value="?" if over is None else said(over)
                )
                return Case(active, problem, values, told)
        if value_at(self.named.expr, values) is None:
            return Case(active, problem, values, SAYS["case-none"])
        signs = {sign_of(values[self.mus[k]]) for k in active}
        touching = self._touching(active, values)
        if touching:
            kind = self._kind(problem, values, signs)
            kind = kind if kind in (MINIMUM, MAXIMUM) else INCONCLUSIVE
            return Case(active, problem, values, SAYS["also-active"].format(h=touching), kind)
        row = _signs_row(signs, active)
        if row == "mixed":
            return Case(active, problem, values, SAYS[row], NO_EXTREMUM)
        kind = self._kind(problem, values, signs)
        kind = NO_EXTREMUM if kind == SADDLE and active else kind
        return Case(active, problem, values, SAYS[row], kind)

    def _touching(self, active: tuple[int, ...], values: Mapping[sp.Symbol, sp.Expr]) -> str:
        """The other inequalities that hold with equality at a point."""
        others = [c for k, c in enumerate(self.inequalities) if k not in active]
        here = [c for c in others if sign_of(value_at(c.expr, values) or sp.S.Zero) == 0]
        return listed([SAYS["active"].format(h=text(c.gap)) for c in here])

    @cached_property
    def settled(self) -> bool:
        """Whether no extremum can be missed: all cases solved, and the rule applies everywhere."""
        if kinked([self.named.expr, *(c.expr for c in self.constraints)]):
            return False
        return self.irregular is not None and all(c.problem.solved.exact for c in self.cases)

    @cached_property
    def irregular(self) -> list[Mapping[sp.Symbol, sp.Expr]] | None:
        """Points of the domain at which gradients of constraints are dependent.

        The conditions need not hold there. None where they are not worked out.
        """
        found: dict[str, Mapping[sp.Symbol, sp.Expr]] = {}
        for problem in {c.active: c.problem for c in self.cases}.values():
            if linear(problem.constraints, self.named.wrt):
                continue
            places = problem.exceptional()
            if places is None:
                return None
            found |= {str(p): p for p in places if self._is_feasible(p)}
        return list(found.values())

    def _is_feasible(self, place: Mapping[sp.Symbol, sp.Expr]) -> bool:
        over = [value_at(c.expr, place) for c in self.inequalities]
        return all(v is not None and sign_of(v) != 1 for v in over)

    @property
    def curves(self) -> list[Case]:
        """The cases whose solutions are whole curves with points that meet the constraints."""
        wrt = self.named.wrt
        found = [c for c in self.cases if c.values is not None and c.kind is None]
        free = [c for c in found if any((c.values or {})[x].free_symbols for x in wrt)]
        return [c for c in free if c.verdict == SAYS["case-curve"]]

    @staticmethod
    def _kind(
        problem: Multipliers, values: Mapping[sp.Symbol, sp.Expr], signs: set[int | None]
    ) -> str:
        """By the curvature of L along the active constraints, and the signs of the multipliers."""
        form = problem.along(values)
        told = {1: MINIMUM, -1: MAXIMUM}
        pure = signs - {0}
        by_sign = told[pure.pop() or 0] if len(pure) == 1 else None
        if 0 in signs:
            return INCONCLUSIVE
        if form is None:
            return by_sign or INCONCLUSIVE
        by_form = KINDS.get(form.kind, INCONCLUSIVE)
        if by_sign is None or by_sign == by_form:
            return by_form
        return INCONCLUSIVE if by_form == INCONCLUSIVE else SADDLE


def _signs_row(signs: set[int | None], active: tuple[int, ...]) -> str:
    if not active:
        return "for-both"
    if {1, -1} <= signs:
        return "mixed"
    if signs == {0}:
        return "for-either"
    return "for-maximum" if -1 in signs else "for-minimum"
