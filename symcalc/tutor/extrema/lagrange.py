"""Extrema under equations: the multipliers of Lagrange."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.checking.extrema import Zero
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.diff import partial
from symcalc.tutor.differentiate import differentiate
from symcalc.tutor.extrema.answering import claims_of, derivation
from symcalc.tutor.extrema.comparing import (
    build_all,
    compared,
    ending_with,
    equal_claims,
    none_wanted,
    nowhere,
    odd_points,
    twofold,
    unsure,
)
from symcalc.tutor.extrema.constraints import Constraint, found_feasible, held, kinked, never_met
from symcalc.tutor.extrema.infeasible import contradiction, lettered
from symcalc.tutor.extrema.multipliers import Multipliers, letters
from symcalc.tutor.extrema.numbers import is_exact, said, shown, sign_of, value_at
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    MAXIMUM,
    MINIMUM,
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
from symcalc.tutor.extrema.several import KINDS
from symcalc.tutor.extrema.signs import nonnegative
from symcalc.tutor.extrema.solutions import system, system_said
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text


def on_equations(
    named: Function, constraints: tuple[Constraint, ...], written: Sequence[Notation]
) -> Derivation:
    """Lagrangian, conditions, solutions, their kinds, and what the multiplier says."""
    impossible = never_met(constraints)
    if impossible is not None:
        return nowhere(named, written, impossible)
    why = contradiction(constraints, named.wrt)
    if why:
        return _contradicted(named, constraints, written, why)
    problem = Multipliers(named, constraints, letters(named, len(constraints), "lambda"))
    steps = [*lagrangian_steps(problem), solutions_step(problem)]
    found = points_of(problem)
    odd = problem.exceptional()
    steps.append(exceptional_step(problem, odd))
    found += odd_points(named, odd or [], found)
    letters_too = lettered(constraints, named.wrt)
    if not found and not letters_too and not found_feasible(constraints, named.wrt):
        return nowhere(named, written, None, steps)
    sure = problem.solved.exact and odd is not None
    sure = sure and not kinked([named.expr, *(c.expr for c in constraints)])
    found, comparison = _beside(problem, found, sure=sure)
    steps += [point_step(problem, e) for e in found]
    if comparison is not None and found:
        steps.append(comparison)
    both = twofold(named, constraints, found) if sure else found
    meaning = meaning_step(problem, found)
    steps += [meaning] if meaning is not None else []
    stationary = [
        (problem.lagrangian_at(e.multipliers), e) for e in found if e.multipliers is not None
    ]
    claims: list[Claim] = []
    if not letters_too:
        claims = claims_of(named, found, stationary, held(constraints))
    if len(both) > len(found):
        found, claims = both, [Zero(held(constraints), (found[0].point,))]
    claims = claims or equal_claims(problem.partials)
    row = "no-candidates" if problem.solved.exact else "not-solved"
    why = none_wanted(named, constraints)
    ending = ending_with(named, found, why) if found else SAYS[row].format(f=named.name)
    ending = joined([ending, *unsure(named, found, exact=problem.solved.exact)])
    return derivation(named, steps, found, ending, claims, subject_to=written)


def _contradicted(
    named: Function, constraints: tuple[Constraint, ...], written: Sequence[Notation], why: str
) -> Derivation:
    first = step("constraint", build_all([c.written for c in constraints]), zero_of(constraints))
    why = joined([why, SAYS["so-no-extremum"]])
    return nowhere(named, written, None, [first], why)


def _beside(
    problem: Multipliers, found: Sequence[Extremum], *, sure: bool
) -> tuple[list[Extremum], Step | None]:
    """The points with what is known of each, compared where that is not enough."""
    known = [by_odd_power(problem, e)[0] for e in found]
    if known and all(e.reach == "absolute" for e in known):
        return known, None
    return compared(problem.named, problem.constraints, known, exact=sure)


def zero_of(constraints: Sequence[Constraint]) -> Notation:
    """The constraints with zero on the right."""
    return system([c.gap for c in constraints])


def lagrangian_steps(problem: Multipliers) -> list[Step]:
    """Constraints with zero on the right, L, and ∇L."""
    named = problem.named
    zero = zero_of(problem.constraints)
    first = step("constraint", build_all([c.written for c in problem.constraints]), zero)
    left = notation.name(sp.Symbol("L"))
    second = step("lagrangian", named.equation(), equal(left, problem.formula), words="lagrangian")
    below = tuple(partial(p, named.wrt) for p in problem.partials)
    after = build("tuple", *(p.after for p in problem.partials))
    third = step(
        "gradient-of",
        build("gradient", left),
        after,
        title=SAYS["gradient-of-L"],
        substeps=below,
        relation="definition",
    )
    return [first, second, third]


def solutions_step(problem: Multipliers) -> Step:
    """The system and its solutions, with multiplier and value."""
    named, solved_ = problem.named, problem.solved
    asked = system(problem.equations)
    rows = []
    for s in solved_.solutions:
        value = value_at(named.expr, s.values)
        values = [said(s.values[letter]) for letter in problem.letters]
        place = place_said({x: s.values[x] for x in named.wrt})
        rows.append((place, *values, "" if value is None else said(value), joined(s.path)))
    names = [text(notation.name(x)) for x in problem.letters]
    point = "(" + ", ".join(text(notation.name(x)) for x in named.wrt) + ")"
    return step(
        "stationary",
        asked,
        asked,
        title=SAYS["conditions"],
        explanation=system_said(problem.equations, named.wrt, solved_),
        status="proved" if solved_.exact else "numeric",
        table=table((point, *names, named.name, ""), rows) if rows else None,
    )


def points_of(problem: Multipliers) -> list[Extremum]:
    """Each solution with the kind that the curvature along the constraint tells."""
    found: dict[str, Extremum] = {}
    for s in problem.solved.solutions:
        point = {x: s.values[x] for x in problem.named.wrt}
        value = value_at(problem.named.expr, point)
        if value is None:
            continue
        free = any(v.free_symbols & set(point) for v in point.values())
        form = None if free else problem.along(s.values)
        kind = INCONCLUSIVE if form is None else KINDS.get(form.kind, INCONCLUSIVE)
        multipliers = {letter: s.values[letter] for letter in problem.letters}
        found.setdefault(place_said(point), Extremum(point, value, kind, multipliers=multipliers))
    return list(found.values())


def by_odd_power(problem: Multipliers, e: Extremum) -> tuple[Extremum, dict[str, str]]:
    """y² = x³ says x³ ≥ 0, so x ≥ 0: the point with x = 0 is a minimum of f = x."""
    x, known = problem.named.expr, len(problem.constraints) == 1
    if e.multipliers is not None or not known or x not in problem.named.wrt or e.value != 0:
        return e, {}
    gap = sp.expand(problem.constraints[0].expr)
    power = next((t for t in sp.Add.make_args(gap) if t.has(x)), sp.S.Zero)
    factor, bare = power.as_coeff_Mul()
    odd = bare.as_base_exp()[0] == x and bare.as_base_exp()[1] in (1, 3, 5, 7, 9)
    rest = sp.expand(-(gap - power) / factor) if odd else x
    sign = 1 if nonnegative(rest) else -1 if nonnegative(-rest) else 0
    if not odd or rest.has(x) or sign == 0:
        return e, {}
    told = {
        "power": text(arrange(bare)),
        "rest": text(arrange(rest)),
        "sign": "≥" if sign > 0 else "≤",
        "x": text(notation.name(x)),
    }
    return replace(e, kind=MINIMUM if sign > 0 else MAXIMUM, reach="absolute"), told


def exceptional_step(
    problem: Multipliers, odd: Sequence[Mapping[sp.Symbol, sp.Expr]] | None
) -> Step:
    """Where the gradient of the constraint vanishes."""
    named = problem.named
    gradient = build("tuple", *(_row(problem)))
    fields = {"gradient": f"∇g = {text(gradient)}"}
    if odd is None:
        row = "normal-open"
    elif odd:
        row = "normal"
        fields["places"] = listed([place_said({x: p[x] for x in named.wrt}) for p in odd])
    else:
        row = "normal-none" if len(problem.constraints) == 1 else "normals-none"
    if len(problem.constraints) > 1:
        fields["gradient"] = SAYS["gradients"]
    zero = system([c.gap for c in problem.constraints])
    return step("normal-vanishes", zero, gradient, words=row, fields=fields)


def _row(problem: Multipliers) -> list[Notation]:
    return [differentiate(problem.constraints[0].gap, x)[-1].after for x in problem.named.wrt]


def point_step(problem: Multipliers, found: Extremum) -> Step:
    """What the curvature along the constraint says at a point."""
    named, values = problem.named, {**found.point, **(found.multipliers or {})}
    result = equation_said(named, found.value)
    form = None
    if found.multipliers is not None and not found.free:
        form = problem.along(values)
    fields = {"place": found.place(), "result": result, "kind": with_article(found.kind_said)}
    if found.multipliers is None:
        told = by_odd_power(problem, found)[1]
        row = "odd-power" if told else "edge"
        fields |= told
    elif form is None:
        free = any(v.free_symbols for v in values.values())
        row = "along-open" if free else "no-direction"
    elif form.kind in KINDS:
        row = "along"
        fields |= {
            "values": listed([said(v) for v in form.eigenvalues]),
            "signs": SAYS[form.kind],
        }
    else:
        row = "along-flat"
    exact = is_exact(found.value) and all(is_exact(v) for v in found.point.values())
    place = named.at(*(shown(v) for v in found.point.values()))
    after = equal(place, shown(found.value)) if exact else named.called()
    return step("bordered-test", named.equation(), after, words=row, fields=fields)


def rate(value: sp.Expr) -> str:
    """ε, −ε, 3ε."""
    return text(notation.multiply(shown(value), notation.name(sp.Symbol("epsilon"))))


def meaning_step(problem: Multipliers, found: Sequence[Extremum]) -> Step | None:
    """λ is the rate at which the best value changes with the level of the constraint."""
    best = next((e for e in found if e.kind in (MINIMUM, MAXIMUM) and e.multipliers), None)
    if best is None or best.multipliers is None or best.free:
        return None
    told = []
    for letter, c in zip(problem.letters, problem.constraints, strict=True):
        value = best.multipliers[letter]
        row = "meaning-zero" if sign_of(value) == 0 else "meaning"
        told.append(
            SAYS[row].format(
                letter=text(notation.name(letter)),
                value=text(shown(value)),
                rate=rate(value),
                place=best.place(),
                constraint=text(c.written),
                kind=best.kind,
            )
        )
    left = notation.name(problem.letters[0])
    after = equal(left, shown(best.multipliers[problem.letters[0]]))
    return step("multiplier-meaning", problem.named.equation(), after, explanation=joined(told))
