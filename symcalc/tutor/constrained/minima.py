"""Which points that meet the conditions are minima, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.steps import Step
from symcalc.tutor.constrained.active import Candidate
from symcalc.tutor.constrained.letters import step
from symcalc.tutor.extrema.cases import Problem
from symcalc.tutor.extrema.comparing import build_all
from symcalc.tutor.extrema.composition import BOTH, shape
from symcalc.tutor.extrema.constraints import linear
from symcalc.tutor.extrema.numbers import value_at
from symcalc.tutor.extrema.records import equation_said, joined, listed, place_said, with_article
from symcalc.tutor.words.extrema import SAYS as KINDS
from symcalc.tutor.words.kkt import KKT, SAYS
from symcalc.writing.text import text


@dataclass(frozen=True)
class Answer:
    """The minima with their multipliers, the steps that tell why, and the last sentences."""

    minima: tuple[Candidate, ...]
    steps: tuple[Step, ...]
    ending: tuple[str, ...]


def answered(problem: Problem, found: Sequence[Candidate], plain: Derivation) -> Answer:
    """By convexity where the problem is convex, else by what the values beside a point say."""
    accepted = _each(problem, [c for c in found if c.accepted])
    reasons, convex = convexities(problem)
    odd = _irregular(problem, accepted)
    if convex:
        best = [replace(c, absolute=True) for c in accepted]
        if not best and odd:
            best = _by_values(problem, odd, plain)
            return Answer(tuple(best), (_odd_step(problem, odd),), _sentences(problem, best))
        why = [step(KKT, "kkt-convex", _lines(problem), reasons=joined(reasons))] if best else []
        return Answer(tuple(best), tuple(why), _sentences(problem, best))
    judged = _by_values(problem, [*accepted, *odd], plain)
    kinds = [
        SAYS["kind"].format(
            place=place_said(c.point),
            result=equation_said(problem.named, c.value),
            kind=_kind(c, plain),
        )
        for c in [*accepted, *odd]
    ]
    told = step(KKT, "kkt-other", _lines(problem), reasons=joined(reasons), kinds=" ".join(kinds))
    steps = ([_odd_step(problem, odd)] if odd else []) + [told]
    return Answer(tuple(judged), tuple(steps), _sentences(problem, judged, odd))


def _each(problem: Problem, accepted: Sequence[Candidate]) -> list[Candidate]:
    """Every point once, with all multipliers: those that are not active have 0."""
    found: dict[str, Candidate] = {}
    for c in accepted:
        whole = {m: c.multipliers.get(m, sp.S.Zero) for m in problem.whole.letters}
        found.setdefault(place_said(c.point), replace(c, multipliers=whole))
    return list(found.values())


def convexities(problem: Problem) -> tuple[list[str], bool]:
    """What is known of f and each constraint, and whether it makes the problem convex."""
    named, told = problem.named, []
    own = shape(named.expr, named.wrt)
    convex = 1 in own.signs
    name = named.name
    if own.signs == BOTH:
        told.append(SAYS["g-affine"].format(g=name))
    elif convex:
        told.append(SAYS["f-convex"].format(why=own.why[-1] if own.why else ""))
    else:
        told.append(SAYS["not-shown"].format(what=name))
    for c in problem.constraints:
        written = text(c.gap)
        if linear([c], named.wrt):
            told.append(SAYS["g-affine" if c.equality else "h-affine"].format(g=written, h=written))
        elif c.equality:
            told.append(SAYS["g-curved"].format(g=written))
            convex = False
        elif 1 in shape(c.expr, named.wrt).signs:
            told.append(SAYS["h-convex"].format(h=written))
        else:
            told.append(SAYS["not-shown"].format(what=written))
            convex = False
    return told, convex


def _lines(problem: Problem) -> notation.Notation:
    lines = [problem.named.equation(), *(c.written for c in problem.constraints)]
    return build_all(list(dict.fromkeys(lines)))


def _irregular(problem: Problem, accepted: Sequence[Candidate]) -> list[Candidate]:
    """Points without multipliers that may be minima all the same."""
    known = {place_said(c.point) for c in accepted}
    found = []
    for place in problem.irregular or []:
        point = {x: place[x] for x in problem.named.wrt}
        value = value_at(problem.named.expr, point)
        if value is not None and place_said(point) not in known:
            found.append(Candidate((), point, {}, value, "", feasible=True))
    return found


def _odd_step(problem: Problem, odd: Sequence[Candidate]) -> Step:
    places = listed([place_said(c.point) for c in odd])
    values = listed([equation_said(problem.named, c.value) for c in odd])
    return step(KKT, "kkt-irregular", _lines(problem), places=places, values=values)


def _by_values(problem: Problem, found: Sequence[Candidate], plain: Derivation) -> list[Candidate]:
    """The points that the search for extrema calls minima; absolute where it says so."""
    del problem
    least = [e for e in plain.told if e[2] == "minimum"]
    judged = []
    for c in found:
        same = next((e for e in least if _is_at(c, e[0])), None)
        if same is not None:
            judged.append(replace(c, absolute=_is_absolute(c, plain)))
    return judged


def _is_at(candidate: Candidate, point: dict[sp.Symbol, sp.Expr]) -> bool:
    gaps = [sp.Abs(v - point[x]) for x, v in candidate.point.items()]
    return all(not g.free_symbols and sp.N(g) < sp.Float("1e-9") for g in gaps)


def _is_absolute(candidate: Candidate, plain: Derivation) -> bool:
    return f"Absolute minimum at {place_said(candidate.point)}" in plain.ending


def _kind(candidate: Candidate, plain: Derivation) -> str:
    """What the search for extrema calls the point."""
    same = next((e for e in plain.told if _is_at(candidate, e[0])), None)
    reach = "absolute" if _is_absolute(candidate, plain) else "local"
    kind = "inconclusive" if same is None else same[2]
    return with_article(KINDS[kind].format(reach=reach))


def _sentences(
    problem: Problem, minima: Sequence[Candidate], odd: Sequence[Candidate] = ()
) -> tuple[str, ...]:
    if not minima:
        places = listed([place_said(c.point) for c in odd])
        return (SAYS["nothing-but"].format(places=places) if odd else SAYS["nothing"],)
    told = []
    for c in minima:
        fields = {"place": place_said(c.point), "result": equation_said(problem.named, c.value)}
        if not c.multipliers:
            told.append(
                SAYS["unmultiplied" if c.absolute else "unmultiplied-local"].format(**fields)
            )
            continue
        row = "minimum" if c.absolute else "local"
        told.append(SAYS[row].format(multipliers=c.multipliers_said(), **fields))
    return tuple(told)
