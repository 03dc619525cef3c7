"""The lesson on the conditions of Karush, Kuhn and Tucker for one problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.checking.extrema import Stationary, Zero
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import arrays, read
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.constrained.active import Candidate, candidates
from symcalc.tutor.constrained.letters import row_of, step
from symcalc.tutor.constrained.minima import Answer, answered
from symcalc.tutor.extrema import extrema
from symcalc.tutor.extrema.answering import all_varied, unbeaten
from symcalc.tutor.extrema.cases import Problem
from symcalc.tutor.extrema.comparing import build_all, equal_claims
from symcalc.tutor.extrema.constraints import constraints_of, found_feasible, held
from symcalc.tutor.extrema.infeasible import lettered
from symcalc.tutor.extrema.numbers import final
from symcalc.tutor.extrema.records import (
    MAXIMUM,
    MINIMUM,
    Extremum,
    Function,
    equal,
    joined,
    listed,
    table,
)
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.words.kkt import FAILS, HINTS, KKT, SAYS
from symcalc.writing.text import text

NOTHING = notation.number(0)


@lesson("kkt", "kkt conditions of {f} subject to {constraints}[ with respect to {letters}]")
def kkt(f: Any, constraints: Any, letters: Any = "") -> Derivation:
    """Write the conditions for a minimum, go through the active sets, and tell the minima.

    Examples
    --------
    >>> kkt("x^2 + y^2", "x + y >= 1").answer
    (({x: 1/2, y: 1/2}, {mu: 1}, 1/2),)
    """
    body = read(f) if isinstance(f, str) else f
    given = arrays.outside(constraints) if isinstance(constraints, str) else constraints
    written = [read(c.strip()) if isinstance(c, str) else c for c in given]
    if not written:
        raise UnsupportedError(FAILS["constraints"], hint=HINTS["constraints"])
    names = letters.split(",") if isinstance(letters, str) else letters
    chosen = tuple(read(x.strip()).expr if isinstance(x, str) else x for x in names if x)
    symbols = body.symbols.union(*(node.symbols for node in written))
    wrt = chosen or natural_order(symbols)
    need_slope(body, wrt)
    named = Function.of(body, wrt)
    problem = Problem(named, constraints_of(written, wrt))
    plain = extrema(body, wrt, written)  # refuses what cannot be worked out, and tells why
    if plain.told == () and not plain_cases(problem) and not _is_met(problem):
        return _nowhere(problem, written, plain)
    told = _worked(problem, written, plain)
    return told if chosen else replace(told, remarks=(*told.remarks, *all_varied(wrt)))


def plain_cases(problem: Problem) -> bool:
    """Whether some solution of the cases meets all constraints."""
    return bool(candidates(problem)) and any(c.feasible for c in candidates(problem))


def _is_met(problem: Problem) -> bool:
    """Whether a search finds a point that meets all constraints."""
    held_, wrt = problem.constraints, problem.named.wrt
    return not lettered(held_, wrt) and found_feasible(held_, wrt)


def _question(problem: Problem, written: Sequence[Notation]) -> Any:
    free = set().union(problem.named.body.symbols, *(n.symbols for n in written))
    letters = ", ".join(text(notation.name(x)) for x in problem.named.wrt)
    parts = {"f": text(problem.named.body), "constraints": ", ".join(map(text, written))}
    if free != set(problem.named.wrt):
        parts["letters"] = letters
    return asked("kkt", problem.named.body, problem.named.wrt, **parts)


def _nowhere(problem: Problem, written: Sequence[Notation], plain: Derivation) -> Derivation:
    """No point meets the constraints, or nothing can be told: as for extrema."""
    return Derivation(
        _question(problem, written),
        problem.named.equation(),
        arrange(sp.S.EmptySet),
        plain.steps,
        remarks=plain.remarks,
        claims=plain.claims,
        told=(),
        ending=plain.ending,
    )


def _worked(problem: Problem, written: Sequence[Notation], plain: Derivation) -> Derivation:
    found = candidates(problem)
    answer = answered(problem, found, plain)
    sure = answer.minima and all(c.multipliers for c in answer.minima)
    more = () if sure else tuple(s for s in plain.steps if s.rule == "compare")
    steps = [*_conditions(problem, written), _cases(problem, found), *answer.steps, *more]
    return Derivation(
        _question(problem, written),
        problem.named.equation(),
        _result(answer),
        tuple(steps),
        remarks=plain.remarks,
        claims=tuple(_claims(problem, answer, plain)),
        told=tuple(
            (
                {x: final(v) for x, v in c.point.items()},
                {m: final(v) for m, v in c.multipliers.items()},
                final(c.value),
            )
            for c in answer.minima
        ),
        ending=joined(answer.ending),
    )


def _result(answer: Answer) -> Notation:
    """The minimiser as a vector; all of them as a tuple."""
    rows = [[arrange(final(v)) for v in c.point.values()] for c in answer.minima]
    if not rows:
        return arrange(sp.S.EmptySet)
    if len(rows) == 1:
        return rows[0][0] if len(rows[0]) == 1 else build("vector", *rows[0])
    return build("tuple", *(row_of(row) for row in rows))


def _claims(problem: Problem, answer: Answer, plain: Derivation) -> list[Claim]:
    """L is stationary, the constraints hold, and a random search finds nothing less."""
    points = [c for c in answer.minima if c.exactly]
    curves = [Extremum(c.point, c.value, MINIMUM, reach="absolute") for c in answer.minima]
    if not points:
        told = unbeaten(problem.named, curves[:1], held(problem.constraints), ())
        return [*equal_claims(problem.whole.partials), *told]
    claims: list[Claim] = [
        Zero(held(problem.constraints), tuple(c.point for c in points)),
    ]
    placed = [(c.lagrangian(problem), c.point) for c in points if c.multipliers]
    claims += [Stationary(problem.named.wrt, tuple(placed))] if placed else []
    alone = {e[2] for e in plain.told} == {MINIMUM, MAXIMUM} and len(plain.told) == 2 * len(points)
    best = [Extremum(c.point, c.value, MINIMUM, reach="absolute") for c in points if c.absolute]
    best = [] if alone and not any(c.multipliers for c in points) else best
    return claims + unbeaten(problem.named, best[:1], held(problem.constraints), ())


def _conditions(problem: Problem, written: Sequence[Notation]) -> list[Step]:
    """The problem, L, and the four conditions."""
    kinds = {"equations": problem.equations, "inequalities": problem.inequalities}
    forms = [SAYS[k] for k, some in kinds.items() if some]
    told = [SAYS["mu"]] if problem.inequalities else []
    told += [SAYS["lambda"]] if problem.equations else []
    lines = [equal(c.gap, NOTHING, "=" if c.equality else "<=") for c in problem.constraints]
    left = notation.name(sp.Symbol("L"))
    slopes = [equal(p.after, NOTHING) for p in problem.whole.partials]
    names = listed([text(notation.name(x)) for x in problem.named.wrt])
    before = build_all(list(dict.fromkeys(written)))
    steps = [
        step(KKT, "kkt-problem", build_all(lines), before=before, forms=" ".join(forms)),
        step(KKT, "kkt-lagrangian", equal(left, problem.whole.formula), multipliers=" ".join(told)),
        step(KKT, "kkt-stationarity", build_all(slopes), letters=names),
        step(KKT, "kkt-primal", build_all(lines)),
    ]
    if not problem.inequalities:
        return steps
    mus = [notation.name(mu) for mu in problem.mus]
    slack = [
        equal(notation.multiply(mu, c.gap), NOTHING)
        for mu, c in zip(mus, problem.inequalities, strict=True)
    ]
    signs = [equal(mu, NOTHING, ">=") for mu in mus]
    return [
        *steps,
        step(KKT, "kkt-dual", build_all(signs)),
        step(KKT, "kkt-slackness", build_all(slack)),
    ]


def _cases(problem: Problem, found: Sequence[Candidate]) -> Step:
    """Every choice of active inequalities with what becomes of it."""
    rows = [c.row(problem) for c in found]
    names = row_of([notation.name(x) for x in problem.named.wrt])
    one = not problem.inequalities
    head = ("active", text(names), "multipliers", problem.named.name, "")
    exact = all(c.exactly for c in found if c.point)
    return step(
        KKT,
        "kkt-cases-one" if one else "kkt-cases",
        problem.named.equation(),
        table=table(head, rows),
        status="proved" if exact else "numeric",
        count=str(len({c.active for c in found})),
    )
