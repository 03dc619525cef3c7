"""Extrema under inequalities: the conditions of Karush, Kuhn and Tucker, case by case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.steps import Step
from symcalc.tutor.extrema.answering import claims_of, derivation
from symcalc.tutor.extrema.comparing import build_all, compared, equal_claims, nowhere
from symcalc.tutor.extrema.constraints import Constraint, found_feasible, held, never_met
from symcalc.tutor.extrema.multipliers import Multipliers, letters
from symcalc.tutor.extrema.numbers import is_exact, said, shown, sign_of, value_at
from symcalc.tutor.extrema.one_variable import ending_of
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    MAXIMUM,
    MINIMUM,
    SADDLE,
    Extremum,
    Function,
    equal,
    equation_said,
    joined,
    listed,
    place_said,
    step,
    table,
    with_article,
)
from symcalc.tutor.extrema.several import KINDS, Surface
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
        return Multipliers(self.named, constraints, (*self.lambdas, *self.mus), "+")

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
        problem = Multipliers(self.named, constraints, names, "+")
        solved = problem.solved
        if not solved.solutions:
            row = "case-none" if solved.exact else "case-open"
            return [Case(active, problem, None, SAYS[row])]
        return [self._judged(active, problem, s.values) for s in solved.solutions]

    def _judged(
        self, active: tuple[int, ...], problem: Multipliers, values: Mapping[sp.Symbol, sp.Expr]
    ) -> Case:
        """Feasible, and with multipliers of one sign?"""
        if any(v.free_symbols for v in values.values()):
            return Case(active, problem, values, SAYS["case-curve"])
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
        row = _signs_row(signs, active)
        if row == "mixed":
            return Case(active, problem, values, SAYS[row], SADDLE)
        return Case(active, problem, values, SAYS[row], self._kind(problem, values, signs))

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
    return "for-maximum" if -1 in signs else "for-minimum"


def on_inequalities(
    named: Function, constraints: tuple[Constraint, ...], written: Sequence[Notation]
) -> Derivation:
    """All cases of active inequalities, the accepted ones compared."""
    impossible = never_met(constraints)
    if impossible is not None:
        return nowhere(named, written, impossible)
    problem = Problem(named, constraints)
    if not found_feasible(constraints, named.wrt):
        return nowhere(named, written, None)
    steps = [*condition_steps(problem), cases_step(problem)]
    accepted = extremes(problem)
    exact = all(c.problem.solved.exact for c in problem.cases)
    found, comparison = compared(named, constraints, [e for e, _ in accepted], exact=exact)
    for e, (_, case) in zip(found, accepted, strict=True):
        steps.append(point_step(problem, case, e))
    steps += [comparison] if comparison is not None and found else []
    stationary = [
        (case.problem.lagrangian_at(case.values or {}), e)
        for e, (_, case) in zip(found, accepted, strict=True)
    ]
    claims: list[Claim] = claims_of(named, found, stationary, held(constraints))
    claims = claims or equal_claims(Surface(named).partials)
    ending = ending_of(named, found) if found else SAYS["no-candidates"].format(f=named.name)
    return derivation(named, steps, found, ending, claims, subject_to=written)


def extremes(problem: Problem) -> list[tuple[Extremum, Case]]:
    """The accepted points, each once: the case with the fewest active inequalities."""
    found: dict[str, tuple[Extremum, Case]] = {}
    for case in problem.cases:
        if case.kind is None or case.values is None:
            continue
        point = case.point(problem.named.wrt)
        value = value_at(problem.named.expr, point)
        if value is None:
            continue
        multipliers = {s: case.values[s] for s in case.problem.letters}
        extremum = Extremum(point, value, case.kind, multipliers=multipliers)
        found.setdefault(place_said(point), (extremum, case))
    return list(found.values())


def condition_steps(problem: Problem) -> list[Step]:
    """Constraints as h ≤ 0, L, and the conditions."""
    named = problem.named
    nothing = notation.number(0)
    lines = [equal(c.gap, nothing, "=" if c.equality else "<=") for c in problem.constraints]
    written = build_all([c.written for c in problem.constraints])
    first = step("constraint", written, build_all(lines))
    left = notation.name(sp.Symbol("L"))
    row = "kkt-lagrangian"
    formula = problem.whole.formula
    second = step("lagrangian", named.equation(), equal(left, formula), words=row)
    partials = [p.after for p in problem.whole.partials]
    slack = [
        equal(notation.multiply(notation.name(mu), c.gap), nothing)
        for mu, c in zip(problem.mus, problem.inequalities, strict=True)
    ]
    conditions = build("system", *(equal(p, nothing) for p in partials), *lines, *slack)
    third = step("kkt-conditions", equal(left, formula), conditions, words="kkt-intro")
    return [first, second, third]


def cases_step(problem: Problem) -> Step:
    """A row for each case and solution."""
    wrt = problem.named.wrt
    rows = []
    for case in problem.cases:
        active = [SAYS["active"].format(h=text(problem.inequalities[k].gap)) for k in case.active]
        place = "" if case.values is None else place_said(case.point(wrt))
        told = []
        for letter in case.problem.letters if case.values is not None else ():
            assert case.values is not None
            told.append(f"{text(notation.name(letter))} = {text(shown(case.values[letter]))}")
        rows.append((listed(active) or SAYS["none-active"], place, ", ".join(told), case.verdict))
    names = ", ".join(text(notation.name(x)) for x in wrt)
    head = (SAYS["active-head"], f"({names})" if len(wrt) > 1 else names, "μ", "")
    asked = problem.named.equation()
    exact = all(c.problem.solved.exact for c in problem.cases)
    return step(
        "kkt-cases", asked, asked, status="proved" if exact else "numeric", table=table(head, rows)
    )


def point_step(problem: Problem, case: Case, found: Extremum) -> Step:
    """What tells the kind of an accepted point."""
    named = problem.named
    assert case.values is not None
    form = case.problem.along(case.values)
    result = equation_said(named, found.value)
    told = [case.verdict[0].upper() + case.verdict[1:]]
    kind = with_article(found.kind_said)
    if found.kind == INCONCLUSIVE:
        told.append(SAYS["kkt-open"].format(result=result))
    elif form is None or found.kind == SADDLE:
        told.append(SAYS["kkt-told"].format(kind=kind, result=result))
    else:
        values = listed([said(v) for v in form.eigenvalues])
        signs = SAYS[form.kind] if form.kind in KINDS else SAYS["not-definite"]
        told.append(SAYS["kkt-along"].format(values=values, signs=signs, kind=kind, result=result))
    exact = is_exact(found.value) and all(is_exact(v) for v in found.point.values())
    place = named.at(*(shown(v) for v in found.point.values()))
    after = equal(place, shown(found.value)) if exact else named.called()
    return step(
        "bordered-test",
        named.equation(),
        after,
        explanation=joined(told),
        fields={"place": found.place()},
    )
