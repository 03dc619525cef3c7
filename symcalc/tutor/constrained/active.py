"""Solutions of the conditions with each choice of active inequalities, judged for a minimum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import sympy as sp

from symcalc import notation
from symcalc.tutor.extrema.cases import Case, Problem
from symcalc.tutor.extrema.constraints import Constraint
from symcalc.tutor.extrema.numbers import said, shown, sign_of, value_at
from symcalc.tutor.extrema.records import listed, place_said
from symcalc.tutor.words.extrema import SAYS as CASES
from symcalc.tutor.words.kkt import SAYS
from symcalc.writing.text import text

Values = Mapping[sp.Symbol, sp.Expr]


@dataclass(frozen=True)
class Candidate:
    """A solution with the inequalities that were taken to be active, and its verdict."""

    active: tuple[int, ...]
    point: Values
    multipliers: Values
    value: sp.Expr
    verdict: str
    feasible: bool = False
    accepted: bool = False
    absolute: bool = False
    curve: bool = False

    @property
    def exactly(self) -> bool:
        """Whether its numbers are known without a letter left free."""
        numbers = (*self.point.values(), *self.multipliers.values())
        return bool(self.point) and not any(v.free_symbols for v in numbers)

    def lagrangian(self, problem: Problem) -> sp.Expr:
        """L with these multipliers in it."""
        letters = dict.fromkeys(problem.whole.letters, sp.S.Zero)
        return problem.whole.formula.expr.subs({**letters, **self.multipliers})

    def row(self, problem: Problem) -> tuple[str, ...]:
        """As it stands in the table."""
        gaps = [SAYS["active"].format(h=text(problem.inequalities[k].gap)) for k in self.active]
        default = SAYS["none-active"] if problem.inequalities else SAYS["equality"]
        place = place_said(self.point) if self.point else ""
        value = said(self.value) if self.point and not self.value.free_symbols else ""
        return listed(gaps) or default, place, self.multipliers_said(), value, self.verdict

    def multipliers_said(self) -> str:
        """μ_1 = 1, μ_2 = 0."""
        pairs = [(s, v) for s, v in self.multipliers.items() if v != s]  # the others are free
        return ", ".join(f"{text(notation.name(s))} = {text(shown(v))}" for s, v in pairs)


def candidates(problem: Problem) -> list[Candidate]:
    """One for each solution of each case."""
    return [_judged(problem, case) for case in problem.cases]


def _judged(problem: Problem, case: Case) -> Candidate:
    if case.values is None:
        row = "no-solution" if case.problem.solved.exact else "not-solved"
        return Candidate(case.active, {}, {}, sp.S.Zero, SAYS[row])
    point = case.point(problem.named.wrt)
    multipliers = {m: case.values[m] for m in case.problem.letters}
    value = value_at(problem.named.expr, point)
    if value is None:
        return Candidate(case.active, {}, {}, sp.S.Zero, SAYS["undefined"])
    if any(v.free_symbols for v in case.values.values()):
        return _of_curve(problem, case, Candidate(case.active, point, multipliers, value, ""))
    broken = next((c for c in problem.inequalities if _over(c, point)), None)
    if broken is not None:
        over = value_at(broken.expr, point)
        shown_as = "?" if over is None else said(over)
        told = SAYS["outside"].format(h=text(broken.gap), value=shown_as)
        return Candidate(case.active, point, multipliers, value, told)
    negative = next((m for m in problem.mus if sign_of(multipliers.get(m, sp.S.Zero)) == -1), None)
    if negative is not None:
        fields = {"mu": text(notation.name(negative)), "value": said(multipliers[negative])}
        told = SAYS["negative"].format(**fields)
        return Candidate(case.active, point, multipliers, value, told, feasible=True)
    told = _accepted(problem, case, point)
    return Candidate(case.active, point, multipliers, value, told, feasible=True, accepted=True)


def _of_curve(problem: Problem, case: Case, found: Candidate) -> Candidate:
    """A curve is accepted where f and the multipliers are the same all along it."""
    curved = any(v.free_symbols for v in found.point.values())
    if curved and case.verdict != CASES["case-curve"]:
        return replace(found, verdict=case.verdict)
    numbers = [found.value, *found.multipliers.values()]
    fixed = curved and not any(v.free_symbols for v in numbers)
    signs = [sign_of(found.multipliers[m]) for m in problem.mus if m in found.multipliers and fixed]
    if -1 in signs:
        return replace(found, verdict=SAYS["free-negative"])
    return replace(found, verdict=SAYS["free"], feasible=True, accepted=fixed, curve=True)


def _over(constraint: Constraint, point: Values) -> bool:
    value = value_at(constraint.expr, point)
    return value is None or sign_of(value) == 1


def _accepted(problem: Problem, case: Case, point: Values) -> str:
    """Accepted, with the inequalities that happen to hold with equality as well."""
    touching = [
        SAYS["active"].format(h=text(c.gap))
        for k, c in enumerate(problem.inequalities)
        if k not in case.active and sign_of(value_at(c.expr, point) or sp.S.Zero) == 0
    ]
    return SAYS["again"].format(active=listed(touching)) if touching else SAYS["accepted"]
