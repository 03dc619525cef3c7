"""Extrema: places, values and classes, in words or as a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.points.claims import (
    INFLECTION,
    MAXIMUM,
    MINIMUM,
    SADDLE,
    Claim,
    Unclear,
    claims_of,
    says_nothing,
)
from symcalc.grading.points.multipliers import beside, without_multipliers
from symcalc.grading.points.numbers import EXACT, OTHER, ROUNDED, TO_DIGITS, agreement
from symcalc.grading.points.rows import (
    CRITICAL,
    Met,
    Row,
    agrees_at,
    fits,
    height,
    level,
    outermost,
    place_said,
)
from symcalc.grading.points.without import (
    is_empty,
    is_unbounded,
    says_infeasible,
    says_unbounded,
)
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import says_missing
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read_strictly
from symcalc.tutor.extrema.answering import Optimised
from symcalc.tutor.extrema.numbers import near_at, shown
from symcalc.writing.text import text

ABSOLUTE = "absolute"
ALIKE = r"critical|stationary|saddle|inflection"  # questions that name what they ask for
LOCAL = "are only extremes of the whole domain meant, or local ones too?"
NOT_ABSOLUTE = "{place} is right, but there is a point beyond it: it is no absolute {kind}."
UNCLEAR = "I cannot tell which points, values or kinds the answer means."
WHICH = "Is {number} where it is, or the value there? Write {x} = {number}, or f = {number}."
NOT_THERE = "{place} is no such point: the slope there is not zero."
FLAT = "the slope is zero at {place}, too: there are more points than those that I compare with."
NO_SUCH = "{place} is not among the points that are asked for."
OTHER_KIND = "{place} is no {kind}: there it is another kind of point."
VALUE = "{place} is right. The value there is not {told}."
ALONE = "{told} is not the value that is asked for."
ALLOWED = "There are points that meet the constraints."
BOUNDED = "It is not unbounded."
VALUED = re.compile(r"\bvalues?\b", re.IGNORECASE)
PLACED = r"\bat\b|="
WHERE = "The value is right. Say also where it is."
MISSING = "{count} {points} missing."
CLASSES = "The points are right. Say of each what it is: a minimum, a maximum or a saddle point."
SOME = "There is such a point."
KINDS = {
    MINIMUM: "minimum",
    MAXIMUM: "maximum",
    SADDLE: "saddle point",
    INFLECTION: "inflection point",
}


@answer_kind("extrema", rank=1)
def extrema(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Point by point."""
    del policy
    if asked.kind != "extrema" or asked.derivation is None:
        return None
    bends = asked.derivation.bends if isinstance(asked.derivation, Optimised) else ()
    critical = CRITICAL.search(asked.question.text)
    rows: Sequence[Row] = (*asked.derivation.answer, *(() if critical else bends))
    wanted = _wanted(asked, rows)
    if says_nothing(told.typed) or says_missing(told.typed):
        return _nothing(asked, rows, wanted)
    if says_infeasible(told.typed) or says_unbounded(told.typed, asked.question.text):
        return _without(asked, told, rows)
    letters = asked.derivation.question.wrt
    typed, multipliers = without_multipliers(told.typed, asked)
    try:
        claims = claims_of(typed, letters, lambda piece: read_strictly(piece, symbols=letters))
    except Unclear:
        return undecided(UNCLEAR, "unsupported")
    if not claims or all(claim.empty for claim in claims):
        return undecided(UNCLEAR, "unsupported")
    placed = re.search(PLACED, typed)
    found = _judged(asked, claims, rows, wanted, bare=not placed)
    return beside(asked, found, multipliers)


def _wanted(asked: Asked, rows: Sequence[Row]) -> list[Row]:
    """The points that an answer has to name."""
    said = asked.question.text.lower()
    if CRITICAL.search(said):
        return list(rows)
    for word, kind in (("saddle", SADDLE), ("inflection", INFLECTION)):
        if word in said:
            return [row for row in rows if row[2] == kind]
    least, most = "minim" in said, "maxim" in said
    kinds = [k for k, named in ((MINIMUM, least), (MAXIMUM, most)) if named or least == most]
    found = [row for row in rows if row[2] in kinds]
    absolute = re.search(r"absolute|global|greatest|least", said) or least != most
    absolute = absolute or bool(asked.question.subject_to)
    return outermost(found) if absolute and found and "local" not in said else found


def _sure(asked: Asked, rows: Sequence[Row]) -> bool:
    """Whether the list of points is known to be all of them."""
    assert asked.derivation is not None
    periodic = asked.body.expr.has(*TRIGONOMETRIC) and not asked.question.subject_to
    numeric = any(part.has(sp.Float) for place, *_ in rows for part in place.values())
    curves = any(v.free_symbols for place, *_ in rows for v in place.values())
    open_ = any(kind == "inconclusive" for *_, kind in rows)
    open_ = open_ or (isinstance(asked.derivation, Optimised) and asked.derivation.open)
    return not (periodic or numeric or curves or open_ or asked.derivation.conditions)


TRIGONOMETRIC = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)


def _nothing(asked: Asked, rows: Sequence[Row], wanted: Sequence[Row]) -> Finding:
    assert asked.derivation is not None
    if wanted and ABSOLUTE not in asked.derivation.ending.lower():
        return undecided(LOCAL)
    if wanted:
        return wrong(SOME, note="solutions-lost")
    return right(proof="exact") if _sure(asked, rows) else undecided(UNCLEAR)


def _without(asked: Asked, told: Told, rows: Sequence[Row]) -> Finding:
    """That nothing is allowed, or that there is no bound."""
    best = any(kind in (MINIMUM, MAXIMUM) for *_, kind in rows)
    if says_infeasible(told.typed):
        if is_empty(asked):
            return right(proof="exact")
        return wrong(ALLOWED) if best and asked.question.subject_to else undecided(UNCLEAR)
    said = asked.question.text.lower()
    signs = [s for s, word in ((1, "minim"), (-1, "maxim")) if word in said] or [1, -1]
    if any(is_unbounded(asked, sign) for sign in signs):
        return right(proof="exact")
    bounded = is_empty(asked) or (best and _has_best(asked, signs))
    return wrong(BOUNDED) if bounded else undecided(UNCLEAR)


def _has_best(asked: Asked, signs: Sequence[int]) -> bool:
    """Whether the extreme that is asked for is there, and absolute."""
    assert asked.derivation is not None
    ending = asked.derivation.ending.lower()
    return all(f"{ABSOLUTE} {MINIMUM if s > 0 else MAXIMUM}" in ending for s in signs)


def _judged(
    asked: Asked, claims: Sequence[Claim], rows: Sequence[Row], wanted: Sequence[Row], *, bare: bool
) -> Finding:
    if len(claims) == 1 and claims[0].alone is not None:
        value = _value_alone(asked, claims[0], wanted)
        if value is not None:
            return value
    met = [_met(asked, claim, rows) for claim in claims]
    flat = next((m.cause for m in met if m.flat), "")
    if flat:
        return undecided(flat)
    heights = [
        height(claim, m, rows) if bare else None for claim, m in zip(claims, met, strict=True)
    ]
    met = [Met(row) if row else m for m, row in zip(met, heights, strict=True)]
    wrongs = [m for m in met if m.cause]
    if wrongs:
        if any(m.row is None for m in wrongs) and not _sure(asked, rows):
            return undecided("the points could not all be compared.")
        note = "different" if any(m.row for m in wrongs) else "solutions-gained"
        return wrong(*dict.fromkeys(m.cause for m in wrongs), note=note)
    named = [row for row in heights if row]
    missing = [
        row
        for row in wanted
        if not any(m.row is row for m in met) and not any(level(row, other) for other in named)
    ]
    if missing:
        count = len(missing)
        points = "point is" if count == 1 else "points are"
        return wrong(MISSING.format(count=count, points=points), note="solutions-lost")
    found = _complete(asked, claims, met, rows, wanted)
    if any(heights) and (found.status == "correct" or found.note == "unclassified"):
        values = VALUED.search(asked.question.text)
        return right(proof="exact") if values else partly("incomplete", WHERE, proof=found.proof)
    return found


def _complete(
    asked: Asked,
    claims: Sequence[Claim],
    met: Sequence[Met],
    rows: Sequence[Row],
    wanted: Sequence[Row],
) -> Finding:
    """All points are there, and none is wrong."""
    assert asked.derivation is not None
    ending = asked.derivation.ending.lower()
    if any(c.absolute and f"{ABSOLUTE} {c.kind}" not in ending for c in claims):
        return undecided("the values far out were not compared.")
    if not _sure(asked, rows):
        return undecided("there may be more points than those that are named.")
    if any(m.rounded for m in met):
        return partly("rounded", TO_DIGITS, proof="certified")
    bare = [m.row for m, claim in zip(met, claims, strict=True) if not claim.kind]
    mixed = len({row[2] for row in wanted}) > 1 or any(r and r[2] == SADDLE for r in bare)
    if bare and mixed and not re.search(ALIKE, asked.question.text.lower()):
        return partly("unclassified", CLASSES, proof="exact")
    return right(proof="exact")


def _value_alone(asked: Asked, claim: Claim, wanted: Sequence[Row]) -> Finding | None:
    """A number alone, where the minimum or the maximum is asked for: its value."""
    assert claim.alone is not None
    said = asked.question.text.lower()
    one = ("minim" in said) != ("maxim" in said)
    if not one or not wanted:
        return None
    found = agreement(wanted[0][1], claim.alone)
    at = [agreement(v, claim.alone) for place, *_ in wanted for v in place.values()]
    where = len(wanted) == 1 == len(wanted[0][0]) and at[0] != OTHER
    sign = 1 if "minim" in said else -1
    if found == EXACT and (_sure(asked, wanted) or _has_best(asked, [sign])):
        return right(proof="exact")
    if where and "value" not in said:
        (x,) = wanted[0][0]
        return undecided(WHICH.format(number=text(claim.alone), x=text(arrange(x))))
    if found == ROUNDED:
        return partly("rounded", TO_DIGITS, proof="certified")
    return wrong(ALONE.format(told=text(claim.alone))) if _sure(asked, wanted) else None


def _met(asked: Asked, claim: Claim, rows: Sequence[Row]) -> Met:
    """The point that a claim means, and what is wrong with it."""
    letters = asked.derivation.question.wrt if asked.derivation else ()
    place = dict(claim.place)
    if claim.alone is not None and len(letters) == 1:
        place = {letters[0]: claim.alone}
    named = place_said(place)
    near = [(row, found) for row in rows if (found := agrees_at(row, place)) != OTHER]
    if not place and claim.value is not None:
        near = [(row, EXACT) for row in rows if agreement(row[1], claim.value) != OTHER]
        named = f"f = {text(claim.value)}"
    if not near and not place and claim.alone is not None:
        return Met(None, ALONE.format(told=text(claim.alone)))
    if not near:
        cause = _not_there(asked, place, named)
        return Met(None, cause or FLAT.format(place=named), flat=not cause)
    fitting = [pair for pair in near if fits(claim.kind, pair[0][2], asked.question.text)]
    if not fitting:
        other = {MINIMUM: MAXIMUM, MAXIMUM: MINIMUM}.get(near[0][0][2], "")
        kind = KINDS.get(claim.kind or other, "extremum")
        return Met(near[0][0], OTHER_KIND.format(place=named, kind=kind))
    row, found = fitting[0]
    if claim.absolute and not any(row is best for best in outermost(list(rows))):
        return Met(row, NOT_ABSOLUTE.format(place=named, kind=KINDS[row[2]]))
    value = EXACT if claim.value is None else agreement(row[1], claim.value)
    if value == OTHER:
        assert claim.value is not None
        return Met(row, VALUE.format(place=named, told=text(claim.value)))
    return Met(row, rounded=ROUNDED in (found, value))


def _not_there(asked: Asked, place: dict[sp.Symbol, Notation], named: str) -> str:
    """Why a place is none of the points: the slope, where that tells; "" where it is zero."""
    letters = asked.derivation.question.wrt if asked.derivation else ()
    if set(place) != set(letters) or asked.question.subject_to:
        return NO_SUCH.format(place=named)
    point = {x: node.expr for x, node in place.items()}
    try:
        slopes = [near_at(asked.body.expr.diff(x), point) for x in letters]
    except (SymcalcError, ValueError):
        return NO_SUCH.format(place=named)
    steep = next((s for s in slopes if s is not None and abs(s) > sp.Rational(1, 10**20)), None)
    if steep is None:
        return NO_SUCH.format(place=named) if None in slopes else ""
    seen = f" There the slope is {text(shown(arrange(steep).expr))}." if len(letters) == 1 else ""
    return NOT_THERE.format(place=named) + seen.replace("There the slope is 0.", "")
