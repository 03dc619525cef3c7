"""Extrema of a function of one variable on its whole domain."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.extrema.answering import claims_of, derivation
from symcalc.tutor.extrema.composition import shape
from symcalc.tutor.extrema.ends import tends_to
from symcalc.tutor.extrema.lines import Line
from symcalc.tutor.extrema.numbers import said, sign_of
from symcalc.tutor.extrema.one_variable import again, ending_of, flat_ranges, steps_of, with_reach
from symcalc.tutor.extrema.records import (
    MAXIMUM,
    MINIMUM,
    Extremum,
    Function,
    equation_said,
    joined,
    listed,
    step,
)
from symcalc.tutor.extrema.study import CURVED, Study, sign_of_all
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text


def on_the_line(named: Function, *, bends: bool = False) -> Derivation:
    """Critical points, sign table, tests, and what happens at the ends of the domain.

    Where `bends` is set, every inflection is part of the answer, critical or not.
    """
    study = Study(named, Line(named.body, named.wrt[0]))
    if study.flat.exact and sign_of_all(study) == 0 and not study.edges:
        return constant(study)
    limits = towards(study)
    least, greatest = bounds(study, list(limits.values()))
    found = with_reach(study.found, least, greatest)
    bent = bent_step(study, found)
    if bent is not None:
        found = [replace(e, reach="absolute") if e.kind in CURVED else e for e in found]
    steps = steps_of(study, found)
    steps += [bent] if bent is not None else []
    if limits:
        steps.append(ends_step(study, limits, found))
    stationary = [(named.expr, e) for e in found if e.point[study.x] in study.critical]
    claims = claims_of(named, found, stationary) or no_slope_claims(study)
    endings = [*plateaus(study), ending_of(named, found)]
    endings.append(again(study).strip() if found else "")
    return derivation(named, steps, found, joined(endings), claims, bends=bends)


def bent_step(study: Study, found: list[Extremum]) -> Step | None:
    """A local minimum of a function that is proved convex is absolute; mirrored for concave."""
    local = [e for e in found if e.kind in CURVED and e.reach == "local"]
    if len({e.kind for e in local}) != 1 or study.period is not None:
        return None
    sign = CURVED[local[0].kind]
    told = shape(study.line.plain.expr, study.named.wrt)
    if sign not in told.signs:
        return None
    fields = {"f": study.named.name, "bend": "convex" if sign > 0 else "concave"}
    why = SAYS["bent-whole"].format(**fields, kind=local[0].kind, why=" ".join(told.why))
    asked = study.named.equation()
    return step("compare", asked, asked, explanation=why.strip())


def constant(study: Study) -> Derivation:
    """A function that does not change at all."""
    named = study.named
    value = study.value(sp.Rational(1, 3))
    told = SAYS["constant-ending"].format(
        f=named.name, result=equation_said(named, value if value is not None else named.expr)
    )
    return derivation(named, steps_of(study, []), [], told, no_slope_claims(study))


def towards(study: Study) -> dict[tuple[sp.Expr, str], sp.Expr]:
    """The limits at infinity and where the function is not defined, as far as they are told."""
    if study.period is not None or study.line.range != (-sp.oo, sp.oo):
        return {}
    ends: list[tuple[sp.Expr, str]] = []
    for interval in study.intervals:
        if interval.slope is None:
            continue
        for end, side in ((interval.low, "+"), (interval.high, "-")):
            if end.is_infinite or study.value(end) is None:
                ends.append((end, side))
    found = {(e, s): tends_to(study.named.expr, study.x, e, s) for e, s in dict.fromkeys(ends)}
    if any(limit is None for limit in found.values()):
        return {}
    return {end: limit for end, limit in found.items() if limit is not None}


def bounds(study: Study, limits: list[sp.Expr]) -> tuple[sp.Expr | None, sp.Expr | None]:
    """The least and the greatest value, None where there is none or it is not known."""
    known = limits or (study.period is not None and study.line.repeats)
    whole = study.flat.exact and known and not study.jumps
    closed = study.period is None or all(i.slope is not None for i in study.intervals)
    if not (whole and closed and study.found):
        return None, None
    values = [e.value for e in study.found if e.kind in (MINIMUM, MAXIMUM)]
    if not values:
        return None, None
    least = min(values, key=lambda v: float(v))
    greatest = max(values, key=lambda v: float(v))
    below = any(_less(limit, least) for limit in limits)
    above = any(_less(greatest, limit) for limit in limits)
    return None if below else least, None if above else greatest


def _less(one: sp.Expr, two: sp.Expr) -> bool:
    if one.is_infinite or two.is_infinite:
        return one is -sp.oo or two is sp.oo
    return sign_of(two - one) == 1


def ends_step(
    study: Study, limits: dict[tuple[sp.Expr, str], sp.Expr], found: list[Extremum]
) -> Step:
    """What the function tends to, and what follows for absolute extremes."""
    x, named = study.x, study.named
    sentences = []
    for (end, side), limit in limits.items():
        sign = "" if end.is_infinite else {"+": "⁺", "-": "⁻"}[side]
        sentences.append(
            SAYS["towards"].format(
                f=named.name,
                limit=said(limit),
                x=text(notation.name(x)),
                end=f"{text(arrange(end))}{sign}",
            )
        )
    said_of = [listed(sentences)]
    for kind, there, missing in (
        (MINIMUM, "is-least", "no-least"),
        (MAXIMUM, "is-greatest", "no-greatest"),
    ):
        best = [e for e in found if e.kind == kind and e.reach == "absolute"]
        places = listed([e.place() for e in best])
        result = equation_said(named, best[0].value) if best else ""
        said_of.append(SAYS[there if best else missing].format(result=result, places=places))
    first = next(iter(limits))
    limit = build("limit", named.called(), notation.name(x), arrange(first[0]), text=_side(*first))
    after = build("relation", limit, arrange(limits[first]), text="=")
    return step("end-behaviour", named.equation(), after, explanation=joined(said_of))


def _side(end: sp.Expr, side: str) -> str:
    return "" if end.is_infinite else side


def plateaus(study: Study) -> list[str]:
    """Sentences about intervals on which the function is constant."""
    return [
        SAYS["plateau"].format(interval=interval, f=study.named.name)
        for interval in flat_ranges(study)
    ]


def no_slope_claims(study: Study) -> list[Claim]:
    """Where there is no point to claim anything of: the derivative itself."""
    part = study.line.slope
    return [Equal(part.steps[0].before.expr, part.after.expr)]
