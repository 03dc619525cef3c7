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
from symcalc.tutor.extrema.gaps import Gaps
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
    gaps = Gaps(study)
    steps = [*derivative_steps(study), critical_step(study)]
    broken = bool(gaps.empty or gaps.places or study.jumps)
    if broken:
        least, greatest = gaps.bounds(found)
        found = [_marked(e, least, greatest) for e in found]
    else:
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
        ending(named, found, interval, gaps if broken else None),
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
    return [_marked(e, least, greatest) for e in found]


def _marked(e: Extremum, least: sp.Expr | None, greatest: sp.Expr | None) -> Extremum:
    """Absolute, where the value is the least or the greatest."""
    for bound, kind in ((least, MINIMUM), (greatest, MAXIMUM)):
        if bound is not None and sign_of(e.value - bound) == 0:
            return replace(e, kind=kind, reach="absolute")
    return e


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


def _later(named: Function, kind: tuple[str, str]) -> bool:
    """Whether the other kind is asked for."""
    return named.wanted not in ("", kind[0])


def ending(named: Function, found: list[Extremum], interval: Notation, gaps: Gaps | None) -> str:
    """The least and the greatest value, or why there is none."""
    (x,) = named.wrt
    told, known = [], []
    kinds = sorted(
        ((MINIMUM, "on-least"), (MAXIMUM, "on-greatest")), key=lambda k: _later(named, k)
    )
    for kind, row in kinds:
        best = [e for e in found if e.kind == kind and e.reach == "absolute"]
        known.append(bool(best))
        if best:
            places = named_places(x, [next(iter(e.point.values())) for e in best])
            value = said(best[0].value)
            told.append(SAYS[row].format(interval=bracketed(interval), value=value, places=places))
    least, greatest = known if kinds[0][0] == MINIMUM else known[::-1]
    before = [] if gaps is None else gaps.sentences(interval, least=least, greatest=greatest)
    return joined([*before, *told])
