"""The fundamental theorem: an antiderivative, its continuity, and the limits put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.breaks import breaks
from symcalc.checking.tendency import tendency
from symcalc.checking.zeros import rough
from symcalc.figures import in_figures
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.definite.ask import Definite, Finder, Found, listed
from symcalc.tutor.definite.parts import lines_of, parts_of, summed, valued
from symcalc.tutor.definite.values import (
    exact,
    value_there,
)
from symcalc.tutor.integrate.search import Solution
from symcalc.writing.text import text

MOST = 40  # places that are looked at one by one
PARTS = 12  # between jumps
SAME = 1e-6  # of two values of an antiderivative


def by_theorem(ask: Definite, finder: Finder) -> Found | None:
    """A proper integral by an antiderivative that is continuous between the limits."""
    proper = not any(end.is_infinite for end in ask.ends)
    solution = finder.antiderivative(ask.body, ask.x) if proper else None
    if solution is None:
        return None
    primitive = solution.steps[-1].after
    told = antiderivative_step(ask, solution.steps, primitive)
    found = _by(ask, told, primitive)
    given = of_letters(ask, solution)
    return found and replace(found, conditions=(*given, *found.conditions))


def of_letters(ask: Definite, solution: Solution) -> tuple[sp.Basic, ...]:
    """The conditions of an antiderivative that are about letters alone."""
    return tuple(c for c in solution.conditions if c.free_symbols and ask.x not in c.free_symbols)


def _by(ask: Definite, told: Step, primitive: Notation) -> Found | None:
    jumps = discontinuities(ask, primitive)
    if jumps is None or any(rough(p) for p in jumps):
        return None
    if jumps:
        return _over_jumps(ask, told, primitive, jumps)
    values = [value_there(primitive.expr, ask.x, end) for end in ask.ends]
    if None in values:
        bare = [end for end, v in zip(ask.ends, values, strict=True) if v is None]
        return _open_ended(ask, told, primitive, bare) if ask.letters and ask.ordered else None
    whole = build("evaluated", primitive, notation.name(ask.x), ask.low, ask.high)
    steps = (told, ask.step("fundamental-theorem", whole, F=text(primitive)))
    return valued(ask, primitive, ask, steps, whole)


def _open_ended(
    ask: Definite, told: Step, primitive: Notation, ends: Sequence[sp.Expr]
) -> Found | None:
    """An antiderivative with letters that has no value at a limit: xⁿ ln x at 0."""
    parts = parts_of(*ask.ends, ends)
    lines = lines_of(ask, parts, primitive)
    where = listed(f"{ask.x.name} = {text(arrange(p))}" for p in ends)
    step = ask.step("open-end", notation.add(*lines), where=where, F=text(primitive))
    return summed(ask, (told, step), primitive, parts, lines)


def antiderivative_step(ask: Definite, steps: Sequence[Step], primitive: Notation) -> Step:
    """The steps of the antiderivative, gathered under one title; a single one by its own."""
    whole = steps[0].before
    equation = build("relation", whole, primitive, text="=")
    if len(steps) == 1 and not steps[0].substeps:
        (only,) = steps
        return Step(
            only.rule,
            only.title,
            whole,
            equation,
            only.explanation,
            only.statement,
            relation="implies",
            conditions=only.conditions,
            status=only.status,
            hints=only.hints,
        )
    return ask.step("antiderivative", primitive, whole, "equal-up-to-constant", substeps=steps)


def discontinuities(ask: Definite, primitive: Notation) -> tuple[sp.Expr, ...] | None:
    """Places between the limits, or at them, where the antiderivative is not continuous.

    None where that is not decided.
    """
    if not ask.numeric:
        return ()
    x, (low, high) = ask.x, sorted(ask.ends)
    found = []
    places = breaks(primitive.expr, x, low, high)
    for p in places[:: len(places) // MOST + 1]:  # of very many, some from end to end
        sides = [s for s, there in (("-", p > low), ("+", p < high)) if there]
        near = [tendency(primitive.expr, x, p, s, {}) for s in sides]
        if any(n.kind != "finite" for n in near):
            return None
        value = value_there(primitive.expr, x, p)
        if (len(near) == 2 and abs(near[0].value - near[1].value) > SAME) or (
            len(near) == 1 and (value is None or abs(float(value) - near[0].value) > SAME)
        ):
            found.append(p)
    return tuple(found)


def _over_jumps(
    ask: Definite,
    told: Step,
    primitive: Notation,
    jumps: Sequence[sp.Expr],
) -> Found | None:
    """The parts between jumps, each up to the jump as a limit."""
    low, high = ask.ends
    if not low < high or len(jumps) > PARTS:
        return None
    parts = parts_of(low, high, jumps)
    lines = lines_of(ask, parts, primitive)
    x = ask.x.name
    inside = [p for p in jumps if low < p < high]
    if inside:
        where = listed(f"{x} = {text(arrange(p))}" for p in inside)
        step = ask.step(
            "jump",
            notation.add(*lines),
            where=where,
            F=text(primitive),
            sides=_sides(ask, primitive, inside[0]),
        )
    else:
        where = listed(f"{x} = {text(arrange(p))}" for p in jumps)
        step = ask.step("at-the-end", notation.add(*lines), where=where, F=text(primitive))
    return summed(ask, (told, step), primitive, parts, lines)


def _sides(ask: Definite, primitive: Notation, p: sp.Expr) -> str:
    """What the antiderivative tends to from both sides of a jump."""
    left, right = (_limit_value(primitive.expr, ask.x, p, s) for s in "-+")
    return f"from the left it tends to {left}, from the right to {right}"


def _limit_value(primitive: sp.Expr, x: sp.Symbol, p: sp.Expr, side: str) -> str:
    near = tendency(primitive, x, p, side, {}).value
    about = f"about {in_figures(near)}"
    try:
        value = sp.limit(primitive, x, p, side)
    except (NotImplementedError, ValueError, TypeError):
        return about
    known = value.is_number and abs(float(value) - near) < 1e-6
    return text(arrange(exact(value))) if known else about
