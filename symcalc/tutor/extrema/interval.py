"""The least and the greatest value of a function of one variable on a closed interval."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.extrema.answering import bracketed, claims_of, derivation, unbeaten
from symcalc.tutor.extrema.lines import Line
from symcalc.tutor.extrema.numbers import decimals, said, sign_of
from symcalc.tutor.extrema.one_variable import critical_step, derivative_steps, named_places
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    MAXIMUM,
    MINIMUM,
    Extremum,
    Function,
    joined,
    place_said,
    step,
    table,
)
from symcalc.tutor.extrema.study import Study
from symcalc.tutor.extrema.whole_line import no_slope_claims
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text


def on_interval(named: Function, low: sp.Expr, high: sp.Expr) -> Derivation:
    """Candidates inside and at the ends, their values compared.

    Raises
    ------
    UnsupportedError
        If the ends are not two numbers in order.
    """
    ends = [decimals(e) if e.is_number and e.is_finite else None for e in (low, high)]
    if ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
        raise UnsupportedError(SAYS["open-ends"], hint=SAYS["open-hint"])
    study = Study(named, Line(named.body, named.wrt[0], (low, high)))
    found = candidates(study, low, high)
    gaps = [p for p in (low, *study.edges, high) if study.value(p) is None]
    steps = [*derivative_steps(study), critical_step(study)]
    broken = bool(gaps) or study.jumps or any(i.slope is None for i in study.intervals)
    if not broken:
        found = absolute(found)
        steps.append(compare_step(study, found))
    interval = build("interval", arrange(low), arrange(high), text="[]")
    constraint = build("element", notation.name(study.x), interval, text="in")
    stationary = [(named.expr, e) for e in found if e.point[study.x] in study.critical]
    boxes = ((float(ends[0]), float(ends[1])),)
    inside = [e for e in found if e.point[study.x] not in (low, high)]
    claims = [*claims_of(named, inside, stationary, best=False)]
    claims += unbeaten(named, found, None, boxes)
    return derivation(
        named,
        steps,
        found,
        ending(named, found, interval, gaps, broken=broken),
        claims or no_slope_claims(study),
        subject_to=(constraint,),
    )


def candidates(study: Study, low: sp.Expr, high: sp.Expr) -> list[Extremum]:
    """The critical points, the kinks and the ends, each with what it is among its neighbours."""
    found = []
    inside = [p for p in study.places if p in (*study.critical, *study.kinks)]
    first, last = study.intervals[0].slope, study.intervals[-1].slope
    marks = {low: first, high: None if last is None else -last}
    for place in (low, *inside, high):
        value = study.value(place)
        if value is None:
            continue
        if place in marks:
            kind = {1: MINIMUM, -1: MAXIMUM}.get(marks[place] or 0, INCONCLUSIVE)
            found.append(Extremum({study.x: place}, value, kind))
        else:
            judged = study.judged(place)
            found.append(judged or Extremum({study.x: place}, value, INCONCLUSIVE))
    return found


def absolute(found: list[Extremum]) -> list[Extremum]:
    """The candidates with the least and the greatest value are absolute."""
    least = min(found, key=lambda e: float(e.value)).value
    greatest = max(found, key=lambda e: float(e.value)).value
    told = []
    for e in found:
        low, high = sign_of(e.value - least) == 0, sign_of(e.value - greatest) == 0
        if low or high:
            told.append(replace(e, kind=MINIMUM if low else MAXIMUM, reach="absolute"))
        else:
            told.append(e)
    return told


def compare_step(study: Study, found: list[Extremum]) -> Step:
    """The values beside each other."""
    named, x = study.named, text(notation.name(study.x))
    rows = []
    for e in found:
        (place,) = e.point.values()
        where = "inside-kind" if place in study.critical else "kink-kind"
        where = where if place in (*study.critical, *study.kinks) else "end-kind"
        told = e.kind_said if e.reach == "absolute" else ""
        rows.append((place_said(e.point), SAYS[where], said(e.value), told))
    return step(
        "candidates",
        named.equation(),
        named.equation(),
        table=table((x, "", f"{named.name}({x})", ""), rows),
    )


def ending(
    named: Function, found: list[Extremum], interval: Notation, gaps: list[sp.Expr], *, broken: bool
) -> str:
    """The least and the greatest value, or why there need not be any."""
    (x,) = named.wrt
    if broken:
        places = named_places(x, gaps) or bracketed(interval)
        return SAYS["on-gap"].format(f=named.name, places=places, interval=bracketed(interval))
    told = []
    for kind, row in ((MINIMUM, "on-least"), (MAXIMUM, "on-greatest")):
        best = [e for e in found if e.kind == kind and e.reach == "absolute"]
        if best:
            places = named_places(x, [next(iter(e.point.values())) for e in best])
            value = said(best[0].value)
            told.append(SAYS[row].format(interval=bracketed(interval), value=value, places=places))
    return joined(told)
