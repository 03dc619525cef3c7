"""The sign table: f′ and f″ in every interval, and what they say of f."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.steps import Step
from symcalc.tutor.extrema.lines import Interval
from symcalc.tutor.extrema.numbers import (
    decimals,
    said,
    shown,
    sign_at,
)
from symcalc.tutor.extrema.records import (
    equal,
    place_said,
    step,
    table,
)
from symcalc.tutor.extrema.study import SLACK, Study
from symcalc.writing.text import text

SIGNS = {1: "+", 0: "0", -1: "−", None: ""}


RISING = {1: "rising", -1: "falling", 0: "constant", None: ""}


BENDING = {1: "convex", -1: "concave", 0: "straight", None: ""}


def table_step(study: Study) -> Step:
    """The signs of f′ and f″ in every interval."""
    x = text(notation.name(study.x))
    name = study.named.name
    rows = []
    for k, interval in enumerate(study.intervals):
        if _is_told(study, interval):
            rows.append((interval_said(x, interval), *_signs(interval)))
        if k < len(study.places) and study.told(study.places[k]):
            rows.append(_place_row(study, study.places[k]))
    head = (x, f"{name}′", f"{name}″", name)
    zero = equal(study.line.slope.after, notation.number(0))
    return step(
        "sign-table",
        zero,
        study.named.equation(),
        fields={"f": name},
        table=table(head, rows),
    )


def _is_told(study: Study, interval: Interval) -> bool:
    if study.period is None:
        return True
    low, high, whole = (decimals(e) for e in (interval.low, interval.high, study.period))
    if low is None or high is None or whole is None:
        return False
    return bool(high > 0 and low < whole - SLACK)


def interval_said(x: str, interval: Interval) -> str:
    """−1 < x < 0, x > 1, every x."""
    low, high = (text(shown(e)) for e in (interval.low, interval.high))
    if interval.low.is_infinite:
        return f"every {x}" if interval.high.is_infinite else f"{x} < {high}"
    return f"{x} > {low}" if interval.high.is_infinite else f"{low} < {x} < {high}"


def _signs(interval: Interval) -> tuple[str, str, str]:
    if interval.slope is None:
        return "", "", "not defined"
    told = [RISING[interval.slope], BENDING[interval.bend] if interval.slope else ""]
    return SIGNS[interval.slope], SIGNS[interval.bend], ", ".join(t for t in told if t)


def _place_row(study: Study, place: sp.Expr) -> tuple[str, str, str, str]:
    here = {study.x: place}
    value = study.value(place)
    marks = []
    for part in (study.line.slope, study.line.second):
        found = sign_at(part.after.expr, here) if value is not None else None
        kink = found is not None and place in study.kinks
        marks.append("" if found is None or kink else SIGNS[found])
    if value is None:
        return place_said(here), "", "", "not defined"
    judged = study.judged(place)
    told = [said(value)] if judged is None else [judged.kind_said, said(value)]
    return place_said(here), marks[0], marks[1], " ".join(told)
