"""Extrema under inequalities: the conditions of Karush, Kuhn and Tucker, case by case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.extrema import Zero
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.steps import Step
from symcalc.tutor.extrema.answering import claims_of, derivation
from symcalc.tutor.extrema.cases import Case, Problem
from symcalc.tutor.extrema.comparing import (
    build_all,
    compared,
    equal_claims,
    nowhere,
    odd_points,
    twofold,
    unsure,
)
from symcalc.tutor.extrema.constraints import (
    Constraint,
    found_feasible,
    held,
    never_met,
    opposed,
)
from symcalc.tutor.extrema.curves import curve_said, lies_on, widest
from symcalc.tutor.extrema.infeasible import contradiction, lettered
from symcalc.tutor.extrema.numbers import is_exact, said, shown, value_at
from symcalc.tutor.extrema.odd_bounds import by_odd_bound
from symcalc.tutor.extrema.one_variable import ending_of
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    MAXIMUM,
    MINIMUM,
    NO_EXTREMUM,
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


def on_inequalities(
    named: Function, constraints: tuple[Constraint, ...], written: Sequence[Notation]
) -> Derivation:
    """All cases of active inequalities, the accepted ones compared."""
    _need_numbers(named, constraints)
    impossible = never_met(constraints)
    if impossible is not None:
        return nowhere(named, written, impossible)
    why = opposed(constraints) or contradiction(constraints, named.wrt)
    if why:
        why = joined([why, SAYS["so-no-extremum"]])
        return nowhere(named, written, None, opposed_steps(constraints), why)
    problem = Problem(named, constraints)
    accepted = extremes(problem)
    if not (accepted or problem.irregular or found_feasible(constraints, named.wrt)):
        return nowhere(named, written, None)
    steps = [*condition_steps(problem), cases_step(problem)]
    curves = widest([curve_of(problem, case) for case in problem.curves])
    odd = odd_points(named, problem.irregular or [], [e for e, _ in accepted])
    together = [*(e for e, _ in accepted), *curves, *odd]
    found, comparison = compared(named, constraints, together, exact=problem.settled)
    both = twofold(named, constraints, found) if problem.settled else found
    points, others = found[: len(accepted)], found[len(accepted) :]
    curves, odd = others[: len(curves)], others[len(curves) :]
    bounds = [by_odd_bound(problem, e) for e in odd]
    odd = [e for e, _ in bounds]
    pairs = [(e, case) for e, (_, case) in zip(points, accepted, strict=True)]
    best = [e for e in curves if e.reach == "absolute"]
    pairs = [(e, case) for e, case in pairs if not _is_on(e, curves, best)]
    steps += [point_step(problem, case, e) for e, case in pairs]
    steps += [_irregular_step(problem, odd)] if odd else []
    told = [s for _, s in bounds if s is not None]
    steps += told or ([comparison] if comparison is not None and found else [])
    pairs = [(e, case) for e, case in pairs if e.kind != NO_EXTREMUM]
    found = [*(e for e, _ in pairs), *odd, *best]
    claims = claims_of(named, found, _stationary(pairs), held(constraints))
    if len(both) > len(together):
        found, claims = both, [Zero(held(constraints), (both[0].point,))]
    claims = claims or equal_claims(Surface(named).partials)
    besides = [curve_said(named, e) for e in curves if e not in best]
    ending = _ending(problem, found, besides, any_accepted=bool(accepted))
    return derivation(named, steps, found, ending, claims, subject_to=written)


def _stationary(pairs: Sequence[tuple[Extremum, Case]]) -> list[tuple[sp.Expr, Extremum]]:
    """L at each point with multipliers that are numbers."""
    return [
        (case.problem.lagrangian_at(case.values or {}), e)
        for e, case in pairs
        if not any(v.free_symbols for v in (case.values or {}).values())
    ]


def _ending(
    problem: Problem, found: Sequence[Extremum], besides: Sequence[str], *, any_accepted: bool
) -> str:
    row = "none-extreme" if any_accepted else "no-candidates"
    row = row if problem.settled else "not-solved"
    told = ending_of(problem.named, found) if found else SAYS[row].format(f=problem.named.name)
    exact = all(c.problem.solved.exact for c in problem.cases)
    more = [*besides, *unsure(problem.named, found, exact=exact)]
    return joined([told if found or not besides else "", *more])


def _need_numbers(named: Function, constraints: Sequence[Constraint]) -> None:
    """Refuse letters in the constraints: the cases are told apart by signs."""
    if lettered(constraints, named.wrt):
        letters = {s.name for c in constraints for s in c.expr.free_symbols - set(named.wrt)}
        what = SAYS["lettered"].format(letters=", ".join(sorted(letters)))
        raise UnsupportedError(what, hint=SAYS["lettered-hint"])


def _irregular_step(problem: Problem, odd: Sequence[Extremum]) -> Step:
    """The points at which gradients of active constraints are dependent."""
    fields = {
        "gradient": SAYS["gradients-active"],
        "places": listed([e.place() for e in odd]),
    }
    zero = build_all([equal(c.gap, notation.number(0)) for c in problem.constraints])
    return step("normal-vanishes", zero, problem.named.called(), words="irregular", fields=fields)


def _is_on(e: Extremum, curves: Sequence[Extremum], best: Sequence[Extremum]) -> bool:
    """Whether a curve tells all that is known of a point."""
    return any(lies_on(e, c) for c in (curves if e.kind == INCONCLUSIVE else best))


def opposed_steps(constraints: Sequence[Constraint]) -> list[Step]:
    """The constraints with zero on the right."""
    nothing = notation.number(0)
    lines = [equal(c.gap, nothing, "=" if c.equality else "<=") for c in constraints]
    return [step("constraint", build_all([c.written for c in constraints]), build_all(lines))]


def extremes(problem: Problem) -> list[tuple[Extremum, Case]]:
    """The accepted points, each once, with the case of all inequalities active there."""
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
        before = found.get(place_said(point))
        if before is not None and before[0].kind in (MINIMUM, MAXIMUM):  # sufficient, and so enough
            extremum = replace(extremum, kind=before[0].kind)
        found[place_said(point)] = (extremum, case)
    return list(found.values())


def curve_of(problem: Problem, case: Case) -> Extremum:
    """A curve of solutions, along which f keeps its value."""
    point = case.point(problem.named.wrt)
    value = sp.simplify(problem.named.expr.subs(point, simultaneous=True))
    multipliers = {s: (case.values or {})[s] for s in case.problem.letters}
    return Extremum(point, value, INCONCLUSIVE, multipliers=multipliers, within=True)


def condition_steps(problem: Problem) -> list[Step]:
    """Constraints as h ≤ 0, L, and the conditions."""
    named = problem.named
    nothing = notation.number(0)
    lines = [equal(c.gap, nothing, "=" if c.equality else "<=") for c in problem.constraints]
    written = build_all(list(dict.fromkeys(c.written for c in problem.constraints)))
    split = len(lines) > len({c.written for c in problem.constraints})
    first = step("constraint", written, build_all(lines), words="split" if split else "")
    left = notation.name(sp.Symbol("L"))
    row = "kkt-lagrangian-both" if problem.equations else "kkt-lagrangian"
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
    if found.kind == NO_EXTREMUM:
        told.append(SAYS["kkt-told"].format(kind=SAYS[NO_EXTREMUM], result=result))
    elif found.kind == INCONCLUSIVE:
        told.append(SAYS["kkt-open"].format(result=result))
    elif form is not None and KINDS.get(form.kind) != found.kind and found.reach == "absolute":
        told.append(SAYS["kkt-compared"].format(kind=kind, result=result))
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
