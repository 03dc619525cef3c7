"""Probabilities of values in a joint table: P(Y = 1), P(X = 1, Y = 0), P(X = 1 | Y = 0)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.errors import UnsupportedError
from symcalc.primitives import arrange
from symcalc.reading import read
from symcalc.tutor.probability.event_lines import ending_of, line, written
from symcalc.tutor.probability.joint import Joint
from symcalc.tutor.probability.tabled_lines import Told, same, step
from symcalc.tutor.words.tables import FAILS, HINTS, ROWS
from symcalc.writing.text import text

SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "≤": operator.le,
    "≥": operator.ge,
    "!=": operator.ne,
    "≠": operator.ne,
}
ONE = re.compile(r"\s*([XY])\s*(<=|>=|!=|[=<>≤≥≠])\s*([-−+]?[\d./]+)\s*", re.IGNORECASE)
WHOLE = re.compile(r"\s*(?:P|Pr|probability\s+of)\s*\(?(?P<inner>[^()]*)\)?\s*", re.IGNORECASE)
AND = re.compile(r"\s*(?:,|\band\b|∩|&)\s*")


class Wanted(NamedTuple):
    """What has to hold of X and of Y, as it is said and as a test."""

    told: str
    holds: Callable[[sp.Expr, sp.Expr], bool]


def is_event(what: str) -> bool:
    """Whether a probability of values is asked for."""
    found = WHOLE.fullmatch(what)
    return found is not None and ONE.match(found["inner"]) is not None


def event(joint: Joint, what: str, base: str) -> Told:
    """The entries at which it holds, added; over those of a condition."""
    del base
    found = WHOLE.fullmatch(what)
    assert found is not None
    about, bar, given = found["inner"].partition("|")
    wanted = _wanted(about)
    both = _wanted(f"{about},{given}") if bar else wanted
    above, over = _sum(joint, both)
    first = step("entries", line(above, over), event=both.told)
    other = _chances(joint, both)
    if not bar:
        ending = ending_of(f"P({wanted.told})", over, arrange(over))
        return Told(
            arrange(over),
            (first,),
            (same("rows", (over, other), what=ROWS["entries"]),),
            ending=ending,
        )
    condition = _wanted(given)
    below, under = _sum(joint, condition)
    if under == 0:
        raise UnsupportedError(FAILS["never"].format(event=condition.told))
    value = over / under
    second = step("entries", line(below, under), event=condition.told)
    quotient = line(notation.divide(written(over), written(under)), value)
    last = step("share", quotient, event=wanted.told, given=condition.told)
    claims = (same("rows", (value * _chances(joint, condition), other), what=ROWS["entries"]),)
    ending = ending_of(f"P({wanted.told} | {condition.told})", value, arrange(value))
    return Told(arrange(value), (first, second, last), claims, ending=ending)


def product(joint: Joint, what: str, base: str) -> Told:
    """E[XY]."""
    del what, base
    terms = [
        notation.arithmetic("product", written(x * y), written(joint.table[i, j]))
        for i, x in enumerate(joint.xs)
        for j, y in enumerate(joint.ys)
        if x * y * joint.table[i, j] != 0
    ]
    value = joint.product
    made = step("mean-product", line(notation.add(*terms) if terms else notation.number(0), value))
    again = joint.centred + joint.mean("X") * joint.mean("Y")
    ending = ending_of("E[XY]", value, arrange(value))
    return Told(arrange(value), (made,), (same("centred", (value, again)),), ending=ending)


def _wanted(said: str) -> Wanted:
    parts = [ONE.fullmatch(part) for part in AND.split(said.strip())]
    if not all(parts):
        raise UnsupportedError(FAILS["event"].format(event=said.strip()), hint=HINTS["event"])
    found = [(p[1].upper(), p[2], read(p[3]).expr) for p in parts if p]

    def holds(x: sp.Expr, y: sp.Expr) -> bool:
        return all(bool(SIGNS[sign](x if name == "X" else y, v)) for name, sign, v in found)

    return Wanted(", ".join(f"{n} {s} {text(arrange(v))}" for n, s, v in found), holds)


def _sum(joint: Joint, wanted: Wanted) -> tuple[notation.Notation, sp.Expr]:
    entries = [
        joint.table[i, j]
        for i, x in enumerate(joint.xs)
        for j, y in enumerate(joint.ys)
        if wanted.holds(x, y)
    ]
    return notation.add(*map(written, entries or [sp.S.Zero])), sp.Add(*entries)


def _chances(joint: Joint, wanted: Wanted) -> sp.Expr:
    """The same from the other side: 1 less the entries at which it does not hold."""
    rest = (
        joint.table[i, j]
        for i, x in enumerate(joint.xs)
        for j, y in enumerate(joint.ys)
        if not wanted.holds(x, y)
    )
    return 1 - sp.Add(*rest)
