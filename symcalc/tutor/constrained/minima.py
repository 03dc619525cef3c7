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
from symcalc.tutor.extrema.constraints import kinked, linear
from symcalc.tutor.extrema.curves import lies_on, widest
from symcalc.tutor.extrema.numbers import value_at
from symcalc.tutor.extrema.records import (
    NO_EXTREMUM,
    Extremum,
    equation_said,
    joined,
    listed,
    place_said,
    with_article,
)
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
    open_ = [c for c in found if c.curve and not c.accepted]
    if convex:
        best = [replace(c, absolute=True) for c in accepted]
        several = not all(c.problem.solved.exact for c in problem.cases) and len(best) > 1
        more = (SAYS["between"],) if several else ()
        if not best and odd:
            best = _by_values(problem, odd, plain)
            return Answer(tuple(best), (_odd_step(problem, odd),), _sentences(problem, best))
        why = [step(KKT, "kkt-convex", _lines(problem), reasons=joined(reasons))] if best else []
        return Answer(tuple(best), tuple(why), (*_sentences(problem, best, open_), *more))
    judged = _by_values(problem, [*accepted, *odd], plain)
    kinds = [
        SAYS["kind"].format(
            place=place_said(c.point),
            result=equation_said(problem.named, c.value),
            kind=_kind(problem, c, plain),
        )
        for c in [*accepted, *odd]
    ]
    told = step(KKT, "kkt-other", _lines(problem), reasons=joined(reasons), kinds=" ".join(kinds))
    steps = ([_odd_step(problem, odd)] if odd else []) + [told]
    settled = [c for c in accepted if _class(problem, c, plain) != "inconclusive"]
    places = {place_said(c.point) for c in (*judged, *settled)}
    undecided = [c for c in (*accepted, *odd, *open_) if place_said(c.point) not in places]
    return Answer(tuple(judged), tuple(steps), _sentences(problem, judged, undecided, settled))


def _each(problem: Problem, accepted: Sequence[Candidate]) -> list[Candidate]:
    """Every point once, with all multipliers: those that are not active have 0."""
    found: dict[str, Candidate] = {}
    for c in accepted:
        whole = {m: c.multipliers.get(m, sp.S.Zero) for m in problem.whole.letters}
        found.setdefault(place_said(c.point), replace(c, multipliers=whole))
    curves = widest([_extremum(c) for c in found.values() if c.curve])
    kept = {place_said(e.point) for e in curves}
    return [
        c
        for place, c in found.items()
        if (place in kept if c.curve else not any(lies_on(_extremum(c), e) for e in curves))
    ]


def _extremum(c: Candidate) -> Extremum:
    return Extremum(c.point, c.value, "minimum")


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
        row = "f-concave" if own.signs == {-1} else "not-shown"
        told.append(SAYS[row].format(what=name))
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
            row = "f-concave" if shape(c.expr, named.wrt).signs == {-1} else "not-shown"
            told.append(SAYS[row].format(what=written))
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
    gaps = [sp.expand(v - point[x]) for x, v in candidate.point.items()]
    return all(not g.free_symbols and abs(sp.N(g)) < sp.Float("1e-9") for g in gaps)


def _is_absolute(candidate: Candidate, plain: Derivation) -> bool:
    every = "every point " if candidate.curve else ""
    return f"Absolute minimum at {every}{place_said(candidate.point)}" in plain.ending


def _class(problem: Problem, candidate: Candidate, plain: Derivation) -> str:
    """What the search for extrema calls the point."""
    same = next((e for e in plain.told if _is_at(candidate, e[0])), None)
    if same is not None:
        return str(same[2])
    cases = [c for c in problem.cases if c.kind == NO_EXTREMUM]
    here = any(_is_at(candidate, c.point(problem.named.wrt)) for c in cases)
    return NO_EXTREMUM if here else "inconclusive"


def _kind(problem: Problem, candidate: Candidate, plain: Derivation) -> str:
    reach = "absolute" if _is_absolute(candidate, plain) else "local"
    kind = _class(problem, candidate, plain)
    said = KINDS[kind].format(reach=reach)
    return said if kind == NO_EXTREMUM else with_article(said)


def _sentences(
    problem: Problem,
    minima: Sequence[Candidate],
    undecided: Sequence[Candidate] = (),
    settled: Sequence[Candidate] = (),
) -> tuple[str, ...]:
    places = listed([place_said(c.point) for c in undecided])
    exact = all(c.problem.solved.exact for c in problem.cases)
    more = [SAYS["open"].format(places=places)] if undecided else []
    more += [] if exact else [SAYS["newton"]]
    if kinked([problem.named.expr, *(c.expr for c in problem.constraints)]):
        more.append(SAYS["kinked"].format(f=problem.named.name))
    if not minima:
        odd = bool(undecided) and not any(c.curve or c.multipliers for c in undecided)
        if odd and not settled:
            return (SAYS["nothing-but"].format(places=places), *more[1:])
        row = "no-minimum" if settled else "nothing"
        return (*([] if undecided or not exact else [SAYS[row]]), *more, *falling(problem))
    told = []
    for c in minima:
        fields = {"place": place_said(c.point), "result": equation_said(problem.named, c.value)}
        if not c.multipliers:
            told.append(
                SAYS["unmultiplied" if c.absolute else "unmultiplied-local"].format(**fields)
            )
            continue
        row = ("minimum-curve" if c.curve else "minimum") if c.absolute else "local"
        told.append(SAYS[row].format(multipliers=c.multipliers_said(), **fields))
    return (*told, *more)


def falling(problem: Problem) -> list[str]:
    """Along one letter f falls for ever and no constraint is broken."""
    named = problem.named
    for x in named.wrt:
        for sign in (1, -1):
            slope = sign * named.expr.diff(x)
            free = all(c.expr.diff(x) == 0 for c in problem.equations)
            rises = [sign * c.expr.diff(x) for c in problem.inequalities]
            if slope.is_negative and free and all(r.is_nonpositive for r in rises):
                end = "∞" if sign > 0 else "−∞"
                letter = text(notation.name(x))
                return [SAYS["falls"].format(f=named.name, x=letter, end=end)]
    return []
