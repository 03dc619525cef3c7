"""Extrema that come again: a maximum at x = π/2 + 2kπ."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.points.claims import MAXIMUM, MINIMUM, Claim
from symcalc.grading.solutions.conditions import NEVER, All, Compare, Condition, value_here
from symcalc.grading.solutions.line import along
from symcalc.grading.solutions.scope import COUNTERS, Scope, Unlike, any_of, signs, solved_by
from symcalc.tutor.extrema.numbers import sign_of

RIGHT, LOST, GAINED, VALUE = "right", "lost", "gained", "value"

Differs = tuple[str, str, sp.Expr | None]


def counts(claims: Sequence[Claim], x: sp.Symbol) -> bool:
    """Whether a place has a letter that only counts."""
    found = [s for c in claims for v in _places(c, x) for s in v.free_symbols]
    return any(s.name in COUNTERS and s != x for s in found)


def recurring(f: sp.Expr, x: sp.Symbol, claims: Sequence[Claim], kinds: Sequence[str]) -> Differs:
    """What is right or wrong with all claims together, the kind, a place; "" where not known.

    All minima and maxima of the kinds are compared, as they are where the slope is zero and the
    second derivative is not.
    """
    unknown: Differs = ("", "", None)
    try:
        slope = derived(f, x)
        bend = derived(slope, x)
        said = {kind: _said(claims, kind, x) for kind in (MINIMUM, MAXIMUM)}
    except (SymcalcError, Unlike):
        return unknown
    level = Compare(slope, sp.S.Zero, "=")
    flat = along(All((level, Compare(bend, sp.S.Zero, "="))), NEVER, x)
    whole = along(Compare(f, f, "="), All(), x)
    if not (flat.complete and flat.same and whole.complete and whole.same):
        return unknown
    lines = {
        kind: along(All((level, Compare(bend, sp.S.Zero, sign))), said[kind], x)
        for kind, sign in ((MINIMUM, ">"), (MAXIMUM, "<"))
        if kind in kinds or said[kind] != NEVER
    }
    for name in (GAINED, LOST):
        for kind, found in lines.items():
            places = found.gained if name == GAINED else found.lost
            if places:
                return name, kind, min(places, key=lambda p: (abs(float(p)), -float(p)))
    if not all(found.complete for found in lines.values()):
        return unknown
    off = next((c for c in claims if c.value is not None and not _has_value(f, x, c)), None)
    return (VALUE if off is not None else RIGHT, "", None)


def _places(claim: Claim, x: sp.Symbol) -> list[sp.Expr]:
    told = dict(claim.place).get(x) or claim.alone
    if told is None:
        return []
    values = told.expr.args if isinstance(told.expr, sp.Tuple) else (told.expr,)
    return [v for e in values for v in signs(e)]


def _said(claims: Sequence[Claim], kind: str, x: sp.Symbol) -> Condition:
    """Where the points of a kind are said to be."""
    own = [claim for claim in claims if claim.kind == kind]
    if any(claim.kind not in (MINIMUM, MAXIMUM) for claim in claims):
        raise Unlike
    scope = Scope((x,), frozenset((x,)))
    places = [solved_by(x, value, scope) for claim in own for value in _places(claim, x)]
    if any(not _places(claim, x) for claim in own):
        raise Unlike
    return any_of(places) if places else NEVER


def _has_value(f: sp.Expr, x: sp.Symbol, claim: Claim) -> bool:
    """Whether the value is so at the first two of its places."""
    assert claim.value is not None
    for place in _places(claim, x):
        for k in (0, 1):
            here = value_here(f, {x: place.subs(dict.fromkeys(place.free_symbols, k))})
            if here is None or sign_of(here - claim.value.expr) != 0:
                return False
    return True
